"""How fast it is: ratios taken in one run, against a floor or a peer, and how the work grows."""
