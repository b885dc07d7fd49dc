"""Trees: what was adapted from what."""
