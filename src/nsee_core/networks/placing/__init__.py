"""Who stands for whom at a level and a time, and where they are."""
