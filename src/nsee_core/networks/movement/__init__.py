"""How knowledge moved: from whom to whom, when, and how far."""
