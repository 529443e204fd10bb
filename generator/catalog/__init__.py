"""Everything read, indexed and immutable, and what of it is live at an instant."""
