from contextlib import contextmanager

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

TARGET = "jl_crm_pipeline.completeness_target"
DEFAULT_TARGET = 95
# a million customers are joined in one pass over the table, in its order
MEMORY = "128MB"
# among what the transaction keeps: whose completeness is refreshed at the end of a step
LATER = "jl_crm_pipeline.completeness"
# beside the required fields
CONTACT_TRIGGERS = {
    *("customer_status", "parent_id", "type", "active", "function", "mobile"),
}


class ResPartner(models.Model):
    """How much of what is required of a customer is known, and what is not (K3D-1).

    The percentage is kept by one statement for all that a change touches, so that it
    can be sorted, grouped and averaged (IMP-5).
    """

    _name = "res.partner"
    _inherit = "res.partner"

    completeness = fields.Integer(
        readonly=True,
        copy=False,
        aggregator="avg",
        help="How much of the required data is filled in.",
        prefetch="customer_profile",
        system=True,
    )
    is_complete = fields.Boolean(
        string="Complete",
        compute="_compute_is_complete",
        search="_search_is_complete",
        help="The completeness reaches the target of the settings.",
    )
    missing_fields = fields.Json(
        compute="_compute_missing_fields",
        compute_sudo=True,
        export_string_translation=False,
    )

    @api.depends("completeness")
    def _compute_is_complete(self):
        target = self._get_completeness_target()
        for partner in self:
            partner.is_complete = partner.completeness >= target

    def _search_is_complete(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("completeness", ">=", self._get_completeness_target())

    @api.depends("completeness", "customer_status", "child_ids")
    def _compute_missing_fields(self):
        for partner in self:
            partner.missing_fields = [
                {"kind": kind, "name": name, "label": label}
                for kind, name, label in partner._iter_missing()
            ]

    @api.model
    def _load_records(self, data_list, update=False):
        with self._refresh_at_end():
            return super()._load_records(data_list, update)

    @contextmanager
    def _refresh_at_end(self):
        """Refresh all that changes within at its end, in one statement."""
        cache = self.env.cr.cache
        if LATER in cache:
            yield
            return
        ids = cache[LATER] = set()
        try:
            yield
        finally:
            cache.pop(LATER, None)
        self.env["res.partner"].browse(ids).exists()._refresh_completeness()

    @api.model
    def _get_completeness_triggers(self):
        """Return the fields that decide how complete a customer or its parent is."""
        return CONTACT_TRIGGERS | self.env["customer.requirement"]._get_field_names()

    def action_add_contact(self):
        """Open the dialogue for the main contact: name, position, mobile (TUR-3)."""
        self.ensure_one()
        view = self.env.ref("jl_crm_pipeline.res_partner_view_form_main_contact")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Main Contact of %(name)s", name=self.display_name),
            "res_model": "res.partner",
            "views": [(view.id, "form")],
            "target": "new",
            "context": {
                "default_parent_id": self.id,
                "default_type": "contact",
                "default_is_company": False,
                "default_user_id": self.user_id.id,
                "default_lang": self.lang,
            },
        }

    @api.model
    def _get_completeness_target(self):
        parameters = self.env["ir.config_parameter"].sudo()
        return int(parameters.get_param(TARGET) or DEFAULT_TARGET)

    @api.model
    def _get_completeness_fields(self):
        """Return the fields that a complete potential customer has filled (K3D-1)."""
        requirements = self.env["customer.requirement"]._get_requirements("potential")
        return [name for _kind, name, _is_refused in requirements if name]

    def _get_missing_data(self):
        """Return {customer: labels of what a complete record would still need}."""
        return {
            partner: [label for _kind, _name, label in partner._iter_missing()]
            for partner in self
        }

    def _get_completeness(self):
        """Return the percentage by the record as it is now, saved or not."""
        self.ensure_one()
        total = len(self._get_requirements())
        missing = len(list(self._iter_missing()))
        return round(100 * (total - missing) / total) if total else 100

    def _get_requirements(self):
        requirements = self.env["customer.requirement"]
        return requirements._get_requirements(self.customer_status or "potential")

    def _iter_missing(self):
        """Yield (kind, name of the field, label) of what is not filled in."""
        return self._iter_missing_of(self._get_requirements())

    def _iter_missing_of(self, requirements):
        """Yield (kind, name of the field, label) of what is lacking of some."""
        self.ensure_one()
        for kind, name, _is_refused in requirements:
            if kind == "field":
                if not self[name]:
                    yield kind, name, self._fields[name]._description_string(self.env)
            elif kind == "paid_order":
                if not self._has_paid():
                    yield kind, False, self.env._("A paid invoice")
            elif not self._has_contact(must_be_reachable=kind == "reachable"):
                yield kind, False, self.env._("Contact person")

    def _has_contact(self, must_be_reachable):
        people = self.child_ids.filtered(lambda child: child.type == "contact")
        if must_be_reachable:
            people = people.filtered(lambda one: one.function and one.mobile)
        return bool(people)

    def _has_paid(self):
        """Whether an invoice was paid; the SQL of the requirement says the same."""
        paid = [
            ("commercial_partner_id", "=", self._origin.id),
            ("state", "=", "posted"),
            ("move_type", "=", "out_invoice"),
            ("payment_state", "in", ("paid", "in_payment")),
        ]
        return bool(self.env["account.move"].sudo().search_count(paid, limit=1))

    def _refresh_completeness(self):
        """Bring the stored percentage of these customers in line, in one statement."""
        if LATER in self.env.cr.cache:
            self.env.cr.cache[LATER].update(self.ids)
        elif self.ids:
            update = self._get_completeness_update(SQL("p.id = ANY(%s)", self.ids))
            rows = self.env.execute_query(SQL("%s RETURNING q.id", update))
            changed = self.browse([id_ for (id_,) in rows])
            changed.invalidate_recordset(["completeness", "is_complete"], flush=False)
            self.invalidate_recordset(["missing_fields"], flush=False)

    @api.model
    def _refresh_all_completeness(self):
        """Bring it in line for the whole base: after a change of the settings."""
        everybody = SQL("p.customer_status IS NOT NULL")
        self.env.cr.execute(SQL("SET LOCAL work_mem = %s", MEMORY))
        self.env.cr.execute(self._get_completeness_update(everybody))
        names = ["completeness", "is_complete", "missing_fields"]
        self.env["res.partner"].invalidate_model(names, flush=False)

    @api.model
    def _get_completeness_update(self, condition):
        """Return the statement that writes what has changed of some customers."""
        self.env["res.partner"].flush_model()
        requirements = self.env["customer.requirement"]
        # materialized: each is reckoned once, and the join holds two numbers of a row
        return SQL(
            """
            WITH n AS MATERIALIZED (
                SELECT p.id,
                       CASE p.customer_status
                            WHEN 'potential' THEN %(potential)s
                            WHEN 'transacting' THEN %(transacting)s
                       END AS value
                  FROM res_partner p
                 WHERE %(condition)s
            )
            UPDATE res_partner q
               SET completeness = n.value
              FROM n
             WHERE q.id = n.id
               AND q.completeness IS DISTINCT FROM n.value
            """,
            potential=requirements._get_completeness_sql("potential"),
            transacting=requirements._get_completeness_sql("transacting"),
            condition=condition,
        )
