from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.jl_crm_base.tools.guard import is_person

LIMITS = {"latitude": 90, "longitude": 180}


class CrmContactRecord(models.Model):
    """Where a visit was, and a picture of it (CAR-3, IMP-7)."""

    _name = "crm.contact.record"
    _inherit = "crm.contact.record"

    place = fields.Json(
        copy=False,
        help="Where the phone was when the contact was recorded; only who records it "
        "can note the place, and it stays.",
    )
    photo = fields.Image(string="Picture", max_width=1920, max_height=1920, copy=False)

    @api.constrains("place")
    def _check_place(self):
        for record in self.filtered("place"):
            if not self._is_place(record.place):
                raise ValidationError(
                    self.env._("A place has a latitude and a longitude, in degrees.")
                )

    @api.model
    def _is_place(self, place):
        return isinstance(place, dict) and all(
            isinstance(place.get(name), int | float) and abs(place[name]) <= limit
            for name, limit in LIMITS.items()
        )

    def write(self, vals):
        if "place" in vals and is_person(self.env):
            self._ensure_place_kept(vals["place"])
        return super().write(vals)

    def _ensure_place_kept(self, place):
        """:raise UserError: the place was noted when the record was entered"""
        if any((record.place or False) != (place or False) for record in self):
            self._refuse_protected(["place"])
