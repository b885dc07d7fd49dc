"""Bars: movements between levels, and who took part."""
