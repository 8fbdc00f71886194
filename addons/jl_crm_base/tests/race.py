from contextlib import contextmanager

from odoo import api

from .session import work_as_everybody

QUIET = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "no_reset_password": True,
}


class RaceMixin:
    """Transactions of their own, for tests of two at once."""

    opener = "base.user_root"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(work_as_everybody())

    @contextmanager
    def _begin(self, user_id=None):
        """Open a transaction of its own, committed at the end unless it failed."""
        user_id = user_id or self.env.ref(self.opener).id
        with self.registry.cursor() as cr:
            yield api.Environment(cr, user_id, QUIET)
