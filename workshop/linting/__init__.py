"""The linters of `./jl lint`."""
