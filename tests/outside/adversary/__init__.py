"""Somebody who tries every door: what the docs call the adversary.

It enumerates calls from the registry, makes them on a running server, and lets
invariants judge each by the rows that it changed and the answer that came back.
`docs/adversary.md` leads through the folder.
"""
