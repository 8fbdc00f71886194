"""What Odoo says loudly although nothing is wrong, each with the reason."""

from workshop.testing.odoo_log import Allowed

ALLOWED: tuple[Allowed, ...] = ()
