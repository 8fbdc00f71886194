"""Measurements of the product, each beside its peer in the same run.

Every package with a `run(runtime, args)` is a benchmark of `./jl bench`; its docstring
is the help, `add_arguments(parser)` declares its options, and it returns the exit
status: 1 when a target is missed. Its other modules run inside Odoo, in a base of
`benchmarks.common`.
"""
