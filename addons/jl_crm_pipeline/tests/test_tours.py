from odoo.tests import HttpCase, tagged

from .common import SETTING, PipelineCommon


class TourCase(PipelineCommon, HttpCase):
    """A potential customer that the tours know by name, and the users' language."""

    lang = "en_US"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._speak(cls.lang, cls.seller | cls.office | cls.manager)
        cls.customer = cls._create_customer("Tour Pumps", user_id=cls.seller.id)

    def _tour(self, name, user, record=None):
        path = f"/odoo/{record._name}/{record.id}" if record else "/odoo"
        self.start_tour(path, f"jl_crm_pipeline_{name}", login=user.login)


@tagged("post_install", "-at_install")
class TestTours(TourCase):
    def test_request(self):
        """A salesperson sends a request that is filled in beforehand (K3C-2)."""
        self._tour("request", self.seller)

        conversion = self.customer.conversion_ids
        self.assertEqual(conversion.state, "requested")
        self.assertEqual(conversion.user_id, self.seller)
        self.assertIn(self.office, conversion.receiver_ids)

    def test_convert(self):
        """General Affairs finds the request, looks and converts (K3C-3, K3C-4)."""
        self._set_on_order("off")
        self._confirm_order(self.customer, price=1500.0)
        conversion = self._create_request(self.customer).with_env(self.env)

        self._tour("convert", self.office)

        self.assertEqual(conversion.state, "approved")
        self.assertEqual(self.customer.customer_status, "transacting")
        self.assertEqual(self.customer.conversion_user_id, self.office)
        self.assertFalse(conversion.activity_ids)

    def test_refuse(self):
        """A refusal needs a reason, and the customer stays potential (K3C-5)."""
        conversion = self._create_request(self.customer).with_env(self.env)

        self._tour("refuse", self.office)

        self.assertEqual(conversion.state, "refused")
        self.assertEqual(conversion.reason, "The order was cancelled")
        self.assertEqual(self.customer.customer_status, "potential")

    def test_withdraw(self):
        """A conversion made by mistake is taken back on the customer (K3C-5)."""
        self.customer.with_user(self.office).action_convert()

        self._tour("withdraw", self.office)

        self.assertEqual(self.customer.customer_status, "potential")
        self.assertEqual(self.customer.conversion_ids.state, "withdrawn")

    def test_batch(self):
        """Of many at once, the one that fails keeps no other from its turn (K3C-6)."""
        customers = self._create_transacting("Tour Batch Done")
        customers |= self._create_customer("Tour Batch One")
        customers |= self._create_customer("Tour Batch Two")

        self._tour("batch", self.office)

        self.assertEqual(set(customers.mapped("customer_status")), {"transacting"})
        self.assertEqual(len(customers.conversion_ids), 3)

    def test_register(self):
        """Entered in the form it gets its code, and is the salesperson's (K3C-1).

        POOL-6, issue 16, point 5: the form sends an empty responsible person.
        """
        self._tour("register", self.seller)

        customer = self.Partner.search([("name", "=", "Tour Newcomer")])
        self.assertEqual(customer.customer_status, "potential")
        self.assertEqual(customer.registrar_id, self.seller)
        self.assertEqual(customer.user_id, self.seller)

    def test_no_decision(self):
        """K3C-4: a salesperson is offered none, on the customer and on the request."""
        asked = self._create_customer("Tour Valves", user_id=self.seller.id)
        conversion = self._create_request(asked)

        self._tour("no_decision", self.seller)

        self.assertEqual(self.customer.customer_status, "potential")
        self.assertEqual(conversion.state, "requested")

    def test_maturity(self):
        """MAT-1, MAT-3: set in one click from list, form and board; so is hot."""
        self._tour("maturity", self.seller)

        self.assertEqual(self.customer.maturity, "a_minus")
        self.assertTrue(self.customer.is_hot)
        changes = self.customer.maturity_change_ids
        self.assertEqual(
            changes.mapped("new_maturity"), ["a_minus", "b_plus", "c_plus"]
        )
        self.assertEqual(changes.user_id, self.seller)

    def test_complete(self):
        """The contact comes with the card, the rest is a click away (TUR-3, IMP-5)."""
        self._tour("complete", self.seller)

        customer = self.Partner.search([("name", "=", "Tour Completed")])
        self.assertEqual(customer.street, "Kanghua Road 8")
        self.assertRecordValues(
            customer.child_ids, [{"name": "Mei Lin", "mobile": "13800138000"}]
        )

    def test_completeness_board(self):
        """The board leads to the customers that miss something (IMP-5)."""
        self._tour("completeness_board", self.seller)

    def test_profile(self):
        """A proposed grade is accepted, a relation is entered (GEN-2, KIN-1)."""
        grade = self.env.ref("jl_crm_pipeline.customer_grade_b")
        self.customer._write_system({"proposed_grade_id": grade.id})
        other = self._create_customer("Quay Cranes")

        self._tour("profile", self.seller, self.customer)

        self.assertEqual(self.customer.customer_grade_id, grade)
        self.assertEqual(other.relation_ids.related_id, self.customer)

    def test_requirements(self):
        """General Affairs says what no customer is saved without (K3D-1)."""
        self._tour("requirements", self.office)

        phone = self.env.ref("jl_crm_pipeline.customer_requirement_phone")
        self.assertTrue(phone.is_refused)

    def test_settings(self):
        """What a confirmed order does is chosen on the settings page (K3C-7)."""
        self.manager.group_ids |= self.env.ref("base.group_system")

        self._tour("settings", self.manager)

        mode = self.env["ir.config_parameter"].get_param(SETTING)
        self.assertEqual(mode, "convert")

    def test_notice(self):
        """Several notices are one window that leads there and goes (ux.md 6)."""
        self._tour("notice", self.seller)


@tagged("post_install", "-at_install")
class TestChineseTours(TourCase):
    lang = "zh_CN"

    def test_request(self):
        """A Chinese salesperson sends the request in Chinese (K3C-2)."""
        self._tour("request", self.seller)

        conversion = self.customer.conversion_ids
        self.assertEqual(conversion.state, "requested")
        self.assertIn("客户代码", conversion.message)


@tagged("post_install", "-at_install")
class TestPhoneTours(TourCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_request(self):
        """The request is sent from a phone (K3C-2)."""
        self._tour("request_on_form", self.seller, self.customer)

        self.assertEqual(self.customer.conversion_ids.state, "requested")

    def test_maturity(self):
        """Maturity is set on a phone (MAT-1, IMP-7)."""
        self._tour("maturity_on_form", self.seller, self.customer)

        self.assertEqual(self.customer.maturity, "b_plus")

    def test_convert(self):
        """The request is decided on a phone (K3C-4)."""
        self._set_on_order("off")
        self._confirm_order(self.customer, price=1500.0)
        conversion = self._create_request(self.customer)

        self._tour("convert_on_form", self.office, conversion)

        self.assertEqual(self.customer.customer_status, "transacting")
