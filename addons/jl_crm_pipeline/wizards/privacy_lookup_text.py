from odoo import api, fields, models
from odoo.exceptions import AccessError


class PrivacyLookupText(models.TransientModel):
    """A text that speaks of a person, as it is and as it would be (GEN-3)."""

    _name = "privacy.lookup.text"
    _description = "Text Changed by Erasing a Person"
    _order = "res_model, res_id, id"
    _transient_max_count = 0
    _transient_max_hours = 24

    wizard_id = fields.Many2one(
        comodel_name="privacy.lookup.wizard",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    is_changed = fields.Boolean(
        string="Change",
        default=True,
        help="Take the tick out where the text does not speak of the person.",
    )
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Integer(string="Record ID", required=True, readonly=True)
    field_name = fields.Char(required=True, readonly=True)
    place = fields.Char(string="Where", readonly=True)
    old_text = fields.Text(string="As It Is", readonly=True)
    new_text = fields.Text(string="As It Will Be", readonly=True)

    def write(self, vals):
        if set(vals) - {"is_changed"} and not self.env.su:
            raise AccessError(
                self.env._(
                    "Of these texts only the tick is changed: what they say is read."
                )
            )
        return super().write(vals)

    @api.model
    def _prepare_texts(self, changes):
        """Return the values of the rows that show the changes."""
        return [
            {
                "res_model": change.model,
                "res_id": change.res_id,
                "field_name": change.field,
                "place": self._word_place(change),
                "old_text": change.old,
                "new_text": change.new,
            }
            for change in changes
        ]

    @api.model
    def _word_place(self, change):
        model = self.env[change.model].sudo()
        title = self.env["ir.model"]._get(change.model).sudo().name
        label = model._fields[change.field]._description_string(self.env)
        name = model.browse(change.res_id).display_name
        return self.env._(
            "%(model)s “%(name)s”, %(field)s", model=title, name=name, field=label
        )

    def _get_places(self):
        """Return {(model, id, field)} of these texts."""
        return {(one.res_model, one.res_id, one.field_name) for one in self}
