from odoo import api, fields, models
from odoo.exceptions import ValidationError

REQUIRED = ("partner_id", "title", "user_id", "date_start", "date_end", "terms")


class CrmContract(models.Model):
    """What an application for a contract needs, and where it comes from (CON-1)."""

    _name = "crm.contract"
    _inherit = "crm.contract"

    special_level_id = fields.Many2one(
        comodel_name="crm.review.level",
        string="Special Approval by",
        ondelete="restrict",
        domain="[('is_special', '=', True), ('res_model', '=', 'crm.contract')]",
        help="Where a condition is not met, this role decides as well.",
    )
    special_reason = fields.Text(string="Reason of the Special Approval")

    @api.constrains("special_level_id")
    def _check_special_level(self):
        for level in self.sudo().special_level_id:
            if not level.is_special or level.res_model != self._name:
                raise ValidationError(
                    self.env._(
                        "“%(level)s” gives no special approval of contracts. Choose "
                        "another one.",
                        level=level.name,
                    )
                )

    def _get_submit_blockers(self):
        blockers = super()._get_submit_blockers()
        if self.state != "draft":
            blockers.append(
                self.env._("Only applications are submitted. Make a change order.")
            )
        blockers += self._find_empty_fields()
        if not self.special_level_id:
            blockers += self._find_unmet_conditions()
        elif not self.special_reason:
            blockers.append(self.env._("Say why a special approval is needed."))
        return blockers + self._find_wrong_lines() + self._find_wrong_totals()

    def _find_empty_fields(self):
        empty = [name for name in REQUIRED if not self[name]]
        if not self.line_ids:
            empty.append("line_ids")
        if not self.payment_ids:
            empty.append("payment_ids")
        labels = [self._fields[name]._description_string(self.env) for name in empty]
        if not labels:
            return []
        return [self.env._("Fill in: %(fields)s.", fields=", ".join(labels))]

    def _find_unmet_conditions(self):
        """Return what a special approval can do without."""
        found = []
        if not self.sudo().partner_id.commercial_partner_id.is_approved_for_contracts:
            found.append(
                self.env._(
                    "%(customer)s was not approved for contracts yet. Ask General "
                    "Affairs or the director to press “Approve for Contracts” on the "
                    "customer, or choose a special approval.",
                    customer=self.partner_id.display_name,
                )
            )
        lines = self.line_ids.filtered(
            lambda line: not line.is_free and not line.display_type
        )
        found += [
            self.env._(
                "“%(kind)s” needs an opportunity. Choose or enter one.",
                kind=kind.name,
            )
            for kind in lines.filtered(lambda line: not line.opportunity_id).kind_id
        ]
        return found

    def _find_wrong_lines(self):
        found = [
            self.env._(
                "The expected amount of “%(kind)s” is 0: enter it.",
                kind=line.kind_id.name,
            )
            for line in self.line_ids
            if line._lacks_amount()
        ]
        found += [
            self.env._("“%(kind)s” is free: remove its amount.", kind=kind.name)
            for kind in self.line_ids.filtered(
                lambda line: line.is_free and line.amount
            ).kind_id
        ]
        return found

    def _find_wrong_totals(self):
        found = []
        is_priced = any(self.line_ids.mapped("amount"))
        if is_priced and self.currency_id.compare_amounts(self.amount_total, 0) <= 0:
            found.append(
                self.env._(
                    "The contract comes to %(total)s: it has to be more than 0.",
                    total=self.currency_id.format(self.amount_total),
                )
            )
        planned = sum(self.payment_ids.mapped("amount"))
        if self.payment_ids and self.currency_id.compare_amounts(
            planned, self.amount_total
        ):
            found.append(
                self.env._(
                    "The payments come to %(planned)s and the contract to %(total)s: "
                    "make them equal.",
                    planned=self.currency_id.format(planned),
                    total=self.currency_id.format(self.amount_total),
                )
            )
        return found
