"""What benchmarks share: a base of their own, filling it, the clock, the report."""
