from odoo import api, fields, models

from ...roles import SALESPERSON


class RecordedContactMixin(models.AbstractModel):
    """Something about which it is kept what was said with the customer (CAR-3).

    The model has the records in ``contact_record_ids``.
    """

    _name = "recorded.contact.mixin"
    _description = "Recorded Contact"

    # the field of a contact record that leads here
    _contact_field = ""

    contact_record_count = fields.Integer(
        compute="_compute_contact_record_count",
        groups=SALESPERSON,
    )

    @api.depends("contact_record_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_contact_record_count(self):
        name = self._contact_field
        counts = dict(
            self.env["crm.contact.record"]._read_group(
                [(name, "in", self.ids)], [name], ["__count"]
            )
        )
        for record in self:
            record.contact_record_count = counts.get(record._origin, 0)

    def action_view_contact_records(self):
        """List what was said (CAR-3).

        :rtype: dict
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_contact_record_action"
        )
        return {
            **action,
            "domain": [(self._contact_field, "in", self.ids)],
            "context": self[:1]._prepare_contact_defaults(),
        }

    def action_view_done_activities(self):
        """List what was done, with number and result (K3O-3, A09).

        Of a customer, what was done on its opportunities and papers as well.

        :rtype: dict
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.mail_activity_action_done"
        )
        mine = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        if self._name == "res.partner":
            mine = [("customer_id", "in", self.ids)]
        return {
            **action,
            "domain": [("active", "=", False), *mine],
            "context": {"active_test": False, "create": False},
        }

    def _prepare_contact_defaults(self):
        """Return the context in which a record of a contact is made from here."""
        return {f"default_{self._contact_field}": self.id}
