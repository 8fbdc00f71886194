from odoo import api, models
from odoo.tools import SQL


class CustomerTransferMixin(models.AbstractModel):
    """Give very many customers to others in a few statements (HUA-6).

    A part of res.partner.
    """

    _name = "customer.transfer.mixin"
    _description = "Customers that Change Hands"

    @api.model
    def _transfer_customers(self, moves):
        """Make others responsible for customers and for their people.

        Nobody is told and nothing else changes: a contact that somebody else looks
        after stays with them, and so do those with whom the customer is shared.

        :param moves: [(customer id, id of who had it, id of who gets it)]
        """
        if not moves:
            return
        work = self.env["work.transfer.mixin"]
        self.env.flush_all()
        rows = work._write_moves(moves)
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p
                   SET user_id = CASE WHEN p.user_id = moved.giver
                                        OR p.id = moved.id
                                      THEN moved.receiver ELSE p.user_id END,
                       customer_holder = moved.receiver,
                       write_uid = %(uid)s,
                       write_date = now() AT TIME ZONE 'UTC'
                  FROM %(moves)s
                 WHERE p.commercial_partner_id = moved.id
                """,
                uid=self.env.uid,
                moves=rows,
            )
        )
        work._swap_followers(rows, "res.partner")
        self.env.invalidate_all(flush=False)
