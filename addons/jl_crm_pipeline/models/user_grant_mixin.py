from odoo import api, fields, models

from odoo.addons.jl_crm_base.tools.arrays import as_array

# more of them than this are left to PostgreSQL rather than sent with each question
LISTED_GRANTS = 5000


class UserGrantMixin(models.AbstractModel):
    """What is shared with a user, found once and not with every question.

    A part of res.users. It lies in Odoo's cache of fields, so that whatever empties
    this forgets the grants as well.
    """

    _name = "user.grant.mixin"
    _description = "Grants of a User"

    granted_list = fields.Char(
        compute="_compute_granted_list",
        groups=fields.NO_ACCESS,
        export_string_translation=False,
        help="The ids as PostgreSQL's array; empty where there are too many.",
    )

    @api.depends_context("granted")
    def _compute_granted_list(self):
        name, mode, kind, _day = self.env.context["granted"]
        for user in self:
            grants = self.env[name].with_user(user)
            ids = grants._find_granted(mode, kind, limit=LISTED_GRANTS + 1)
            few = len(ids) <= LISTED_GRANTS
            user.granted_list = few and as_array(sorted(ids))

    def _list_granted(self, name, mode, kind=None):
        """Return the ids of what is shared with this user.

        :param str name: the model of the grants
        :param str mode: ``read`` or ``edit``
        :param str kind: what has to be shared with it, where a grant tells
        :return: PostgreSQL's array, or False where there are too many
        """
        asked = (name, mode, kind, fields.Date.context_today(self))
        return self.with_context(granted=asked).sudo().granted_list

    @api.model
    def _forget_granted(self):
        self.env["res.users"].invalidate_model(["granted_list"], flush=False)
