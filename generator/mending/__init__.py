"""
What `bantin check --fix` mends: faults whose right form is known without knowing what was meant.

`road.py` is the road: texts first, then names of files. Whatever is changed is read once more as
a build reads it, and must come to the same.
"""
