"""Who works with whom, and how knowledge moves: graphs from records, and what they show."""
