from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tests import tagged

from ..tools.holder import HANDED_OVER
from .common import PipelineCommon
from .fake_models import FakeModelsCommon

CALL = "mail.mail_activity_data_call"


class FakeCrate(models.Model):
    """Work whose responsible person is no column, and whose customer is another's."""

    _module = None
    _name = "jl.fake.crate"
    _description = "Crate"
    _inherit = ["customer.work.mixin"]

    _work_user_field = "keeper_id"
    _work_customer_field = "owner_id"

    parcel_id = fields.Many2one("jl.fake.parcel")
    owner_id = fields.Many2one(related="parcel_id.receiver_id")
    keeper_id = fields.Many2one(related="parcel_id.driver_id", readonly=False)


@tagged("post_install", "-at_install")
class TestWorkTransfer(FakeModelsCommon):
    """Very many records given to others in a few statements."""

    fake_models = (*FakeModelsCommon.fake_models, FakeCrate)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.lead = cls._create_opportunity(cls.customer)

    def _move(self, record, giver=None, receiver=None):
        giver, receiver = giver or self.seller, receiver or self.other_seller
        record._work_transfer_many([(one.id, giver.id, receiver.id) for one in record])

    def test_a_column_is_written_at_once(self):
        """HUA-6: one set of statements, however many records there are."""
        parcels = self.Parcel.create(
            [{"receiver_id": self.customer.id, "driver_id": self.seller.id}] * 20
        )

        self._assert_same_cost(
            lambda: self._move(parcels[:2]), lambda: self._move(parcels)
        )

        self.assertEqual(parcels.driver_id, self.other_seller)

    def test_what_is_no_column_is_written_by_the_orm(self):
        """HUA-6: a related field moves what it leads to."""
        parcel = self._create_parcel(
            receiver_id=self.customer.id, driver_id=self.seller.id
        )
        crates = self.env["jl.fake.crate"]
        crate = crates.create({"parcel_id": parcel.id})

        self.assertEqual(
            crates._find_work_pairs(Domain("id", "=", crate.id)),
            [(crate.id, self.customer.id)],
        )
        self._move(crate)

        self.assertEqual(parcel.driver_id, self.other_seller)

    def test_a_method_of_its_own_is_used(self):
        """HUA-6: requests to convert are moved as they say themselves."""
        request = self._create_request(self.customer).sudo()

        self._move(request)

        self.assertFalse(request._is_moved_in_bulk())
        self.assertEqual(request.user_id, self.other_seller)

    def test_nothing_to_move(self):
        """HUA-6: nothing is sent."""
        count = self._count_queries(lambda: self.Parcel._work_transfer_many([]))
        self.assertEqual(count, 0)
        self.Partner._change_holders([], HANDED_OVER)

    def test_pairs_of_records_and_customers(self):
        """HUA-6: of contacts their company; of activities what they are on."""
        person = self._create_person(parent_id=self.customer.id)
        self.lead.partner_id = person
        on_lead = self.lead.activity_schedule(CALL, user_id=self.seller.id)
        on_customer = self.customer.activity_schedule(CALL, user_id=self.seller.id)
        on_product = self.product.product_tmpl_id.activity_schedule(
            CALL, user_id=self.seller.id
        )
        start = fields.Datetime.now() + timedelta(days=1)
        meeting = self.env["calendar.event"].create(
            {
                "name": "Visit",
                "start": start,
                "stop": start + timedelta(hours=1),
                "opportunity_id": self.lead.id,
                "partner_ids": person.ids,
            }
        )
        expected = {
            self.lead: {self.customer.id},
            on_lead: {self.customer.id},
            on_customer: {self.customer.id},
            on_product: {None},
            meeting: {self.customer.id},
        }
        for record, customers in expected.items():
            pairs = record._find_work_pairs(Domain("id", "=", record.id))
            with self.subTest(record=record):
                self.assertEqual({customer for _id, customer in pairs}, customers)

    def test_kinds_divide_what_is_open(self):
        """HUA-3: quotations and orders, invoices that are due and that are not."""
        quotation = self._create_order(self.customer)
        order = self._confirm_order(self.customer)
        for model, mine in (("sale.order", quotation | order), ("crm.lead", self.lead)):
            records = self.env[model]
            known = Domain("id", "in", mine.ids) & records._work_open_domain()
            found = [
                records.search(known & part)
                for _kind, _name, part, _heading in records._get_work_kinds()
            ]
            with self.subTest(model=model):
                self.assertEqual(records.union(*found), mine)
                self.assertEqual(sum(map(len, found)), len(mine))

    def test_worth_in_the_currency_of_the_company(self):
        """HUA-5: altogether, and of each record."""
        company = self.env.company.currency_id
        other = self.env["res.currency"].create(
            {"name": "JLX", "symbol": "x", "rate_ids": [(0, 0, {"rate": 4.0})]}
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Other", "currency_id": other.id}
        )
        order = self._create_order(self.customer, 400, pricelist_id=pricelist.id)
        self.assertNotEqual(order.currency_id, company)

        count, amount = order._measure_work(Domain("id", "=", order.id))

        self.assertEqual((count, amount), (1, 100))
        self.assertEqual(order._list_work_amounts(order.ids), {order.id: 100})
        self.assertEqual(self.Parcel._list_work_amounts([1]), {})

    def test_back_only_what_is_still_theirs(self):
        """HUA-6: what was passed on meanwhile, or is no more, stays."""
        second = self.lead.copy({"user_id": self.seller.id})
        moves = [
            (one, self.seller.id, self.other_seller.id)
            for one in (*self.lead.ids, *second.ids, 0)
        ]
        self.lead._work_transfer_many(moves[:2])
        second.user_id = self.clerk

        back = self.lead._turn_moves(moves)

        self.assertEqual(back, [(self.lead.id, self.other_seller.id, self.seller.id)])
        self.assertEqual(self.lead._turn_moves([]), [])

    def test_customers_with_their_people(self):
        """HUA-6: a contact of somebody else's stays with them, all see the new one."""
        mine, theirs = (
            self._create_person(f"Person {n}", parent_id=self.customer.id)
            for n in range(2)
        )
        theirs.user_id = self.clerk

        self.Partner._change_holders(
            [(self.customer.id, self.seller.id, self.other_seller.id)], HANDED_OVER
        )

        self.assertEqual((self.customer | mine).user_id, self.other_seller)
        self.assertEqual(theirs.user_id, self.clerk)
        for partner in self.customer | mine | theirs:
            self.assertEqual(partner.customer_holder, self.other_seller.id)


@tagged("post_install", "-at_install")
class TestInvoiceTransfer(PipelineCommon):
    def test_invoices(self):
        """HUA-3: by whether they are overdue; the department follows."""
        if "account.move" not in self.env or not self.env["account.journal"].search(
            [("type", "=", "sale")], limit=1
        ):
            self.skipTest("nothing is invoiced here")
        team = self.env["crm.team"].create(
            {"name": "North", "member_ids": self.other_seller.ids}
        )
        customer = self._create_customer()
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": customer.id,
                "invoice_user_id": self.seller.id,
                "invoice_date_due": "2020-01-01",
                "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": 10})],
            }
        )
        kinds = {kind: part for kind, _n, part, _h in invoice._get_work_kinds()}
        self.assertEqual(set(kinds), {"account.move", "account.move:overdue"})
        self.assertTrue(invoice.filtered_domain(kinds["account.move"]))

        invoice._work_transfer_many(
            [(invoice.id, self.seller.id, self.other_seller.id)]
        )

        self.assertEqual(invoice.invoice_user_id, self.other_seller)
        self.assertEqual(invoice.team_id, team)
