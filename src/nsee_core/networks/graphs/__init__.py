"""Graphs from records, as plain networkx."""
