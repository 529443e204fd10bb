"""
Links to other sites: which there are, and whether they still open.

Asked for by an editor (`bantin check --external`), never while building: a page must not wait for
another site, nor come out other because that one is down.
"""
