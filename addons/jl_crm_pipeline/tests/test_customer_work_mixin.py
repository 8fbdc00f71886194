from odoo.tests import tagged

from .fake_models import FakeModelsCommon


@tagged("post_install", "-at_install")
class TestCustomerWorkMixin(FakeModelsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.work = cls.env["customer.work.mixin"]
        cls.customer = cls._create_customer()
        cls.person = cls._create_person(parent_id=cls.customer.id)
        cls.other = cls._create_customer("Dock")

    def _create_parcels(self):
        return self.Parcel.create(
            [
                {"receiver_id": receiver.id, "driver_id": driver.id}
                for receiver, driver in (
                    (self.customer, self.seller),
                    (self.person, self.other_seller),
                    (self.other, self.seller),
                )
            ]
        )

    def test_model_that_inherits_is_found(self):
        """K3C-3: nobody keeps a list; bases without records are left out."""
        models = self.work._get_work_models()

        self.assertIn("jl.fake.parcel", models)
        self.assertNotIn("jl.fake.route", models)
        self.assertNotIn("customer.work.mixin", models)

    def test_models_of_sales_are_found(self):
        """K3C-3: what a customer is worked on with."""
        expected = {
            "account.move",
            "calendar.event",
            "crm.customer.conversion",
            "crm.lead",
            "mail.activity",
            "sale.order",
        }

        self.assertLessEqual(expected, set(self.work._get_work_models()))

    def test_open_work_of_customers(self):
        """K3C-3: theirs and their people's, without what is finished."""
        own, persons, _others = self._create_parcels()
        self.assertEqual(self.Parcel._find_open_work(self.customer), own | persons)

        own._move_to("sent")
        own._move_to("delivered")

        self.assertEqual(self.Parcel._find_open_work(self.customer), persons)

    def test_open_work_of_users(self):
        """K3C-3: what somebody answers for, on certain customers or on all."""
        own, persons, others = self._create_parcels()

        for expected, arguments in (
            (own | others, {"users": self.seller}),
            (own, {"users": self.seller, "customers": self.customer}),
            (own | persons | others, {"users": self.seller | self.other_seller}),
            (own | persons | others, {}),
            (self.Parcel, {"users": self.manager}),
            (self.Parcel, {"customers": self.Partner}),
        ):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.Parcel._find_open_work(**arguments), expected)

    def test_count_leaves_zeros_out(self):
        """K3C-3: the kinds of which there is something open, with their number."""
        self._create_parcels()
        self.env["crm.lead"].create({"name": "Pumps", "partner_id": self.person.id})

        counts = self.work._count_open_work(self.customer)

        self.assertEqual(counts, {"jl.fake.parcel": 2, "crm.lead": 1})
        self.assertEqual(self.work._count_open_work(self.partner), {})

    def test_transfer_changes_who_answers_and_nothing_else(self):
        """K3C-3: state and authorship stay."""
        parcels = self._create_parcels()
        parcels[0]._move_to("sent")

        parcels._work_transfer(self.manager)

        self.assertEqual(parcels.driver_id, self.manager)
        self.assertEqual(parcels.mapped("state"), ["sent", "packed", "packed"])
        self.assertEqual(parcels.create_uid, self.env.user)

    def test_everything_is_open_unless_a_model_says_otherwise(self):
        """K3C-3: the mixin itself knows of no end."""
        self.assertTrue(self.work._work_open_domain().is_true())
