"""What the `bantin` command can do: one module per command, joined by `cli.py`."""
