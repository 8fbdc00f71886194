from odoo import api, models
from odoo.tools import SQL

from .crm_lead_missing import LOST_NEEDS
from .crm_lead_reopening import REOPENING

# the five stages of IMP-2: Odoo's own stage that becomes it, name, values
STAGES = (
    (
        "first_contact",
        "crm.stage_lead1",
        "First Contact",
        {"sequence": 1, "win_probability": 10, "days_allowed": 10, "color": 11},
    ),
    (
        "needs_analysis",
        "crm.stage_lead2",
        "Needs Analysis",
        {"sequence": 2, "win_probability": 25, "days_allowed": 15, "color": 5},
    ),
    (
        "quotation",
        "crm.stage_lead3",
        "Quotation",
        {
            "sequence": 3,
            "win_probability": 50,
            "days_allowed": 20,
            "color": 8,
            "may_be_skipped": False,
        },
    ),
    (
        "contract_signing",
        None,
        "Contract Signing",
        {"sequence": 4, "win_probability": 80, "days_allowed": 10, "color": 3},
    ),
    (
        "payment_received",
        "crm.stage_lead4",
        "Payment Received",
        {
            "sequence": 70,
            "stage_state": "won",
            "win_probability": 100,
            "may_go_back": False,
            "color": 10,
        },
    ),
)
# stage, kind, values
REQUIREMENTS = (
    ("needs_analysis", "field", {"field": "partner_id"}),
    ("quotation", "field", {"field": "expected_revenue"}),
    ("quotation", "quotation", {"quotation_state": "draft"}),
    ("contract_signing", "field", {"field": "date_deadline"}),
    ("payment_received", "deal", {}),
)
SETTINGS = {LOST_NEEDS: "competitor", REOPENING: "manager"}


class CrmStage(models.Model):
    """The stages that a new base begins with (IMP-2).

    Odoo's own stages become the first four, so that whoever refers
    to them still finds them; a base with opportunities keeps the stages that it has.
    """

    _name = "crm.stage"
    _inherit = "crm.stage"

    @api.model
    def _set_up_defaults(self, is_forced=False):
        """Give a base without opportunities the five stages with their conditions.

        :param bool is_forced: also where there are opportunities, for demo data
        """
        if not is_forced and self._has_opportunities():
            return
        if self.env.ref(
            "jl_crm_pipeline.stage_first_contact", raise_if_not_found=False
        ):
            return
        for key, stock, name, vals in STAGES:
            stage = self._get_stock_stage(stock)
            stage = stage or self.create({"name": name, "sequence": vals["sequence"]})
            stage._become_default(key, name, vals)
        for key, kind, vals in REQUIREMENTS:
            self._add_default_requirement(key, kind, dict(vals))
        self._set_up_told()
        for key, value in SETTINGS.items():
            self.env["ir.config_parameter"].sudo().set_param(key, value)

    @api.model
    def _has_opportunities(self):
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        return bool(leads.search_count([], limit=1))

    @api.model
    def _get_stock_stage(self, xml_id):
        stage = xml_id and self.env.ref(xml_id, raise_if_not_found=False)
        return stage or self.browse()

    def _become_default(self, key, name, vals):
        # the days allowed take the place of Odoo's own sign
        self.write({**vals, "rotting_threshold_days": 0})
        # Odoo's translations are those of Odoo's name
        self.flush_recordset(["name"])
        query = (
            "UPDATE crm_stage SET name = jsonb_build_object('en_US', %s) WHERE id = %s"
        )
        self.env.cr.execute(SQL(query, name, self.id))
        self.invalidate_recordset(["name"])
        self._name_record(f"stage_{key}", self)

    @api.model
    def _name_record(self, name, record):
        entry = {
            "xml_id": f"jl_crm_pipeline.{name}",
            "record": record,
            "noupdate": True,
        }
        self.env["ir.model.data"]._update_xmlids([entry])

    @api.model
    def _add_default_requirement(self, key, kind, vals):
        stage = self.env.ref(f"jl_crm_pipeline.stage_{key}")
        if name := vals.pop("field", None):
            vals["field_id"] = self.env["ir.model.fields"]._get("crm.lead", name).id
        self.env["crm.stage.requirement"].create(
            {"stage_id": stage.id, "kind": kind, **vals}
        )

    @api.model
    def _set_up_told(self):
        """The legal department is told of contracts that are to be signed (IMP-2)."""
        legal = self.env.ref("jl_crm_pipeline.group_legal_dept")
        stage = self.env.ref("jl_crm_pipeline.stage_contract_signing")
        stage.notify_group_ids = legal
