"""
Taking down an item, or a person, at someone's request.

`survey.py` finds the places, `items.py` and `people.py` make the edits, `proving.py` searches what
was built. Nothing here reads the clock.
"""
