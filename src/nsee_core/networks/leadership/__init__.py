"""Who led what and with whom, and what a named instrument says of professional capital."""
