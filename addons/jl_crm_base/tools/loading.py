"""Whether an add-on brings its data along, which nobody is there to be asked about."""


def is_loading_data(env):
    """Whether the registry is still being made: no request is served meanwhile.

    A key of the context says nothing: a client may send it along.
    """
    return env.su and not env.registry.ready
