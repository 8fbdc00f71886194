from ast import literal_eval

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PipelineCommon

CALL = "mail.mail_activity_data_call"


@tagged("post_install", "-at_install")
class TestMaturity(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.Change = cls.env["customer.maturity.change"]

    def _get_changes(self, customer=None):
        return self.Change.search([("partner_id", "=", (customer or self.customer).id)])

    def test_new_customer_is_d(self):
        """MAT-1: however it becomes one, and the D is no step of the history."""
        person = self._create_person()
        self.assertFalse(person.maturity)
        person.customer_rank = 1

        self.assertEqual(self.customer.maturity, "d")
        self.assertEqual(person.maturity, "d")
        self.assertFalse(self._get_changes() | self._get_changes(person))

    def test_new_customer_may_begin_higher(self):
        """MAT-1: who knows better when entering it says so at once."""
        customer = self._create_customer("Known", maturity="b_plus")

        self.assertEqual(customer.maturity, "b_plus")

    def test_converting_sets_a_plus(self):
        """MAT-1: a converted customer has shown that it buys."""
        self.customer.with_user(self.office).action_convert()

        self.assertEqual(self.customer.maturity, "a_plus")
        self.assertRecordValues(
            self._get_changes(),
            [
                {
                    "old_maturity": "d",
                    "new_maturity": "a_plus",
                    "user_id": self.office.id,
                }
            ],
        )

    def test_each_change_is_kept(self):
        """MAT-1: who, when, from, to, why and how long it was what it was."""
        self.customer._write_system({"registration_date": "2031-03-01"})
        with freeze_time("2031-03-11 12:00:00"):
            self.customer.with_user(self.seller).maturity = "c_plus"
        with freeze_time("2031-03-15 12:00:00"):
            self.customer.with_user(self.office)._set_maturity("e", "Too dear")

        self.assertRecordValues(
            self._get_changes(),
            [
                {
                    "old_maturity": "c_plus",
                    "new_maturity": "e",
                    "days": 4,
                    "note": "Too dear",
                    "user_id": self.office.id,
                },
                {
                    "old_maturity": "d",
                    "new_maturity": "c_plus",
                    "days": 10,
                    "note": False,
                    "user_id": self.seller.id,
                },
            ],
        )
        self.assertEqual(str(self.customer.maturity_date), "2031-03-15")

    def test_the_same_again_is_no_change(self):
        """MAT-1: a form that sends the old value back leaves no trace."""
        self.customer.maturity = "d"
        self.customer.write({"maturity": "d", "city": "Zhongshan"})

        self.assertFalse(self._get_changes())

    def test_history_is_edited_by_nobody(self):
        """MAT-1: not over the API, and not in superuser mode."""
        self.customer.maturity = "c_plus"
        change = self._get_changes()
        for role in ("seller", "office", "manager"):
            own = change.with_user(getattr(self, role))
            vals = {"partner_id": self.customer.id, "user_id": self.seller.id}
            with self.subTest(role=role):
                with self.assertRaises(UserError):
                    own.write({"note": "Forged"})
                with self.assertRaises(AccessError):
                    own.unlink()
                with self.assertRaises(AccessError):
                    own.create(vals)
        with self._assert_refused("stays as it is"):
            change.sudo().note = "Forged"

    def test_nobody_names_a_contact_that_was_none(self):
        """MAT-1: an activity's number in the context of a call over RPC is ignored."""
        activity = self.customer.activity_schedule(CALL, user_id=self.seller.id)
        forged = {"note": "Forged", "activity": activity.id}
        context = {"jl_crm_pipeline_occasion": forged}

        self.customer.with_context(**context).maturity = "c_plus"

        self.assertFalse(self._get_changes().activity_id)
        self.assertFalse(self._get_changes().note)

    def test_a_customer_keeps_one(self):
        """MAT-1: it is not emptied; a contact, a vendor has none."""
        vendor = self._create_customer("Vendor", supplier_rank=1)
        with self._assert_refused("A customer has a maturity"):
            self.customer.maturity = False
        with self._assert_refused("Vendor is not a customer"):
            (vendor | self.customer).maturity = "a_plus"

        self.assertEqual(self.customer.maturity, "d")

    def test_merge_gives_none_to_who_is_no_customer(self):
        """MAT-1: what the system brings along is left out, people are told."""
        vendor = self._create_customer("Vendor", supplier_rank=1)
        vendor.sudo().write({"maturity": "a_plus", "city": "Zhongshan"})

        self.assertFalse(vendor.maturity)
        self.assertEqual(vendor.city, "Zhongshan")
        with self._assert_refused("Vendor is not a customer"):
            vendor.with_user(self.seller).maturity = "a_plus"

    def test_own_company_has_none(self):
        """MAT-1: a customer that turns out to be one of us loses it, without a step."""
        self.env["res.company"].create({"name": "Own", "partner_id": self.customer.id})

        self.assertFalse(self.customer.maturity)
        self.assertFalse(self._get_changes())

    def test_who_is_a_customer_again_keeps_it(self):
        """MAT-1: the maturity outlives the time as somebody's contact."""
        parent = self._create_customer("Parent")
        person = self._create_person(customer_rank=1)
        person.maturity = "c_plus"
        person.parent_id = parent
        person.parent_id = False

        self.assertEqual(person.maturity, "c_plus")

    def test_set_with_the_contact_record(self):
        """MAT-1: the call says what it left the customer with."""
        contact = self._create_person(parent_id=self.customer.id)
        for record in (self.customer, contact):
            activity = record.activity_schedule(CALL, user_id=self.seller.id)
            activity.customer_maturity = "b_plus"
            self.customer.maturity = "d"
            with self.subTest(record=record):
                activity.with_user(self.seller).action_feedback("The owner agrees")

                self.assertEqual(self.customer.maturity, "b_plus")
                change = self._get_changes()[0]
                self.assertEqual(change.note, "The owner agrees")
                self.assertEqual(change.activity_id, activity)

    def test_contact_without_maturity_changes_nothing(self):
        """MAT-1: a call that left everything as it was."""
        activity = self.customer.activity_schedule(CALL, user_id=self.seller.id)
        activity.with_user(self.seller).action_feedback("Nobody there")

        self.assertFalse(self._get_changes())

    def test_many_are_set_by_the_dialogue(self):
        """MAT-1: from the list, with one reason for all."""
        customers = self.customer | self._create_customer("Second")
        action = customers.with_user(self.seller).action_set_maturity()
        self.assertEqual(action["context"]["default_maturity"], "d")
        dialogue = (
            self.env["customer.maturity.set"]
            .with_user(self.seller)
            .with_context(**action["context"])
            .create({"maturity": "c_minus", "note": "After the fair"})
        )

        dialogue.action_set()

        self.assertEqual(set(customers.mapped("maturity")), {"c_minus"})
        notes = self.Change.search([("partner_id", "in", customers.ids)]).mapped("note")
        self.assertEqual(notes, ["After the fair"] * 2)

    def test_dialogue_reaches_customers_alone(self):
        """MAT-1: a vendor among them, and none is set."""
        vendor = self._create_customer("Vendor", supplier_rank=1)
        dialogue = self.env["customer.maturity.set"].create(
            {
                "partner_ids": [Command.set((self.customer | vendor).ids)],
                "maturity": "a_plus",
            }
        )
        with self._assert_refused("Vendor is not a customer"):
            dialogue.action_set()

        self.assertEqual(self.customer.maturity, "d")

    def test_invalid_ones_leave_the_active_lists(self):
        """MAT-2: they stand in the list of all."""
        self.customer.maturity = "f"
        found = {
            name: self.customer.filtered_domain(
                literal_eval(
                    self.env.ref(f"jl_crm_pipeline.res_partner_action_{name}").domain
                )
            )
            for name in ("potential", "customer")
        }
        self.assertFalse(found["potential"])
        self.assertTrue(found["customer"])

    def test_evidence(self):
        """MAT-1: open opportunities and orders of the customer and its people."""
        contact = self._create_person(parent_id=self.customer.id)
        for partner, revenue in ((self.customer, 1000.0), (contact, 500.0)):
            self._create_opportunity(partner, expected_revenue=revenue)
        self._set_on_order("off")
        self._confirm_order(contact, price=300.0)
        self._create_order(self.customer, price=900.0)

        self.assertRecordValues(
            self.customer.with_user(self.seller),
            [
                {
                    "open_opportunity_count": 2,
                    "open_opportunity_amount": 1500.0,
                    "confirmed_order_count": 1,
                    "confirmed_order_amount": 300.0,
                }
            ],
        )

    def test_order(self):
        """MAT-8: pivots, groups and lists go from A+ to F."""
        values = ["b_minus", "f", "a_plus", "b_plus", "a_minus"]
        vals_list = [
            {"name": f"Pumps {value}", "is_company": True, "maturity": value}
            for value in values
        ]
        customers = self.Partner.create(vals_list)
        mine = [("id", "in", customers.ids)]
        expected = ["a_plus", "a_minus", "b_plus", "b_minus", "f"]

        groups = self.Partner.formatted_read_group(mine, ["maturity"], ["__count"])
        reverse = self.Partner.formatted_read_group(
            mine, ["maturity", "customer_status"], ["__count"], order="maturity desc"
        )
        found = self.Partner.search(mine, order="maturity, id")
        sets = self.Partner.formatted_read_grouping_sets(
            mine, [["maturity"], []], ["__count"], order="maturity"
        )

        self.assertEqual([one["maturity"] for one in groups], expected)
        self.assertEqual([one["maturity"] for one in reverse], expected[::-1])
        self.assertEqual(found.mapped("maturity"), expected)
        self.assertEqual([one["maturity"] for one in sets[0]], expected)

    def test_board_shows_every_column(self):
        """MAT-1: an empty maturity is a column to drag to as well."""
        found = self.Partner.with_context(read_group_expand=True).web_read_group(
            [("id", "=", self.customer.id)], ["maturity"], ["__count"]
        )
        self.assertEqual(len(found["groups"]), 9)

    def test_history_is_seen_with_the_customer(self):
        """IMP-5: a salesperson their own, whoever sees all sees all."""
        self.customer.maturity = "c_plus"
        for role, count in (("seller", 1), ("other_seller", 0), ("office", 1)):
            changes = self.Change.with_user(getattr(self, role))
            with self.subTest(role=role):
                found = changes.search_count([("partner_id", "=", self.customer.id)])
                self.assertEqual(found, count)

    def test_many_cost_as_much_as_few(self):
        """MAT-1: a hundred are set by as many statements as two."""
        customers = self.Partner.create(
            [{"name": f"Customer {n}", "is_company": True} for n in range(100)]
        )
        steps = iter(["c_plus", "c_minus", "b_plus", "b_minus"])

        def set_some(some):
            some.maturity = next(steps)

        few, many = customers[:50], customers
        set_some(few)
        queries_few = self._count_queries(lambda: set_some(few))
        queries_many = self._count_queries(lambda: set_some(many))
        self.assertLessEqual(queries_many, queries_few + 2)
