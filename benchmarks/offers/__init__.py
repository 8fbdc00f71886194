"""A large offer in Excel, and what reading it takes."""
