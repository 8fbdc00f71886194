from base64 import b64encode

from .common import PipelineCommon

FILE = b64encode(b"signed").decode()


class StageCommon(PipelineCommon):
    """Stages of our own, and an opportunity of the seller in the first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Lead = cls.env["crm.lead"]
        cls.Requirement = cls.env["crm.stage.requirement"]
        cls.Requirement.search([]).unlink()
        cls.env["crm.stage"].search([]).write({"win_probability": 0})
        cls.talk = cls._create_stage("Talk", 101)
        cls.offer = cls._create_stage("Offer", 102)
        cls.sign = cls._create_stage("Sign", 103)
        cls.paid = cls._create_stage("Paid", 104, stage_state="won")
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.lead = cls._create_lead("Pump Station")
        cls.kind = cls.env["crm.document.kind"].create(
            {"name": "Paper", "is_contract": True, "sequence": 0}
        )
        cls.call = cls.env.ref("mail.mail_activity_data_call")

    @classmethod
    def _create_stage(cls, name, sequence, **vals):
        return cls.env["crm.stage"].create({"name": name, "sequence": sequence, **vals})

    @classmethod
    def _create_lead(cls, name, **vals):
        values = {"name": name, "stage_id": cls.talk.id}
        return cls._create_opportunity(cls.customer, **values | vals)

    @classmethod
    def _require(cls, stage, kind, **vals):
        return cls.Requirement.create({"stage_id": stage.id, "kind": kind, **vals})

    @classmethod
    def _require_kind(cls, stage, kind):
        """Return a condition of the kind that a new opportunity does not fulfil."""
        fields = cls.env["ir.model.fields"]
        vals = {
            "field": {"field_id": fields._get("crm.lead", "date_deadline").id},
            "attachment": {"document_kind_id": cls.kind.id},
            "activity": {"activity_type_id": cls.call.id},
            "quotation": {"quotation_state": "draft"},
            "deal": {},
            "maturity": {"maturity": "b_plus"},
            "question": {"question": "Has the buyer seen the sample?"},
            "domain": {
                "question": "Worth more than 1000",
                "domain": "[('expected_revenue', '>', 1000)]",
            },
        }
        return cls._require(stage, kind, **vals[kind])

    def _track(self, record):
        """Return the record such that its changes are logged, as out of tests."""
        self._log_tracked()
        return record.with_context(tracking_disable=False, mail_notrack=False)

    def _log_tracked(self):
        self.env.flush_all()
        self.env.cr.flush()
        self.env.invalidate_all()

    def _get_entry(self, requirement):
        """Return what fills the condition in, or nothing where the dialogue cannot."""
        values = {
            "field": "2031-05-20",
            "attachment": {"name": "paper.pdf", "data": FILE},
            "activity": {"note": "Spoke with the buyer", "date": "2031-05-20"},
            "deal": {"name": "contract.pdf", "data": FILE},
            "maturity": "b_plus",
            "question": "yes",
        }
        if requirement.kind not in values:
            return {}
        return {"items": {str(requirement.id): values[requirement.kind]}}

    def _fulfil(self, leads, kind):
        """Do what the condition of the kind asks for, outside of the dialogue."""
        if kind == "quotation":
            for lead in leads:
                self._create_order(self.customer, opportunity_id=lead.id)
        elif kind == "domain":
            leads.expected_revenue = 5000
        else:
            [requirement] = self.Requirement.search([("kind", "=", kind)])
            leads._fill_stage_entry(self._get_entry(requirement))
