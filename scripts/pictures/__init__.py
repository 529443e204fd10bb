"""What `scripts/draw-pictures` is made of: a sheet, things to draw on it, covers and portraits."""
