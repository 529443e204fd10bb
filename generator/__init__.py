"""Bantin: the bulletins of trade unions, from Markdown to a site and its feeds."""

__version__ = "0.1.0"
