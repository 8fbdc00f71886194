import re
from decimal import Decimal, InvalidOperation

from odoo import api, models
from odoo.fields import Domain

from ...roles import SALESPERSON

TEMPLATE = "/jl_crm_pipeline/customers.xlsx"
COMPANY_FIELDS = {"is_company", "company_type"}
NUMBERS = ("phone", "mobile", "fax")
# 13800138000.0 and 1.3800138E+10 are what a worksheet makes of a number
_DECIMAL = re.compile(r"\d+\.0+|\d(?:\.\d+)?[eE]\+?\d{1,2}")
_PROVINCE = re.compile(
    r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$"
)


class ResPartner(models.Model):
    """A usual list of customers goes in as it is (DUP-3, IMP-5).

    One row makes a company and its contact; what the office does not write, its
    country and that these are companies, is filled in.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    def get_import_templates(self):
        if not self.env.user.has_group(SALESPERSON):
            return super().get_import_templates()
        label = self.env._("Import Template for Customers")
        return [{"label": label, "template": TEMPLATE}]

    @api.model
    def load(self, fields, data):
        if self._is_attended():
            fields, data = self._complete_import(list(fields), data)
        return super().load(fields, data)

    @api.model
    def _complete_import(self, fields, data):
        """Return fields and rows with what a customer list leaves out."""
        rows = [list(row) for row in data]
        for place, name in enumerate(fields):
            read = self._get_cell_reader(name)
            for row in rows if read else ():
                row[place] = read(row[place])
        for name, value in self._get_import_defaults(fields).items():
            fields = [*fields, name]
            rows = [
                # the rows below are further contacts of the one above
                [*row, value if self._begins_record(fields, row) else ""]
                for row in rows
            ]
        return fields, rows

    @api.model
    def _begins_record(self, fields, row):
        return any(
            cell
            for name, cell in zip(fields, row, strict=False)
            if not name.startswith("child_ids/")
        )

    @api.model
    def _get_import_defaults(self, fields):
        """Return {field: value} of the columns that a customer list does not have."""
        if "child_ids/name" not in fields:
            return {}
        known = {name.partition("/")[0] for name in fields}
        defaults = {}
        if not known & COMPANY_FIELDS:
            defaults["is_company"] = "1"
        country = self.env.company.country_id
        if country and "country_id" not in known:
            defaults["country_id/.id"] = str(country.id)
        return defaults

    @api.model
    def _get_cell_reader(self, name):
        """Return what reads a cell of this column, or None."""
        last = name.rpartition("/")[2]
        if last in NUMBERS:
            return self._read_number
        return self._read_province if name == "state_id" else None

    @api.model
    def _read_number(self, cell):
        text = str(cell or "").strip()
        if not _DECIMAL.fullmatch(text):
            return cell
        try:
            return str(int(Decimal(text)))
        except (InvalidOperation, ValueError):
            return cell

    @api.model
    def _read_province(self, cell):
        """Return the province as an import finds it: 广东 is 广东省."""
        stem = _PROVINCE.sub("", str(cell or "").strip())
        country = self.env.company.country_id
        if not stem or not country:
            return cell
        states = self.env["res.country.state"].search(
            Domain("country_id", "=", country.id) & Domain("name", "=ilike", f"{stem}%")
        )
        return states.display_name if len(states) == 1 else cell
