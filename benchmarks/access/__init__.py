"""Customers, salespeople and grants by the million, and what a page of them takes."""
