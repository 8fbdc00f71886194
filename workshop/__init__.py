"""The workshop: what `./jl` is made of. Python's standard library only."""
