from odoo import api, fields, models

from odoo.addons.base.tests.common import BaseCommon

from .cost import CostMixin
from .fake_model_loader import FakeModelLoader
from .refusal import RefusalMixin


class FakeParcel(models.Model):
    """What an add-on would write: a record that takes steps."""

    _module = None
    _name = "jl.fake.parcel"
    _description = "Parcel"
    _inherit = ["workflow.mixin", "system.field.mixin"]

    _workflow_initial = "packed"
    _guarded = True

    name = fields.Char()
    weight = fields.Integer(system=True)
    weigher_id = fields.Many2one("res.users", string="Weighed by", system=True)
    delivery_date = fields.Date()
    seal = fields.Char(readonly=True)
    size = fields.Selection([("s", "S"), ("l", "L")], default="s", readonly=True)
    label = fields.Char(compute="_compute_label", store=True, readonly=False)
    state = fields.Selection(
        [("packed", "Packed"), ("sent", "Sent"), ("delivered", "Delivered")],
        default="packed",
        readonly=True,
        copy=False,
    )

    @api.depends("name")
    def _compute_label(self):
        self.label = "Label"

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._clean_values(vals_list)
        return super(FakeParcel, self._strip_defaults()).create(vals_list)

    @api.model
    def _get_transitions(self):
        return super()._get_transitions() | {("packed", "sent"), ("sent", "delivered")}


class FakeModelsMixin:
    """The fake models are in the registry for the tests of the class alone."""

    fake_models = (FakeParcel,)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        loader = FakeModelLoader(cls.env, cls.__module__)
        loader.backup_registry()
        cls.addClassCleanup(loader.restore_registry)
        loader.update_registry(cls.fake_models)
        cls.Parcel = cls.env["jl.fake.parcel"]

    def _create_parcel(self, **vals):
        return self.Parcel.create({"name": "Parcel", **vals})


class FakeModelsCommon(FakeModelsMixin, RefusalMixin, CostMixin, BaseCommon):
    """Fake models, and nothing but what every add-on stands on."""
