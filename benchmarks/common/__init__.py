"""What benchmarks of pages share: a base of their own, the clock, the report."""
