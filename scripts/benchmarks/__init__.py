"""What `scripts/bench` is made of: an archive, two sites that hold it, and a stop-watch."""
