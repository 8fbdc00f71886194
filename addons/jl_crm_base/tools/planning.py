"""How PostgreSQL plans what is asked of very many rows."""

from contextlib import contextmanager

# Of many counts in one statement it adds up what each might cost, and compiles them for
# longer than they take. Where few of very many rows are meant, a limit lets it hope to
# meet them soon, and it reads all of them.
BY_INDEX = """
    SELECT set_config('jit', 'off', TRUE), set_config('enable_seqscan', 'off', TRUE)
"""
AS_USUAL = "SET LOCAL jit TO DEFAULT; SET LOCAL enable_seqscan TO DEFAULT"


@contextmanager
def planned_by_index(env):
    """Have what is asked within it go by indexes, where there are any."""
    env.cr.execute(BY_INDEX)
    yield
    # after an error there is no transaction any more, nor what was set in it
    env.cr.execute(AS_USUAL)
