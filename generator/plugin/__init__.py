"""The only package that imports mkdocs."""
