from contextlib import contextmanager

from odoo.exceptions import UserError


class RefusalMixin:
    """What people are told when they may not do something."""

    @contextmanager
    def _assert_refused(self, sentence, error=UserError):
        """The step is refused with such a sentence, and undone as the server does."""
        with self.assertRaises(error) as caught:
            yield
            self.env.flush_all()
        self.assertRegex(str(caught.exception), sentence)
