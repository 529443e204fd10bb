"""Frozen types of the field: items, units, topics, the site. Nothing here reads or writes."""
