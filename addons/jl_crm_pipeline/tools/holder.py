"""Who holds a customer, as one number (CAR-7, IMP-5).

Each row of a customer carries it in ``customer_holder``, those of its people as well:
the id of the responsible person; where nobody is, less than zero, that of who
registered it. Empty or zero: no customer. Whoever cannot log in any more, or is no
colleague, holds nothing. How it is written is said here alone.
"""

from odoo import SUPERUSER_ID
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.permit import Permit

KEY = "jl_crm_pipeline_holder"
SET_HOLDERS = """
    UPDATE res_partner p
       SET customer_holder = %(holder)s
      FROM res_partner c
     WHERE c.id = p.commercial_partner_id
       AND %(rows)s
"""


class Reason(Permit):
    """Why a customer changes hands; no client can name one of their own."""

    def __init__(self, name, is_leaving=False):
        """Make a reason.

        :param str name: what an add-on that keeps the changes calls it
        :param bool is_leaving: nobody takes the customer: whoever held it is gone
        """
        super().__init__(KEY)
        self.name = name
        self.is_leaving = is_leaving

    @staticmethod
    def find(env):
        """Return the reason that was given to what runs in the environment."""
        reason = env.context.get(KEY)
        return reason if isinstance(reason, Reason) else BY_HAND


BY_HAND = Reason("by_hand")
ASSIGNED = Reason("assigned")
ON_TRIAL = Reason("on_trial")
HANDED_OVER = Reason("handed_over")
MERGED = Reason("merged")
LEFT = Reason("left", is_leaving=True)


def encode(user_id, registrar_id):
    """Return the number of who holds a customer.

    :param user_id: of the responsible person, or False
    :param registrar_id: of who registered it, or False
    """
    return user_id or -(registrar_id or SUPERUSER_ID)


def decode(holder):
    """Return the id of who holds a customer, responsible for it or not."""
    return abs(holder)


def is_unassigned(holder):
    """Whether nobody is responsible for the customer."""
    return holder < 0


def list_numbers(user_ids, registrar_ids=None):
    """Return the numbers that customers carry whom these users hold.

    :param user_ids: of those who are responsible
    :param registrar_ids: of those who registered one that nobody is responsible for;
        the same by default
    """
    registrars = user_ids if registrar_ids is None else registrar_ids
    return [*sorted(user_ids), *(-one for one in sorted(registrars))]


def encode_sql(user, registrar):
    """Return the number as SQL.

    :param SQL user: the responsible person, or NULL
    :param SQL registrar: who registered it, or NULL
    """
    return SQL("COALESCE(%s, -%s, %s)", there_sql(user), registrar, -SUPERUSER_ID)


def find_there(user):
    """Return the user if they are there to hold a customer, or nobody."""
    return user.sudo()._filter_colleagues()


def there_sql(user):
    """Return the same as SQL: the user's id or NULL."""
    return SQL(
        """(SELECT u.id FROM res_users u
             WHERE u.id = %s AND u.active AND u.share IS NOT TRUE)""",
        user,
    )


def is_unassigned_sql(holder):
    """Return the condition that nobody is responsible."""
    return SQL("%s < 0", holder)


def is_nobody_sql(holder):
    """Return the condition that a row is no customer's."""
    return SQL("(%(holder)s = 0 OR %(holder)s IS NULL)", holder=holder)


def assign_sql(holder):
    """Return what sets it, as a part of an update.

    :param SQL holder: the number
    """
    return SQL("customer_holder = %s", holder)


def set_holders(holder, rows):
    """Return the statement that sets it in rows of customers and of their people.

    :param SQL holder: the number, by the customer's row ``c``
    :param SQL rows: the condition on a row ``p``
    """
    return SQL(SET_HOLDERS, holder=holder, rows=rows)
