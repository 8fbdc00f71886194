"""Customers by chance, with duplicates of which it is known how they came about.

The same seed gives the same customers on every computer. No real company is listed:
trade words are drawn by characters, people and numbers by chance; only provinces,
cities and districts are real, out of the tables of the duplicate engine.
"""
