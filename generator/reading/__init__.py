"""From bytes to the model, with every fault told at its line and column."""
