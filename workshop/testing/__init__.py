"""What `./jl test` runs, how it is counted and when it fails."""
