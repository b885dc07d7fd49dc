"""Maps of networks: one, or several waves side by side."""
