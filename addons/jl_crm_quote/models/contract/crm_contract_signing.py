from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.jl_crm_base.tools.permit import Permit
from odoo.addons.jl_crm_pipeline.roles import SALES_MANAGER

_CHANGE = Permit("jl_crm_quote_change")
# what an approved change order alone changes once the contract is signed
FIXED = frozenset(
    {
        "partner_id",
        "title",
        "currency_id",
        "company_id",
        "date_start",
        "date_end",
        "payment_term_id",
        "partner_shipping_id",
        "delivery_terms",
        "bank_details",
        "partner_bank_details",
        "terms",
        "line_ids",
        "payment_ids",
        "special_level_id",
        "signed_file_ids",
        "date_signed",
    }
)


class CrmContract(models.Model):
    """The contract goes out, returns signed, and is fixed from then on (CON-2)."""

    _name = "crm.contract"
    _inherit = "crm.contract"

    date_signed = fields.Date(string="Signed on", copy=False, tracking=True)
    signed_file_ids = fields.Many2many(
        comodel_name="ir.attachment",
        relation="crm_contract_signed_file_rel",
        column1="contract_id",
        column2="attachment_id",
        string="Signed Copy",
        copy=False,
    )
    change_ids = fields.One2many(
        comodel_name="crm.contract.change",
        inverse_name="contract_id",
        string="Change Orders",
    )
    change_count = fields.Integer(compute="_compute_change_count")

    @api.depends("change_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_change_count(self):
        for contract in self:
            contract.change_count = len(contract.change_ids)

    @api.constrains("signed_file_ids")
    def _check_signed_files(self):
        wrong = self.sudo().signed_file_ids.filtered(lambda file: not file._is_scan())
        if wrong:
            raise ValidationError(
                self.env._(
                    "The signed copy is a scan: attach a PDF or a picture, not "
                    "%(names)s.",
                    names=", ".join(wrong.mapped("name")),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        contracts = super().create(vals_list)
        contracts._adopt_signed_files()
        return contracts

    def write(self, vals):
        if not self._get_fixed_fields().isdisjoint(vals):
            self._ensure_changeable()
        result = super().write(vals)
        if "signed_file_ids" in vals:
            self._adopt_signed_files()
        return result

    @api.model
    def _get_fixed_fields(self):
        """Return what an approved change order alone changes: what is sealed, too."""
        return FIXED.union(self._get_sealing().fields[self._name])

    def _adopt_signed_files(self):
        for contract in self:
            contract.sudo().signed_file_ids._adopt(contract)

    def _ensure_changeable(self):
        """:raise UserError: a contract is signed or cancelled: change orders alone"""
        fixed = self.filtered(lambda contract: contract.state != "draft")
        if fixed and not self._is_changing():
            raise UserError(
                self.env._(
                    "%(contract)s is signed or cancelled. Make a change order.",
                    contract=fixed[0].display_name,
                )
            )

    def _get_changed_rows(self):
        """Return {field: rows} of what a change order changes."""
        return {"line_ids": self.line_ids, "payment_ids": self.payment_ids}

    def _is_changing(self):
        return _CHANGE.holds(self.env)

    def _as_change(self):
        """Return the contracts such that an approved change order may write them."""
        return _CHANGE.give(self.sudo())

    def _void_if_changed(self):
        # what a change order changes was reviewed with it
        return False if self._is_changing() else super()._void_if_changed()

    def action_sign(self):
        """Take the signed copy on file: the contract is in force (CON-2).

        :raise UserError: it is not approved, or the signed copy is missing
        """
        self.check_access("write")
        for contract in self:
            contract._ensure_released()
            if not contract.signed_file_ids:
                raise UserError(
                    self.env._(
                        "Attach the copy that was signed, under “Signed Copy”, first."
                    )
                )
            if not contract.date_signed:
                contract.date_signed = contract.company_id._to_day()
            contract._move_to("signed")

    def action_cancel(self):
        """Cancel applications that come to nothing, and ended contracts (CON-2).

        :raise UserError: it is cancelled already, or a signed one and not by a manager
        """
        self.check_access("write")
        is_manager = self.env.user.has_group(SALES_MANAGER)
        if not is_manager and any(one.state == "signed" for one in self):
            raise UserError(
                self.env._("Only a sales administrator ends a signed contract.")
            )
        for contract in self.filtered(lambda one: one.review_state == "submitted"):
            contract._recall_review()
        self._move_to("cancelled")

    def action_print(self):
        """Print the contract, once it is approved (CON-2).

        :rtype: dict
        :raise AccessError: the user may not read it
        """
        self.check_access("read")
        self._ensure_released()
        return self.env.ref("jl_crm_quote.action_report_contract").report_action(self)

    def action_send(self):
        """Write to the customer, with the contract attached (CON-2).

        :rtype: dict
        :raise AccessError: the user may not read it
        """
        self.ensure_one()
        self.check_access("read")
        self._ensure_released()
        template = self.env.ref(
            "jl_crm_quote.mail_template_contract", raise_if_not_found=False
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "mail.compose.message",
            "views": [[False, "form"]],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": template.id if template else False,
                "default_composition_mode": "comment",
                "default_email_layout_xmlid": "mail.mail_notification_light",
            },
        }

    def action_preview(self):
        """Look at the contract as it is printed (CON-2).

        :rtype: dict
        :raise AccessError: the user may not read it
        """
        self.ensure_one()
        self.check_access("read")
        self._ensure_released()
        return {
            "type": "ir.actions.act_url",
            "url": f"/report/pdf/jl_crm_quote.report_contract/{self.id}",
            "target": "new",
        }

    def action_change(self):
        """Open a new change order (CON-2).

        :rtype: dict
        """
        self.ensure_one()
        self.check_access("read")
        change = self.env["crm.contract.change"]._open_for(self)
        return change._get_records_action(name=self.env._("Change Order"), context={})

    def action_view_changes(self):
        """Open the change orders (CON-2).

        :rtype: dict
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change Orders"),
            "res_model": "crm.contract.change",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("contract_id", "=", self.id)],
            "context": {"create": False},
        }
