"""What the words of a search have found, for a page of a list and its count alike."""

FOUND = "jl_crm_pipeline_found"


class FoundRows(dict):
    """{a question to PostgreSQL: its answer}, while a client waits for one page."""


def remember_found(records):
    """Return the records such that the same words are looked up once."""
    return records.with_context(**{FOUND: FoundRows()})


def ask_once(env, question, ask):
    """Return the answer to a question, which is asked unless it is known.

    :param SQL question: by which the answer is known
    :param ask: function without arguments that returns the answer
    """
    found = env.context.get(FOUND)
    # no context from outside can hold one
    if not isinstance(found, FoundRows):
        return ask()
    key = question.code, repr(question.params)
    if key not in found:
        found[key] = ask()
    return found[key]
