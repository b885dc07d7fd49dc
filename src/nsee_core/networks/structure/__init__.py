"""How a programme is made up: who belongs where, in what form, and how it grows."""
