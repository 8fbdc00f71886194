"""Several people who search for customers at once."""
