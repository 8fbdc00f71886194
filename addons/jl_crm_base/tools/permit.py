"""A right that code gives to code: no client can hold it."""


class Permit:
    """A mark in the context that is compared by identity.

    Nothing that comes over RPC can pass for it. Permits of one key exclude each other:
    the one given last counts.
    """

    def __init__(self, key):
        """:param str key: of the context, named after the add-on"""
        self._key = key

    def give(self, records):
        """Return the records in an environment that holds the permit."""
        return records.with_context(**{self._key: self})

    def holds(self, env):
        """Whether the code that runs in the environment was given the permit.

        :rtype: bool
        """
        return env.context.get(self._key) is self
