import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

CODE = re.compile(r"[A-Z]{2}\d{4}")
# the first four are those of the office
OFFICE_LENGTH = 4
LAST_NUMBER = 99


class ResUsers(models.Model):
    """The code of a salesperson, which stands on what they register (RES-1)."""

    _name = "res.users"
    _inherit = "res.users"

    salesperson_code = fields.Char(
        copy=False,
        help="Two letters and four digits; the first four are those of the office. "
        "It is given when the office has its letters and digits.",
    )

    _unique_salesperson_code = models.UniqueIndex(
        "(salesperson_code) WHERE salesperson_code IS NOT NULL",
        "This salesperson code is already taken.",
    )

    @api.constrains("salesperson_code")
    def _check_salesperson_code(self):
        for user in self.filtered("salesperson_code"):
            if not CODE.fullmatch(user.salesperson_code):
                raise ValidationError(
                    self.env._(
                        "“%(code)s” is no salesperson code: write two capital letters "
                        "and four digits, like ZH0123.",
                        code=user.salesperson_code,
                    )
                )
            user._ensure_code_of_office()

    def _ensure_code_of_office(self):
        """:raise ValidationError: the office has other letters and digits"""
        start = self.salesperson_code[:OFFICE_LENGTH]
        asked = self._get_office_code()
        if asked and start != asked:
            raise ValidationError(
                self.env._(
                    "The codes of %(office)s begin with %(start)s, and “%(code)s” does "
                    "not. Change it, or the office of %(person)s.",
                    office=self.sale_team_id.name,
                    start=asked,
                    code=self.salesperson_code,
                    person=self.name,
                )
            )

    def _get_office_code(self):
        """Return how the codes of the user's office begin, or nothing."""
        team = self.sudo().sale_team_id
        colleagues = (team.member_ids - self).filtered("salesperson_code")
        first = colleagues[:1].salesperson_code or ""
        return team.salesperson_prefix or first[:OFFICE_LENGTH]

    def _give_salesperson_codes(self):
        """Give those who have none of their office's codes the next free one (RES-1).

        :raise UserError: the office has no free number
        """
        people = self.sudo()._filter_colleagues()
        for team, users in people.grouped("sale_team_id").items():
            if prefix := team.salesperson_prefix:
                users._take_codes(prefix)

    def _take_codes(self, prefix):
        waiting = self.filtered(
            lambda user: not (user.salesperson_code or "").startswith(prefix)
        )
        free = waiting and self._list_free_codes(prefix)
        if len(free) < len(waiting):
            raise UserError(
                self.env._(
                    "All codes that begin with %(start)s are given. Give the sales "
                    "team other letters and digits.",
                    start=prefix,
                )
            )
        for user, code in zip(waiting, free, strict=False):
            user.salesperson_code = code

    @api.model
    def _list_free_codes(self, prefix):
        """Return the codes that nobody has and that stand on no registration."""
        codes = [f"{prefix}{number:02}" for number in range(1, LAST_NUMBER + 1)]
        everybody = self.sudo().with_context(active_test=False)
        taken = set(
            everybody.search([("salesperson_code", "in", codes)]).mapped(
                "salesperson_code"
            )
        )
        partners = everybody.env["res.partner"]
        rows = partners._read_group(
            [("registrar_code", "in", codes)], ["registrar_code"]
        )
        taken.update(code for (code,) in rows)
        return [code for code in codes if code not in taken]
