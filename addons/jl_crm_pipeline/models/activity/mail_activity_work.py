from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.guard import is_person
from odoo.addons.jl_crm_base.tools.permit import Permit

DOCUMENT = {"res_id", "res_model", "res_model_id"}
# to delete the activities of a person but not the work on customers
_SPARE = Permit("jl_crm_pipeline_leaving")


class MailActivity(models.Model):
    """An activity is work on the customer of the document that it is on."""

    _name = "mail.activity"
    _inherit = ["mail.activity", "customer.work.mixin"]

    is_customer_work = fields.Boolean(
        compute="_compute_is_customer_work",
        search="_search_is_customer_work",
        help="It belongs to a customer, an opportunity or other work on a customer.",
    )
    customer_id = fields.Many2one(
        comodel_name="res.partner",
        compute="_compute_customer_id",
        search="_search_customer_id",
        compute_sudo=True,
    )
    opportunity_id = fields.Many2one(
        comodel_name="crm.lead",
        compute="_compute_opportunity_id",
    )

    @api.depends("res_model")
    def _compute_is_customer_work(self):
        models_ = self._get_detailed_models()
        for activity in self:
            activity.is_customer_work = activity.res_model in models_

    @api.model
    def _search_is_customer_work(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("res_model", "in", sorted(self._get_detailed_models()))

    @api.depends("res_model", "res_id")
    def _compute_customer_id(self):
        partners = self._map_partners()
        for activity in self:
            activity.customer_id = partners[activity].commercial_partner_id[:1]

    @api.model
    def _search_customer_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        customers = self.env["res.partner"].browse([one for one in value if one])
        return self._work_customer_domain(customers)

    @api.depends("res_model", "res_id")
    def _compute_opportunity_id(self):
        for activity in self:
            is_lead = activity.res_model == "crm.lead"
            activity.opportunity_id = is_lead and activity.res_id

    @api.model_create_multi
    def create(self, vals_list):
        if is_person(self.env):
            self._ensure_links_readable(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if is_person(self.env):
            self._ensure_links_readable([vals], self)
        result = super().write(vals)
        if not DOCUMENT.isdisjoint(vals):
            # Odoo asks before a change alone: it may belong to another document now
            self.check_access("create")
        return result

    def unlink(self):
        going = self
        if _SPARE.holds(self.env):
            going = self.filtered(lambda activity: not activity.is_customer_work)
        return super(MailActivity, going).unlink()

    @api.model
    def _sparing_customer_work(self, records):
        """Return records of any model such that no work on customers is deleted."""
        return _SPARE.give(records)

    @api.model
    def _work_open_domain(self):
        """Activities to be done; deciding on a conversion is the office's own work."""
        return Domain("date_done", "=", False) & Domain(
            "res_model", "!=", "crm.customer.conversion"
        )

    @api.model
    def _work_customer_domain(self, customers):
        """Activities on the customer, on their contacts and on work of theirs."""
        partners = Domain("commercial_partner_id", "in", customers.ids)
        domain = self._get_document_domain("res.partner", partners)
        for name in self._get_work_models():
            model = self.env[name]
            if "activity_ids" in model._fields:
                work = model._work_customer_domain(customers)
                domain |= self._get_document_domain(name, work)
        return domain

    @api.model
    def _get_work_name(self):
        return self.env._("Activities")

    @api.model
    def _find_work_pairs(self, domain):
        """An activity belongs to the customers of the document that it is on."""
        self.env.flush_all()
        activities = self.env.execute_query(
            SQL(
                "SELECT res_model, res_id, id FROM mail_activity WHERE id IN %s",
                self._search(domain).subselect(),
            )
        )
        documents = {}
        for model, document, activity in activities:
            documents.setdefault(model, {}).setdefault(document, []).append(activity)
        return [
            (activity, customer)
            for model, ids in documents.items()
            for document, customer in self._find_document_pairs(model, list(ids))
            for activity in ids[document]
        ]

    @api.model
    def _find_document_pairs(self, model, ids):
        """Return pairs of a document's id and its customer's, or of None."""
        if model == "res.partner":
            return self.env.execute_query(
                SQL(
                    "SELECT id, commercial_partner_id FROM res_partner "
                    "WHERE id = ANY(%s)",
                    ids,
                )
            )
        if model in self._get_work_models():
            documents = self.env[model].with_context(active_test=False)
            return documents._find_work_pairs(Domain("id", "in", ids))
        return [(one, None) for one in ids]

    @api.model
    def _sync_transfer(self, rows, ids):
        self.env.cr.execute(
            SQL(
                """
                UPDATE mail_activity a
                   SET user_tz = p.tz
                  FROM %(moves)s
                  JOIN res_users u ON u.id = moved.receiver
                  JOIN res_partner p ON p.id = u.partner_id
                 WHERE a.id = moved.id
                   AND a.user_tz IS DISTINCT FROM p.tz
                """,
                moves=rows,
            )
        )

    @api.model
    def _get_document_domain(self, model_name, domain):
        query = self.env[model_name]._search(domain)
        return Domain("res_model", "=", model_name) & Domain("res_id", "in", query)

    @api.model
    def _get_detailed_models(self):
        """Return the names of the models whose activities are about a customer."""
        return {"res.partner", *self._get_work_models()}

    def _map_partners(self):
        """Return {activity: the partners that it is about}."""
        mapped = dict.fromkeys(self, self.env["res.partner"])
        for name, activities in self.grouped("res_model").items():
            if name not in self._get_detailed_models():
                continue
            records = self.env[name].browse(activities.mapped("res_id")).exists()
            found = {record.id: record for record in records}
            for activity in activities:
                if record := found.get(activity.res_id):
                    mapped[activity] = record._get_work_partners()
        return mapped

    def _get_customers(self):
        """Return the customers that the activities are about."""
        partners = self._map_partners().values()
        return self.env["res.partner"].union(*partners).commercial_partner_id
