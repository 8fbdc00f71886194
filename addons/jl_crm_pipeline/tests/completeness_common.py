from .common import PipelineCommon


class CompletenessCommon(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("base.cn")
        cls.industry = cls.env["res.partner.industry"].create({"name": "Pumps"})
        cls.Requirement = cls.env["customer.requirement"]
        cls.phone = cls.env.ref("jl_crm_pipeline.customer_requirement_phone")
        cls.everything = {
            "phone": "0755 8000 1000",
            "country_id": cls.china.id,
            "state_id": cls.china.state_ids[0].id,
            "city": "Zhongshan",
            "street": "Harbour Road 1",
            "industry_id": cls.industry.id,
            "user_id": cls.seller.id,
            "vat": "91440300708461136T",
        }

    @classmethod
    def _require(cls, name, **vals):
        field = cls.env["ir.model.fields"]._get("res.partner", name)
        return cls.Requirement.create({"field_id": field.id, **vals})
