"""What PostgreSQL has answered, as long as the transaction has written nothing.

A transaction sees one state of the base and what it has written itself. One that reads
alone, as a screen does that is opened, asks the same question once.
"""

KEPT = "jl_crm_pipeline.answers"
# whatever writes, SQL of whomever too, has been given a number
STATE = """
    SELECT pg_current_xact_id_if_assigned() IS NULL, pg_current_snapshot()::text
"""


def keep_answer(env, key, ask):
    """Return what a question brings, asked for once.

    :param env: of the transaction
    :param key: names the question and who asks
    :param ask: asks it
    :return: the answer, or None where the transaction has written something
    """
    kept = _get_kept(env)
    if not kept:
        return None
    _snapshot, answers = kept
    if key not in answers:
        answers[key] = ask()
    return answers[key]


def _get_kept(env):
    """Return the state that is seen and what was answered, or False for good.

    What is still to be written counts for the moment.
    """
    cache = env.cr.cache
    waiting = (
        *env.transaction.tocompute.values(),
        *env.transaction.field_dirty.values(),
    )
    if cache.get(KEPT) is False or any(waiting):
        return False
    env.cr.execute(STATE)
    is_untouched, snapshot = env.cr.fetchone()
    if not is_untouched:
        cache[KEPT] = False
    elif KEPT not in cache or cache[KEPT][0] != snapshot:
        cache[KEPT] = (snapshot, {})
    return cache[KEPT]
