"""Templates and translations of the add-ons."""
