from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

# while it is one of these, its customers change hands here alone
RESERVING_STATES = ("planned", "in_progress", "signing")


class CrmHandover(models.Model):
    """What is planned is reserved: nobody else moves these customers (HUA-6)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    def _reserve(self):
        """Nobody else hands these customers over now.

        :raise UserError: another handover has them already
        """
        self._drop_receivers()
        self._ensure_free()
        self._set_reserved(is_reserved=True)

    def _release(self):
        self._set_reserved(is_reserved=False)

    def _set_reserved(self, *, is_reserved):
        self.customer_ids.flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_handover_customer
                   SET is_reserved = %(is_reserved)s
                 WHERE handover_id = ANY(%(ids)s)
                """,
                is_reserved=is_reserved or None,
                ids=self.ids,
            )
        )
        self.customer_ids.invalidate_model(["is_reserved"])

    def _ensure_free(self):
        """:raise UserError: another handover has one of the customers"""
        self.customer_ids.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT mine.name, other.handover_id
                  FROM crm_handover_customer mine
                  JOIN crm_handover_customer other
                    ON other.partner_id = mine.partner_id
                   AND other.is_reserved
                   AND other.handover_id != mine.handover_id
                 WHERE mine.handover_id = ANY(%s)
                 LIMIT 1
                """,
                self.ids,
            )
        )
        for name, other in rows:
            raise UserError(
                self.env._(
                    "%(customer)s is already being handed over in %(handover)s. Take "
                    "it out here, or cancel that handover.",
                    customer=name,
                    handover=self.sudo().browse(other).display_name,
                )
            )

    def _reserve_added(self):
        """Reserve what was put on the list after the plan was made."""
        reserving = self.filtered(lambda one: one.state in RESERVING_STATES)
        if reserving:
            reserving._ensure_free()
            reserving._set_reserved(is_reserved=True)
