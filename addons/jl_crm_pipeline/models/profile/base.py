from odoo import api, models

from ...tools.phone import write_chinese


class Base(models.AbstractModel):
    """Numbers in China are written as people there write them (IMP-1).

    A form writes what was typed into it: 0756-8881234 and 139 0000 0104, not
    +86 756 888 1234. What dials or sends still gets the international number.
    """

    _name = "base"
    _inherit = "base"

    @api.model
    def _phone_format_number(
        self, number, country, force_format="E164", raise_exception=False
    ):
        if force_format == "INTERNATIONAL" and country.code == "CN" and number:
            chinese = write_chinese(number)
            if chinese:
                return chinese
        return super()._phone_format_number(
            number, country, force_format, raise_exception
        )
