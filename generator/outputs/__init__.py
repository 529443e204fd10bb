"""What a reader can open; one module per thing, each a view and the function that renders it."""
