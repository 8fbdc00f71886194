from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestCustomerSearch(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.potential = cls._create_customer("Searched Dock")
        cls.transacting = cls._create_transacting("Searched Harbour")
        cls.person = cls._create_person("Searched Person")
        cls.all = cls.potential | cls.transacting | cls.person

    def _search(self, *leaves):
        return self.Partner.search([("id", "in", self.all.ids), *leaves])

    def test_flag_is_searched_as_yes_and_no(self):
        """K3C-1: "transacting" is filtered like any yes/no field."""
        others = self.potential | self.person
        for operator, value, expected in (
            ("=", True, self.transacting),
            ("!=", True, others),
            ("=", False, others),
            ("!=", False, self.transacting),
            ("in", [True], self.transacting),
        ):
            with self.subTest(operator=operator, value=value):
                found = self._search(("is_transacting", operator, value))
                self.assertEqual(found, expected)

    def test_customers_are_grouped_by_status(self):
        """K3C-1: the lists can be grouped."""
        groups = self.Partner._read_group(
            [("id", "in", self.all.ids)], ["customer_status"], ["id:recordset"]
        )

        self.assertEqual(
            dict(groups),
            {
                "potential": self.potential,
                "transacting": self.transacting,
                False: self.person,
            },
        )

    def test_code_finds_the_customer(self):
        """K3C-3: typing the code into any field finds the customer."""
        code = self.potential.customer_code

        found = self.Partner.with_user(self.seller).name_search(code)

        self.assertEqual(
            [partner_id for partner_id, _name in found], self.potential.ids
        )

    def test_name_still_finds_the_customer(self):
        """K3C-3: and so does what found it before."""
        self.potential.write({"ref": "R-77", "email": "dock@example.org"})
        for text in ("Searched Dock", "R-77", "dock@example.org"):
            with self.subTest(text=text):
                found = dict(self.Partner.name_search(text))
                self.assertIn(self.potential.id, found)

    def test_colleague_sees_that_it_is_requested(self):
        """K3C-2: who does not see the request itself is not offered a second one."""
        self._create_request(self.potential, self.seller)

        seen = self.potential.with_user(self.other_seller)

        self.assertTrue(seen.has_open_conversion)
        self.assertFalse(seen.conversion_ids)

    def test_flag_and_open_request_are_computed_for_all(self):
        """K3C-1, K3C-2: the flag and the request in one list of many."""
        self._create_request(self.potential)

        self.assertRecordValues(
            self.all,
            [
                {"is_transacting": False, "has_open_conversion": True},
                {"is_transacting": True, "has_open_conversion": False},
                {"is_transacting": False, "has_open_conversion": False},
            ],
        )
        self.assertEqual(self.all.mapped("conversion_count"), [1, 1, 0])

    def test_conversions_of_a_customer_are_opened(self):
        """K3C-5: the button on the customer opens its history and no more."""
        action = self.transacting.with_user(self.seller).action_view_conversions()

        found = self.Conversion.search(action["domain"])

        self.assertEqual(found, self.transacting.conversion_ids)

    def _get_our_fields(self):
        fields = self.env["ir.model.fields"].search([("model", "=", "res.partner")])
        ours = fields.filtered(
            lambda field: "jl_crm_pipeline" in field.modules.split(", ")
        )
        return ours.mapped("name")

    def test_everybody_reads_a_contact(self):
        """K3C-1: who has nothing to do with sales opens a contact as ever."""
        for partner in self.all:
            seen = partner.with_user(self.employee)
            with self.subTest(partner=partner.name):
                names = set(seen.fields_get()).intersection(self._get_our_fields())
                self.assertTrue(seen.read(list(names)))
