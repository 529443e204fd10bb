"""
Telling the world of what was published, at most once: after a deploy, never before.

`road.py` is the road: read what was built, choose what is to be told, see that readers have it,
write the intent, send, write the result. `ledger.py` holds the promise.
"""
