"""Figures of networks and of movement: they are handed graphs and frames, and read no records."""
