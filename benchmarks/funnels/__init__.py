"""Opportunities for the benchmark of the funnel, and what its picture takes."""
