from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import QuoteCommon

OURS = "jl_crm_"
# what a customer may know of themselves
KNOWN = {"res.partner": {"customer_code", "fax", "mobile"}}
KNOWN["res.users"] = KNOWN["res.partner"]
# security.md N16, of a customer's own records
JUDGED = {
    "res.partner": (
        "maturity",
        "customer_grade_id",
        "proposed_grade_id",
        "silence",
        "is_strategic",
        "completeness",
        "customer_holder",
        "bin_reason",
        "duplicate_reason",
    ),
    "sale.order": ("review_submitter_id", "review_deadline", "review_hash"),
}


@tagged("post_install", "-at_install")
class TestOutsideFields(QuoteCommon, HttpCase):
    """What portal users read of our fields: what a customer may know (CAR-7)."""

    def _iter_fields(self, user):
        """Yield each field of ours that somebody may read, on what they may read."""
        for name, model in self.env(user=user).items():
            if model._abstract or not model.has_access("read"):
                continue
            for field in model._fields.values():
                modules = field.base_field._modules
                is_ours = all(module.startswith(OURS) for module in modules)
                if modules and is_ours and model._has_field_access(field, "read"):
                    yield name, field.name

    def test_named(self):
        """security.md N16: a portal user reads no field of ours that is not named."""
        found = {}
        for model, field in self._iter_fields(self.portal):
            found.setdefault(model, set()).add(field)
        for model, names in found.items():
            with self.subTest(model=model):
                self.assertEqual(names - KNOWN.get(model, set()), set())
        self.assertEqual(found["res.partner"], KNOWN["res.partner"])

    def test_insiders(self):
        """security.md N16: colleagues read them as before."""
        found = set(self._iter_fields(self.seller))
        for model, names in JUDGED.items():
            for name in names:
                if not self.env[model]._fields[name].groups:
                    self.assertIn((model, name), found)

    def test_routes(self):
        """security.md N16: by reading, searching, grouping and describing fields."""
        order = self._create_approved()
        for record in (self.customer, order):
            theirs = record.with_user(self.portal)
            self.assertTrue(theirs.has_access("read"))
            for name in JUDGED[record._name]:
                with self.subTest(name=name):
                    self._assert_kept(theirs, name)

    def _assert_kept(self, theirs, name):
        theirs.invalidate_recordset()
        self.assertNotIn(name, theirs.fields_get())
        for step in (
            lambda: theirs.read([name]),
            lambda: theirs.web_read({name: {}}),
            lambda: theirs.search([(name, "!=", False)]),
            lambda: theirs.formatted_read_group([], [name], ["__count"]),
            lambda: theirs.search([], order=name),
            lambda: theirs.write({name: False}),
        ):
            with self.assertRaises(AccessError):
                step()

    def test_printed_by_address(self):
        """security.md N16: to print, a customer need not read whose turn it is."""
        order = self._create_approved()
        self.authenticate(self.portal.login, self.portal.login)
        url = f"/report/html/sale.report_saleorder/{order.id}"
        with mute_logger("odoo.http", "odoo.models"):
            text = self.url_open(url).text
        self.assertNotIn("can_review", text)
        foreign = self._create_approved(partner_id=self._create_customer("Hill").id)
        with mute_logger("odoo.http", "odoo.models"):
            page = self.url_open(f"/report/html/sale.report_saleorder/{foreign.id}")
        self.assertEqual(page.status_code, 403)
        self.assertNotIn("Pump", page.text)

    def test_own_numbers(self):
        """security.md N16: a customer's own numbers are theirs to read."""
        theirs = self.customer.with_user(self.portal)
        self.assertEqual(theirs.read(["mobile"])[0]["mobile"], self.customer.mobile)
