from odoo.tests import HttpCase, tagged

from .common import HandoverCommon


class HandoverTourCase(HandoverCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = cls.seller | cls.other_seller | cls.director | cls.manager
        cls._speak("en_US", people)
        cls._create_opportunity(cls.plain, expected_revenue=500)
        cls._create_opportunity(cls.key, expected_revenue=250)

    def _tour(self, name, user, handover):
        path = f"/odoo/handovers/{handover.id}"
        self.start_tour(path, f"jl_crm_handover_{name}", login=user.login)
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestHandoverTours(HandoverTourCase):
    def test_cards(self):
        """HUA-5: the handovers as cards, as a phone shows them."""
        self._create_handover()

        self.start_tour(
            "/odoo/handovers", "jl_crm_handover_cards", login=self.manager.login
        )

    def test_plan(self):
        """HUA-5: sales management fills the list, looks at what moves and starts."""
        handover = self._create_handover(
            self.key.browse(), receiver_ids=self.other_seller.ids
        )

        self._tour("plan", self.manager, handover)

        self.assertEqual(handover.state, "in_progress")
        self.assertEqual(handover.customer_ids.receiver_id, self.other_seller)
        self.assertTrue(handover.line_ids)

    def test_checklist(self):
        """HUA-2, HUA-3: both sides work it through; one item goes back."""
        handover = self._start(self._create_handover())

        self._tour("attend", self.director, handover)
        self._tour("give", self.seller, handover)
        self._tour("send_back", self.other_seller, handover)

        general = handover.line_ids.filtered(lambda line: not line.is_key)
        back = general.filtered("objection")
        self.assertEqual(back.name, "Write-off requests")
        self.assertEqual(back.objection, "Two requests are missing")
        self.assertTrue(all((general - back).mapped("is_received")))
        self.assertEqual(
            len(handover.line_ids.filtered(lambda one: one.is_key and one.is_given)), 1
        )

    def test_three_people_one_customer(self):
        """HUA-2: item by item, each on one screen, and the button that stands out."""
        handover = self._start(self._create_handover(self.key))
        self._as_giver_and_receiver(handover)

        self._tour("attend", self.director, handover)
        self._tour("one_by_one", self.seller, handover)
        self._tour("one_by_one", self.other_seller, handover)
        self._tour("one_by_one", self.director, handover)

        self.assertFalse(handover._get_unsettled())
        self.assertEqual(handover.with_user(self.seller).next_step, "to_signing")

    def _as_giver_and_receiver(self, handover):
        """All but two items are done already."""
        self._settle(handover)
        items = handover.line_ids.filtered("is_key")[:2]
        marks = ("is_given", "is_received", "is_witnessed")
        items._as_system()._write_system(dict.fromkeys(marks, False))
        handover._write_system({"attended_until": False})

    def test_witness_and_sign(self):
        """HUA-2, HUA-4, HUA-6: the supervisor's mark, three logins, done, assessed."""
        handover = self._start(self._create_handover())
        self._settle(handover)
        last = handover.line_ids.filtered("is_key")[0]
        last.with_user(self.director).action_witness()

        self._tour("witness", self.director, handover)
        for user in (self.seller, self.other_seller, self.director):
            self._tour("sign", user, handover)
        self.assertEqual((self.plain | self.key).user_id, self.other_seller)
        self._tour("assess", self.manager, handover)

        self.assertEqual(handover.remarks, "Complete and in time")


@tagged("post_install", "-at_install")
class TestHandoverOnPhone(HandoverTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_checklist(self):
        """HUA-2, IMP-7: the checklist is read on a phone."""
        handover = self._start(self._create_handover())
        key = handover.line_ids.filtered("is_key")
        self._attend(handover)
        key[0].with_user(self.seller).action_give()

        self._tour("phone", self.seller, handover)
