import json

from odoo.tests import HttpCase, tagged

from .common import PipelineCommon

NOTICE = "jl_crm_pipeline.notice"


@tagged("post_install", "-at_install")
class TestNotices(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        # Odoo's default
        (cls.seller | cls.office | cls.other_seller).notification_type = "email"

    def _find_notifications(self, user):
        notifications = self.env["mail.notification"].sudo()
        return notifications.search([("res_partner_id", "=", user.partner_id.id)])

    def _find_notices(self, user):
        return self.env["res.users"].with_user(user).take_notices()

    def _count_pokes(self, user):
        # what goes over the bus is stored when the transaction is about to end
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].sudo().search([("id", "!=", 0)])
        channels = [
            json.loads(row.channel)
            for row in rows
            if json.loads(row.message)["type"] == NOTICE
        ]
        return sum(one[-2:] == ["res.partner", user.partner_id.id] for one in channels)

    def test_message_centre_whatever_the_default(self):
        """K3C-2, A06: Odoo's default is e-mail; the request lies in the centre."""
        self._create_request(self.customer)

        found = self._find_notifications(self.office)
        self.assertTrue(found)
        self.assertEqual(set(found.mapped("notification_type")), {"inbox"})

    def test_every_kind_of_notice(self):
        """K3D-3, K3D-4, A06: assigned and shared customers are told there too."""
        self.customer.with_user(self.office)._assign_to(self.other_seller)
        mine = self._create_customer("Valley Valves", user_id=self.seller.id)
        mine.with_user(self.seller)._share_with(
            self.other_seller, self.env["crm.team"], {"access": "read"}
        )

        found = self._find_notifications(self.other_seller)
        self.assertGreaterEqual(len(found), 2)
        self.assertEqual(set(found.mapped("notification_type")), {"inbox"})
        self.assertEqual(len(self._find_notices(self.other_seller)), len(found))

    def test_others_keep_their_setting(self):
        """A06: whoever sells nothing is told the way they have chosen."""
        plain = self._create_user("plain_colleague", "base.group_user")
        plain.notification_type = "email"
        self.customer.message_notify(partner_ids=plain.partner_id.ids, body="Hello")

        found = self._find_notifications(plain)
        self.assertEqual(found.notification_type, "email")

    def test_notice_names_the_customer(self):
        """K3C-4, ux.md 6: title, what was said, the customer, and where it leads."""
        request = self._create_request(self.customer)
        request.with_user(self.office).action_refuse("No order yet")

        notice = self._find_notices(self.seller)[-1]
        self.assertEqual(notice["customer"], self.customer.name)
        self.assertIn("No order yet", notice["text"])
        self.assertEqual(
            (notice["model"], notice["res_id"]), (request._name, request.id)
        )

    def test_who_follows_is_not_disturbed(self):
        """ux.md 6: a note that names nobody pops up for nobody."""
        self.customer.message_subscribe(self.seller.partner_id.ids)
        self.customer.with_user(self.office).message_post(
            body="Called", subtype_xmlid="mail.mt_comment"
        )

        self.assertFalse(self._find_notices(self.seller))
        self.assertTrue(self._find_notifications(self.seller))

    def test_kept_until_seen_and_shown_once(self):
        """CON-2: who is away is shown it at the next look, and never again."""
        self.customer.message_notify(
            partner_ids=self.seller.partner_id.ids, subject="Approved", body="Q1"
        )
        self.customer.message_notify(
            partner_ids=self.seller.partner_id.ids, subject="Refused", body="Q2"
        )
        self.assertEqual(self._count_pokes(self.seller), 2)
        self.assertFalse(self._find_notices(self.other_seller))

        shown = self._find_notices(self.seller)

        self.assertEqual([one["title"] for one in shown], ["Approved", "Refused"])
        self.assertFalse(self._find_notices(self.seller))
        # it lies in the message centre still
        found = self._find_notifications(self.seller)
        self.assertEqual(found.mapped("is_read"), [False, False])

    def test_what_was_read_is_not_shown(self):
        """CON-2: read in the message centre, or its record gone: no window."""
        self.customer.message_notify(
            partner_ids=self.seller.partner_id.ids, subject="Approved", body="Q1"
        )
        self._find_notifications(self.seller).is_read = True
        self.assertFalse(self._find_notices(self.seller))
        mine = self._create_customer("Valley Valves", user_id=self.seller.id)
        mine.message_notify(partner_ids=self.seller.partner_id.ids, body="Q2")
        mine.unlink()

        self.assertIsInstance(self._find_notices(self.seller), list)


@tagged("post_install", "-at_install")
class TestNoticeTour(PipelineCommon, HttpCase):
    def test_at_next_login(self):
        """CON-2: told while away; the window is there after the login, once."""
        self._speak("en_US", self.seller)
        customer = self._create_customer("Tour Pumps", user_id=self.seller.id)
        customer.message_notify(
            partner_ids=self.seller.partner_id.ids,
            subject="Quotation approved",
            body="It can be sent.",
        )

        for name in ("away", "again"):
            self.start_tour(
                "/odoo", f"jl_crm_pipeline_notice_{name}", login=self.seller.login
            )
