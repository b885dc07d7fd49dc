"""What a graph is like: measures as tidy DataFrames."""
