import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

PREFIX = re.compile(r"[A-Z]{2}\d{2}")


class CrmTeam(models.Model):
    """How the codes of an office's salespeople begin (RES-1)."""

    _name = "crm.team"
    _inherit = "crm.team"

    salesperson_prefix = fields.Char(
        string="Salesperson Codes Begin With",
        copy=False,
        help="Two letters and two digits, like ZH01. The people of the team get codes "
        "that begin so: ZH0101, ZH0102.",
    )

    _unique_salesperson_prefix = models.UniqueIndex(
        "(salesperson_prefix) WHERE salesperson_prefix IS NOT NULL",
        "Another sales team has these letters and digits.",
    )

    @api.constrains("salesperson_prefix")
    def _check_salesperson_prefix(self):
        for team in self.filtered("salesperson_prefix"):
            if not PREFIX.fullmatch(team.salesperson_prefix):
                raise ValidationError(
                    self.env._(
                        "“%(start)s” cannot begin salesperson codes: write two capital "
                        "letters and two digits, like ZH01.",
                        start=team.salesperson_prefix,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        teams.filtered("salesperson_prefix").member_ids._give_salesperson_codes()
        return teams

    def write(self, vals):
        result = super().write(vals)
        if vals.get("salesperson_prefix"):
            self.member_ids._give_salesperson_codes()
        return result
