from odoo import api, fields, models

from odoo.addons.jl_crm_base.tests.fake_models import FakeModelsMixin, FakeParcel

from .common import PipelineCommon


class FakeParcelWork(models.Model):
    """A parcel that is work on a customer, as another add-on would write it."""

    _module = None
    _name = "jl.fake.parcel"
    _inherit = ["jl.fake.parcel", "customer.work.mixin"]

    _work_customer_field = "receiver_id"
    _work_user_field = "driver_id"
    _work_handover_heading = "resources"

    receiver_id = fields.Many2one("res.partner")
    driver_id = fields.Many2one("res.users")

    @api.model
    def _work_open_domain(self):
        return fields.Domain("state", "!=", "delivered")


class FakeRoute(models.AbstractModel):
    """A base for other models, of which there are no records."""

    _module = None
    _name = "jl.fake.route"
    _description = "Route"
    _inherit = ["customer.work.mixin"]


class FakeModelsCommon(FakeModelsMixin, PipelineCommon):
    """Fake models beside everything that works on customers."""

    fake_models = (FakeParcel, FakeParcelWork, FakeRoute)
