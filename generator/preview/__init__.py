"""
The doctor of link previews: what Facebook and Zalo will make of a page, and what is wrong with it.

A page is fetched as their crawlers fetch it, or taken from the built site (`examining`); what was
found is plain data (`facts`), and each rule is a function of it (`rules`).
"""
