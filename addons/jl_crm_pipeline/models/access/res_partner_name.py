from odoo import api, models
from odoo.api import SUPERUSER_ID

from odoo.addons.jl_crm_base.tools.permit import Permit

# what is printed names its customer with the address, whoever prints it
PRINTED = Permit("jl_crm_pipeline_printed")
# of the keys on which a name depends, those that ask for no more than the name
PLAIN = frozenset({"lang", "uid", "company", "allowed_company_ids"})


class ResPartner(models.Model):
    """Of somebody whom one may not read one knows the name alone (CAR-7).

    Odoo tells the name of whatever a record of one's own points to, with mail, address
    and tax ID where the context asks for them.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    @api.depends_context("uid")
    def _compute_display_name(self):
        hidden = self._filter_hidden() if self._tells_more() else self.browse()
        result = super(ResPartner, self - hidden)._compute_display_name()
        if self.env.context.get("show_email") and self._tells_more():
            (self - hidden)._origin.sudo(flag=False)._note_access()
        plain = hidden.with_env(self.env(context=self._get_plain_context()))
        super(ResPartner, plain)._compute_display_name()
        for partner, alone in zip(hidden, plain, strict=True):
            partner.display_name = alone.display_name
        return result

    @api.model
    def _tells_more(self):
        """Whether the context asks for more than the name, of whatever add-on."""
        env = self.env
        if env.uid == SUPERUSER_ID or PRINTED.holds(env):
            return False
        keys = self.pool.field_depends_context[self._fields["display_name"]]
        asked = any(env.context.get(key) for key in keys if key not in PLAIN)
        # a visitor calls no method of a model: what is shown, a page has chosen
        return asked and not env.user._is_public()

    @api.model
    def _get_plain_context(self):
        context = self.env.context
        return {key: context[key] for key in PLAIN if key in context}

    def _filter_hidden(self):
        """Return those whom the user of the environment may not read, by sudo too."""
        known = self._origin.sudo(flag=False)
        hidden = known - known._filtered_access("read")
        return self.filtered(lambda partner: partner._origin.id in hidden._ids)
