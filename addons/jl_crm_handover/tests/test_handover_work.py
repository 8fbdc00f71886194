import random

from odoo.tests import tagged

from odoo.addons.jl_crm_pipeline.tests.fake_models import FakeModelsCommon

from .common import CALL, HandoverCommon

SEED = 20081125
ROUNDS = 4


@tagged("post_install", "-at_install")
class TestHandoverWork(HandoverCommon, FakeModelsCommon):
    def test_model_of_another_addon_joins_by_itself(self):
        """HUA-6: a fake one that inherits the mixin, without a line of ours."""
        parcel = self._create_parcel(
            receiver_id=self.plain.id, driver_id=self.seller.id
        )
        other = self._create_parcel(receiver_id=self.plain.id, driver_id=self.clerk.id)
        handover = self._start(self._create_handover())
        line = handover.line_ids.filtered(lambda one: one.kind == "jl.fake.parcel")
        self.assertEqual((line.count, line.heading), (1, "resources"))
        self._settle(handover)
        handover.action_to_signing()

        self._sign(handover)

        self.assertEqual(parcel.driver_id, self.other_seller)
        self.assertEqual(other.driver_id, self.clerk)
        moves = self.env["crm.handover.move"].search(
            [("handover_id", "=", handover.id), ("model", "=", "jl.fake.parcel")]
        )
        self.assertEqual(moves.mapped("res_id"), parcel.ids)

    def _generate(self, draw):
        """Make a base of customers with work, by chance; some open, some not."""
        customers = self.Partner.browse()
        for number in range(draw.randint(2, 6)):
            customer = self._create_customer(
                f"Works {draw.random()} {number}", user_id=self.seller.id
            )
            customers |= customer
            for _lead in range(draw.randint(0, 4)):
                user = draw.choice([self.seller, self.seller, self.clerk])
                lead = self._create_opportunity(
                    customer,
                    user_id=user.id,
                    expected_revenue=draw.randint(0, 9999),
                )
                if draw.random() < 0.5:
                    lead.activity_schedule(CALL, user_id=user.id)
            for _order in range(draw.randint(0, 3)):
                order = self._create_order(
                    customer, draw.randint(1, 999), user_id=self.seller.id
                )
                draw.choice((lambda: None, order.action_confirm, order.action_cancel))()
            for _parcel in range(draw.randint(0, 2)):
                self._create_parcel(receiver_id=customer.id, driver_id=self.seller.id)
        return customers

    def _sum(self, customers, users):
        """Return {kind: (count, amount)} of what the users have open."""
        sums = {}
        for model in self.env["crm.handover"]._iter_work_models():
            domain = (
                model._work_open_domain()
                & model._work_customer_domain(customers)
                & model._work_user_domain(users)
            )
            for kind, _name, part, _heading in model._get_work_kinds():
                sums[kind] = model._measure_work(domain & part)
        return sums

    def test_sums_are_the_same_before_and_after(self):
        """HUA-6: for every kind, over bases made by chance; and after an undo."""
        draw = random.Random(SEED)
        for _round in range(ROUNDS):
            customers = self._generate(draw)
            receivers = self.other_seller | self.office
            handover = self._create_handover(customers)
            for row in handover.customer_ids:
                row.receiver_id = draw.choice(list(receivers))
            before = self._sum(customers, self.seller)
            everybody = self._sum(customers, self.env["res.users"].search([]))
            self._hand_over(handover)

            with self.subTest(handover=handover.name):
                self.assertEqual(self._sum(customers, receivers), before)
                empty = dict.fromkeys(before, (0, 0.0))
                self.assertEqual(self._sum(customers, self.seller), empty)
                self.assertEqual(
                    self._sum(customers, self.env["res.users"].search([])), everybody
                )
                for scope in handover.scope_ids:
                    self.assertEqual(scope.moved_count, scope.count, scope.name)
                handover.action_undo()
                self.assertEqual(self._sum(customers, self.seller), before)
