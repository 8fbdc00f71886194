"""Whose request it is: what binds a person, that person does."""

from contextlib import contextmanager
from contextvars import ContextVar
from weakref import WeakKeyDictionary

from odoo import cli
from odoo.exceptions import AccessError
from odoo.http import request

# by request: what a request says of itself later on can be changed by code
_AUTHENTICATED = WeakKeyDictionary()
_BY_ITSELF = ContextVar("jl_crm_base_by_itself", default=False)


def ensure_own_session(env):
    """Called before whatever binds a person: an approval, a signature.

    The user has to be the one whom this request was let in as, with a session or an
    API key. Nobody else's code passes, the superuser's neither: no scheduled action,
    no code of a server action, no script beside Odoo's shell. An add-on that brings its
    demo data along is let through, as nobody works meanwhile.

    :param env: of the user who is to be bound
    :raise AccessError: it is not the user who asks (HUA-4, K3Q-4)
    """
    if not _is_own_session(env):
        raise AccessError(
            env._(
                "To approve and to sign, people log in themselves and use the buttons "
                "of the document. A server action, a scheduled action or a script does "
                "it for nobody."
            )
        )


@contextmanager
def running_by_itself():
    """Have nobody bound meanwhile: it is code of the database that runs."""
    token = _BY_ITSELF.set(True)
    try:
        yield
    finally:
        _BY_ITSELF.reset(token)


def note_authenticated():
    """Remember whom the request that has just been let in belongs to."""
    if request.env.uid:
        _AUTHENTICATED.setdefault(request._get_current_object(), request.env.uid)


def _is_own_session(env):
    # no request is served while the registry is being made
    if not env.registry.ready:
        return True
    return not _BY_ITSELF.get() and _find_authenticated(env) == env.uid


def _find_authenticated(env):
    """Return the id of the user who asks."""
    if not request:
        return _find_without_request(env)
    return _AUTHENTICATED.get(request._get_current_object())


def _find_without_request(env):
    """Return whose hands are at it where there is no request: nobody's.

    But whoever sits at Odoo's shell has the whole database in their hands: it would
    promise what it cannot hold. Tests put theirs in this place, see tests/session.py.
    """
    return env.uid if cli.COMMAND == "shell" else 0
