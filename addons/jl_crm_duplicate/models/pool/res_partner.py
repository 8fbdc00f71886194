from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ResPartner(models.Model):
    """A customer goes into the duplicate pool, and shows that it is there (DUP-5)."""

    _name = "res.partner"
    _inherit = "res.partner"

    is_in_duplicate_pool = fields.Boolean(
        string="In the Duplicate Pool",
        compute="_compute_is_in_duplicate_pool",
        search="_search_is_in_duplicate_pool",
        compute_sudo=True,
    )
    duplicate_pool_note = fields.Text(
        compute="_compute_is_in_duplicate_pool",
        compute_sudo=True,
        help="With whom the customer collides, who says so and why.",
    )

    @api.depends_context("lang", "tz")
    def _compute_is_in_duplicate_pool(self):
        entries = self.env["crm.duplicate.pool"].search(
            [("state", "=", "in_pool"), ("partner_id", "in", self.ids)]
        )
        entry_of = {entry.partner_id.id: entry for entry in entries}
        for partner in self:
            entry = entry_of.get(partner._origin.id)
            partner.is_in_duplicate_pool = bool(entry)
            partner.duplicate_pool_note = entry and entry._get_note()

    def _search_is_in_duplicate_pool(self, operator, value):
        if operator != "in":
            return NotImplemented
        pooled = (
            self.env["crm.duplicate.pool"].sudo()._search([("state", "=", "in_pool")])
        )
        return Domain("id", "in", pooled.subselect("partner_id"))

    def action_put_into_duplicate_pool(self):
        """Ask with whom these customers collide, and why (DUP-5).

        :raise AccessError: the user may not write a customer
        """
        self.check_access("write")
        return self._open_duplicate_pooling()

    def _open_duplicate_pooling(self, duplicate_of=None, groups=None):
        context = {"default_partner_ids": self.ids}
        if groups:
            context["default_group_ids"] = groups.ids
        if duplicate_of:
            context["default_duplicate_of_id"] = duplicate_of.id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Put into the Duplicate Pool"),
            "res_model": "crm.duplicate.pooling",
            "view_mode": "form",
            "target": "new",
            "context": context,
        }

    def _put_into_duplicate_pool(self, duplicate_of, reason):
        """Hold these customers for duplicates of another, until that is decided.

        :param duplicate_of: the customer with which they collide; the user need not
            be allowed to see it
        :param str reason: what people who decide are told
        :return: the entries, of `crm.duplicate.pool`
        :raise AccessError: the user may not write a customer
        :raise UserError: one is in the pool already, is a contact of a company, or is
            the one with which it is said to collide
        """
        self.check_access("write")
        self._ensure_may_be_pooled(duplicate_of)
        entries = self.env["crm.duplicate.pool"]._put(self, duplicate_of, reason)
        self.invalidate_recordset(["is_in_duplicate_pool", "duplicate_pool_note"])
        self._message_log_batch(
            bodies={entry.partner_id.id: entry._get_note() for entry in entries}
        )
        return entries

    def _ensure_may_be_pooled(self, duplicate_of):
        if duplicate_of in self:
            raise UserError(
                self.env._(
                    "%(customer)s cannot collide with itself. Choose the other "
                    "customer.",
                    customer=duplicate_of.sudo().display_name,
                )
            )
        for partner in self:
            if partner.commercial_partner_id != partner:
                raise UserError(
                    self.env._(
                        "%(contact)s is a contact of a company. "
                        "Put the company into the pool.",
                        contact=partner.display_name,
                    )
                )
            if partner.is_in_duplicate_pool:
                raise UserError(
                    self.env._(
                        "%(customer)s is already in the duplicate pool.",
                        customer=partner.display_name,
                    )
                )

    def _get_duplicate_status(self):
        """Return what a reader is told of the state of a hit (DUP-2)."""
        if self.sudo().is_in_duplicate_pool:
            return self.env._("In the Duplicate Pool")
        return super()._get_duplicate_status()

    def _get_comparison_head(self, is_readable):
        head = super()._get_comparison_head(is_readable)
        return {**head, "pooled": self.sudo().is_in_duplicate_pool}
