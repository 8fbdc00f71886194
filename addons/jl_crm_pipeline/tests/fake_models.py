from odoo import api, fields, models

from .common import PipelineCommon


class FakeParcel(models.Model):
    """What another add-on would write: work on a customer that takes steps."""

    _module = None
    _name = "jl.fake.parcel"
    _description = "Parcel"
    _inherit = ["workflow.mixin", "system.field.mixin", "customer.work.mixin"]

    _work_customer_field = "receiver_id"
    _work_user_field = "driver_id"
    _work_handover_heading = "resources"
    _workflow_initial = "packed"

    name = fields.Char()
    receiver_id = fields.Many2one("res.partner")
    driver_id = fields.Many2one("res.users")
    weight = fields.Integer(system=True)
    weigher_id = fields.Many2one("res.users", string="Weighed by", system=True)
    delivery_date = fields.Date()
    state = fields.Selection(
        [("packed", "Packed"), ("sent", "Sent"), ("delivered", "Delivered")],
        default="packed",
        readonly=True,
        copy=False,
    )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._clean_values(vals_list)
        return super(FakeParcel, self._strip_defaults()).create(vals_list)

    @api.model
    def _get_transitions(self):
        return super()._get_transitions() | {("packed", "sent"), ("sent", "delivered")}

    @api.model
    def _work_open_domain(self):
        return fields.Domain("state", "!=", "delivered")


class FakeRoute(models.AbstractModel):
    """A base for other models, of which there are no records."""

    _module = None
    _name = "jl.fake.route"
    _description = "Route"
    _inherit = ["customer.work.mixin"]


class FakeModelsCommon(PipelineCommon):
    """The fake models are in the registry for the tests of the class alone."""

    fake_models = (FakeParcel, FakeRoute)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(cls._remove_fake_models)
        cls._add_fake_models()
        cls.Parcel = cls.env["jl.fake.parcel"]

    @classmethod
    def _add_fake_models(cls):
        from odoo.orm.model_classes import add_to_registry

        names = [add_to_registry(cls.registry, fake)._name for fake in cls.fake_models]
        cls.registry._setup_models__(cls.env.cr, names)
        cls.registry.init_models(cls.env.cr, names, {})

    @classmethod
    def _remove_fake_models(cls):
        for fake in cls.fake_models:
            del cls.registry[fake._name]

    def _create_parcel(self, **vals):
        return self.Parcel.create({"name": "Parcel", **vals})
