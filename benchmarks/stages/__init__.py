"""Opportunities for the benchmark of the stages, and what a board of them takes."""
