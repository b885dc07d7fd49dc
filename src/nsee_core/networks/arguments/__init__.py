"""What was given to a function, if it can be taken; and what is said if it cannot."""
