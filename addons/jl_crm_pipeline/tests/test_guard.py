from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.access.res_partner_rule import ENTERED
from .guard_common import RULES, GuardCommon

FORGED = {
    "customer_holder": 1,
    "commercial_partner_id": 1,
    "customer_status": "transacting",
}
FIGURES = {
    "won_status": "won",
    "opportunity_state": "won",
    "prorated_revenue": 1e9,
    "date_closed": "2020-01-01",
    "day_close": 1.0,
    "date_last_stage_update": "2020-01-01",
    "date_conversion": "2020-01-01",
}


@tagged("post_install", "-at_install")
class TestGuardedCustomer(GuardCommon):
    """Whose customer it is (RES-1; security.md 6, 6b, 6c, 15, 15e, N2, N5, N19)."""

    def test_kept_fields(self):
        """K3D-1: neither of a shared customer nor of one's own."""
        for name, value in FORGED.items():
            self._assert_kept(self.shared, {name: value})
            self._assert_kept(self.own.with_user(self.other_seller), {name: value})

    def test_sharing_is_not_owning(self):
        """RES-1: to edit does not move, archive or dissolve the customer."""
        for vals in (
            {"user_id": self.other_seller.id},
            {"parent_id": self.own.id},
            {"is_company": False},
            {"active": False},
        ):
            self._assert_kept(self.shared, vals)
        moved = {"is_company": False, "parent_id": self.own.id, "vat": False}
        with self.assertRaises(AccessError), mute_logger(RULES):
            self.shared.write(moved)

        self.shared.write({"street": "Dock Road 1", "user_id": self.seller.id})
        self.assertEqual(self.customer.street, "Dock Road 1")

    def test_contact_is_not_moved(self):
        """security.md 15e: the contact of a customer that is shared."""
        contact = self.Partner.create({"name": "Li Na", "parent_id": self.customer.id})

        self._assert_kept(
            contact.with_user(self.other_seller),
            {"parent_id": self.own.id},
        )

    def test_nobody_is_not_moved(self):
        """security.md N19: a customer of nobody does not become one's contact."""
        nobody = self._create_customer("Nobody's Hinges", self.seller.browse())

        self._assert_kept(
            nobody.with_user(self.other_seller),
            {"is_company": False, "parent_id": self.own.id},
        )

    def test_company_or_person(self):
        """Issue 16: once entered, General Affairs corrects it, nobody else."""
        person = self.Partner.create({"name": "Li Na", "parent_id": self.customer.id})
        # what the request before has entered
        self.env.cr.cache.pop(ENTERED, None)
        self.seller.sales_manager_id = self.director
        for user in (self.seller, self.director):
            self._assert_kept(person.with_user(user), {"is_company": True})
            self._assert_kept(self.customer.with_user(user), {"is_company": False})
        person.with_user(self.office).write({"is_company": True})
        self.assertTrue(person.is_company)

        # what one is just entering is not entered yet
        own = self.Partner.with_user(self.seller).create({"name": "New Hinges"})
        own.is_company = True

    def test_company_of_others(self):
        """security.md N5: not into a company where its people do not see it."""
        company = self.env["res.company"].create({"name": "Second"})

        for customer in (self.shared, self.own.with_user(self.other_seller)):
            self._assert_kept(customer, {"company_id": company.id})

    def test_owner_may(self):
        """RES-1: the responsible person archives, moves a contact of two customers."""
        own = self.own.with_user(self.other_seller)
        second = self._create_customer("Second Valves", self.other_seller)
        contact = self.Partner.create({"name": "Li Na", "parent_id": self.own.id})

        contact.with_user(self.other_seller).write({"parent_id": second.id})
        own.action_archive()

        self.assertEqual(contact.parent_id, second)
        self.assertFalse(self.own.active)


@tagged("post_install", "-at_install")
class TestGuardedMessages(GuardCommon):
    """Who wrote a message and who was told: what the system writes (issue 16)."""

    def test_nobody_hidden_is_named(self):
        """CAR-7: no author, no receiver, no answer that one does not see."""
        hidden = self._create_customer("Hidden Pumps", self.seller)
        theirs = hidden.message_post(body="Secret")
        message = self.own.with_user(self.other_seller).message_post(body="Mine")
        notes = self.env["mail.notification"].with_user(self.other_seller)
        answering = message.with_context(default_parent_id=theirs.id)
        row = {"mail_message_id": message.id}
        for step in (
            lambda: notes.create({**row, "res_partner_id": hidden.id}),
            lambda: message.write({"author_id": hidden.id}),
            lambda: message.copy({"author_id": hidden.id}),
            lambda: message.copy({"parent_id": theirs.id}),
            lambda: message.create({"body": "x", "author_id": hidden.id}),
            lambda: answering.create({"body": "x"}),
        ):
            with self.assertRaises(UserError), mute_logger(RULES):
                step()


@tagged("post_install", "-at_install")
class TestGuardedWork(GuardCommon):
    """Whose opportunity and quotation it is (security.md N9, N10, N12, 27c, 33)."""

    def test_opportunity_is_not_taken(self):
        """RES-1: neither its salesperson nor its customer by who may edit it."""
        for vals in (
            {"user_id": self.other_seller.id},
            {"partner_id": self.own.id},
            {"active": False},
        ):
            self._assert_kept(self.shared_lead, vals)

        self.shared_lead.write({"expected_revenue": 5.0, "user_id": self.seller.id})
        self.assertEqual(self.lead.expected_revenue, 5.0)

    def test_figures_are_kept(self):
        """security.md N10: what the funnel counts is the system's."""
        lead = self.own_lead.with_user(self.other_seller)
        for name, value in FIGURES.items():
            self._assert_kept(lead, {name: value})

    def test_given_away_by_who_assigns(self):
        """K3D-3: not by the salesperson; by their superior."""
        lead = self.own_lead.with_user(self.other_seller)
        self._assert_kept(lead, {"user_id": self.seller.id})

        (self.seller | self.other_seller).sales_manager_id = self.clerk
        self.own_lead.with_user(self.clerk).write({"user_id": self.seller.id})

        self.assertEqual(self.own_lead.user_id, self.seller)

    def test_link_to_a_hidden_customer(self):
        """CAR-7: over a default of the context too (security.md N3)."""
        hidden = self._create_customer("Hidden Locks", self.seller)
        for model, vals in (
            ("crm.lead", {"name": "New", "partner_id": hidden.id}),
            ("crm.lead.share", {}),
            ("crm.customer.bin", {"partner_ids": [Command.link(hidden.id)]}),
        ):
            records = self.env[model].with_user(self.other_seller)
            default = records.with_context(default_partner_ids=hidden.ids)
            if vals:
                with self.subTest(model=model), self._denied():
                    records.create(vals)
            elif "partner_ids" in records._fields:
                with self.subTest(model=model, default=True), self._denied():
                    default.create({})

    def test_part_stays_with_its_whole(self):
        """security.md 27c: a line is neither made on nor moved to another's order."""
        own = self._create_order(self.own, self.other_seller)
        foreign = self._create_order(self.customer, self.seller)
        self.env["crm.customer.grant"].search(
            [("partner_id", "=", self.customer.id)]
        ).unlink()
        line = own.order_line.with_user(self.other_seller)
        vals = {"order_id": foreign.id, "price_unit": -9000.0}

        with self.assertRaises(UserError):
            line.write(vals)
        with self._denied():
            line.copy(vals)
        with self._denied():
            line.create({"product_id": self.product.id, **vals})
        with self.assertRaises(UserError):
            own.with_user(self.other_seller).write(
                {"order_line": [Command.link(foreign.order_line.id)]}
            )

        self.assertEqual(foreign.amount_untaxed, 100.0)

    def test_what_invoicing_notes(self):
        """security.md 2, 10, N24: sums, down payments and keys are not typed."""
        order = self._create_order(self.own, self.other_seller)
        line = order.order_line.with_user(self.other_seller)
        extra = {"manual_total_excluded_currency": 1.0}
        for vals in ({"extra_tax_data": extra}, {"is_downpayment": True}):
            with self.subTest(vals=vals), self._assert_refused("cannot be set"):
                line.write(vals)
            with self.subTest(vals=vals), self._assert_refused("cannot be set"):
                order.with_user(self.other_seller).write(
                    {"order_line": [Command.update(line.id, vals)]}
                )
        with self._assert_refused("cannot be set"):
            order.with_user(self.other_seller).write({"access_token": "abc"})

    def test_discount_and_down_payment_work(self):
        """K3Q-1: Odoo's own dialogues keep what people may not type."""
        order = self._create_order(self.own, self.other_seller)
        order.company_id.sale_discount_product_id = self.product.create(
            {"name": "Discount", "type": "service", "invoice_policy": "order"}
        )
        dialogue = self.env["sale.order.discount"].with_user(self.other_seller)
        dialogue.create(
            {
                "sale_order_id": order.id,
                "discount_type": "so_discount",
                "discount_percentage": 0.1,
            }
        ).action_apply_discount()

        self.assertEqual(order.amount_untaxed, 90.0)

    def test_contact_record_that_is_rewritten(self):
        """security.md N23: what it said before stays in its course."""
        record = self.env["crm.contact.record"].with_user(self.other_seller)
        record = record.create(
            {
                "partner_id": self.own.id,
                "way_id": self.env.ref("mail.mail_activity_data_call").id,
                "summary": "Wants 500 hinges",
            }
        )
        record = record.with_context(tracking_disable=False, mail_notrack=False)
        self._run_precommit()

        record.summary = "Wants nothing"
        self._run_precommit()

        kept = record.sudo().message_ids.tracking_value_ids
        self.assertEqual(kept.mapped("old_value_text"), ["Wants 500 hinges"])

    def test_contact_record_comes_from_its_activity(self):
        """security.md N23: which call it was is told when it is entered."""
        record = self.env["crm.contact.record"].with_user(self.other_seller)
        record = record.create(
            {
                "partner_id": self.own.id,
                "way_id": self.env.ref("mail.mail_activity_data_call").id,
                "summary": "Wants 500 hinges",
            }
        )
        done = record.activity_id
        other = self.own.activity_schedule("mail.mail_activity_data_call")

        with self._assert_refused("cannot be set"):
            record.write({"activity_id": other.id})

        self.assertTrue(done)
        self.assertEqual(record.activity_id, done)

    def test_filter_of_everybody(self):
        """security.md N14: nobody hides customers by a default filter."""
        filters = self.env["ir.filters"].with_user(self.other_seller)
        vals = {"name": "Nothing", "model_id": "res.partner", "is_default": True}
        vals["domain"] = "[('id', '=', 0)]"
        with self._denied():
            filters.create({**vals, "user_ids": False})
        own = filters.create({**vals, "user_ids": [Command.link(filters.env.uid)]})
        with self._denied():
            own.write({"user_ids": [Command.clear()]})
        self.assertTrue(own.is_default)

    def _run_precommit(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def _create_order(self, customer, user):
        return self.env["sale.order"].create(
            {
                "partner_id": customer.id,
                "user_id": user.id,
                "order_line": [Command.create({"product_id": self.product.id})],
            }
        )

    def _denied(self):
        return self.assertRaises(AccessError)
