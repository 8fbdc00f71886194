from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.access.res_partner_name import PLAIN
from .test_lead_grant import LeadGrantCommon

CANARIES = {
    "email": "canary@harbour.example",
    "street": "Canary Road 7",
    "phone": "+32 2 812 34 56",
    "mobile": "+32 470 12 34 56",
    "ref": "CANARY-REF",
}
# those that ask for more than a name today, and one of an add-on to come
KEYS = (
    "show_address",
    "show_email",
    "show_vat",
    "show_mobile",
    "partner_show_db_id",
    "formatted_display_name",
)


@tagged("post_install", "-at_install")
class TestHiddenName(LeadGrantCommon):
    """Of a partner whom one may not read one knows the name alone (CAR-7)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.write({**CANARIES, "vat": "BE0477472701"})
        # an opportunity of one's own leads to it
        cls.theirs = cls._create_opportunity(cls.customer, user_id=cls.other_seller.id)
        cls.env.flush_all()

    def _iter_contexts(self):
        depends = self.env.registry.field_depends_context
        found = depends[self.Partner._fields["display_name"]]
        for key in {*KEYS, *found} - PLAIN:
            yield {key: True}
        yield dict.fromkeys(KEYS, True)
        yield {"show_address": True, "show_email": True, "show_vat": True}

    def _read_names(self, user, context):
        lead = self.theirs.with_user(user).with_context(**context)
        lead.invalidate_recordset()
        plain = {"fields": {"display_name": {}}}
        asked = {**plain, "context": context}
        yield lead.read(["partner_id"])[0]["partner_id"][1]
        for one in (plain, asked):
            yield lead.web_read({"partner_id": one})[0]["partner_id"]["display_name"]
        yield lead.partner_id.sudo().display_name
        [group] = lead.formatted_read_group(
            [("id", "=", lead.id)], ["partner_id"], ["__count"]
        )
        yield group["partner_id"][1]

    def test_name_alone(self):
        """security.md N3: no key of the context brings more than the name."""
        self.assertFalse(self.customer.with_user(self.other_seller).has_access("read"))
        for context in self._iter_contexts():
            for name in self._read_names(self.other_seller, context):
                with self.subTest(context=context):
                    self.assertEqual(name, self.customer.name)

    def test_readers_have_all(self):
        """security.md N3: whoever may read the customer is told what is asked for."""
        context = {"show_address": True, "show_email": True, "show_vat": True}
        for name in self._read_names(self.manager, context):
            for canary in ("email", "street"):
                self.assertIn(CANARIES[canary], name)

    def test_of_many(self):
        """security.md N3: hidden and known ones in one list, each as it is seen."""
        known = self._create_customer("Known", email="known@example.com")
        known.user_id = self.other_seller
        both = (self.customer | known).with_user(self.other_seller)
        names = both.with_context(show_email=True).sudo().mapped("display_name")
        self.assertEqual(names, [self.customer.name, "Known <known@example.com>"])

    def test_printed(self):
        """security.md N3: what is printed has the address, whoever prints it."""
        widget = self.env["ir.qweb.field.contact"].with_user(self.other_seller)
        partner = self.customer.with_user(self.other_seller)
        self.assertIn(CANARIES["street"], widget.value_to_html(partner, {}))
        self.assertFalse(widget.value_to_html(self.Partner, {}))

    def test_search_line(self):
        """security.md N3: the rows of the search window are made by the search."""
        windows = self.env["crm.duplicate.search"].with_user(self.other_seller)
        window = windows.create({"name": self.customer.name})
        lines = self.env["crm.duplicate.search.line"].with_user(self.other_seller)
        row = {"search_id": window.id, "partner_id": self.customer.id}
        with self.assertRaises(AccessError):
            lines.create(row)
        with self.assertRaises(AccessError):
            window.write({"line_ids": [(0, 0, row)]})
        window.action_search()
        self.assertEqual(window.line_ids.mapped("name"), [self.customer.name])
        self.assertFalse(window.line_ids.partner_id)
        with self.assertRaises(AccessError):
            window.line_ids.write({"partner_id": self.customer.id})
