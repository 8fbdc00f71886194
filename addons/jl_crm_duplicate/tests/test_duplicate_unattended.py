from unittest.mock import patch

from odoo.tests import new_test_user, tagged

from .common import NAME, OTHER, PHONE, DuplicateCommon


@tagged("post_install", "-at_install")
class TestDuplicateUnattended(DuplicateCommon):
    """Where nobody is there to answer, nothing is lost (DUP-3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(NAME, phone=PHONE, user_id=cls.holder.id)
        cls.env.cr.flush()

    def _find_note(self, partner):
        self.env.cr.flush()
        notes = partner.sudo().message_ids.filtered(
            lambda one: "Was created automatically" in (one.body or "")
        )
        self.assertNotIn("8812", "".join(notes.mapped("body")))
        return notes

    def test_superuser_and_public_get_a_note(self):
        """DUP-3: the record goes in, its chatter names whom it looks like."""
        public = self.env.ref("base.public_user")
        portal = new_test_user(self.env, "dup_portal", groups="base.group_portal")
        routes = {
            "superuser": self.Partner,
            "public": self.Partner.with_user(public).sudo(),
            "portal": self.Partner.with_user(portal).sudo(),
        }
        for route, partners in routes.items():
            with self.subTest(route=route):
                twin = partners.create({"name": NAME, "phone": PHONE})
                [note] = self._find_note(twin)
                self.assertIn(NAME, note.body)
                self.assertIn(self.holder.name, note.body)

    def test_one_note_for_what_is_new(self):
        """DUP-3: a job that writes a record again and again says it once."""
        other = self._create_customer(OTHER)
        self.assertFalse(self._find_note(other))
        other.phone = PHONE
        self.assertEqual(len(self._find_note(other)), 1)

        other.write({"phone": "0760-88123456", "city": "中山市"})

        self.assertEqual(len(self._find_note(other)), 1)

    def test_what_is_deleted_again_needs_no_note(self):
        """DUP-3: nothing breaks at the end of the transaction."""
        self._create_customer(NAME).unlink()
        self.env.cr.flush()

    def test_data_of_addons_is_let_in(self):
        """DUP-3: nobody looks through demo data."""
        with patch.object(self.env.registry, "ready", False):
            twin = self.Partner.create({"name": NAME, "is_company": True})
            twin.write({"name": f"{NAME} "})
            self.env.cr.flush()
        self.assertFalse(self._find_note(twin))

    def test_mail_gateway_loses_nothing(self):
        """DUP-3: a mail makes a lead, and of the lead a customer."""
        domain = self.env["mail.alias.domain"].create({"name": "dup.example"})
        self.env["mail.alias"].create(
            {
                "alias_domain_id": domain.id,
                "alias_name": "dup-leads",
                "alias_model_id": self.env.ref("crm.model_crm_lead").id,
            }
        )
        mail = (
            f"From: {NAME} <sales@songda.example>\nTo: dup-leads@dup.example\n"
            "Message-Id: <dup-1@songda.example>\nSubject: Enquiry\n\nHello"
        )
        gateway = self.env["mail.thread"].with_user(self.env.ref("base.user_root"))
        lead = self.env["crm.lead"].browse(gateway.message_process(False, mail))
        self.assertEqual(lead.email_normalized, "sales@songda.example")

        lead._handle_partner_assignment(create_missing=True)

        self.assertEqual(len(self._find_note(lead.partner_id)), 1)

    def test_cron_of_a_person_loses_nothing(self):
        """DUP-3: a job asks nobody, whoever it runs as."""
        cron = self.env["ir.cron"].create(
            {
                "name": "Entering customers",
                "model_id": self.env.ref("base.model_res_partner").id,
                "state": "code",
                "code": f"model.create({{'name': '{NAME}', 'is_company': True}})",
                "user_id": self.seller.id,
                "interval_type": "days",
            }
        )
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()

        twin = self.Partner.search([("name", "=", NAME)]) - self.customer
        self.assertEqual(len(self._find_note(twin)), 1)

    def test_mass_conversion_asks_nobody(self):
        """DUP-3: one lead that looks like a customer does not hold up the others."""
        leads = self.env["crm.lead"].create(
            [
                {"name": name, "partner_name": name, "type": "lead"}
                for name in (NAME, OTHER)
            ]
        )
        windows = self.env["crm.lead2opportunity.partner.mass"].with_context(
            active_model="crm.lead", active_ids=leads.ids
        )
        admin = self.env.ref("base.user_admin")
        values = {"deduplicate": False, "action": "each_exist_or_create"}

        windows.with_user(admin).create(values).action_mass_convert()

        self.assertEqual(leads.mapped("type"), ["opportunity"] * 2)
        twin, other = leads.mapped("partner_id.commercial_partner_id")
        self.assertEqual(len(self._find_note(twin)), 1)
        self.assertFalse(self._find_note(other))

    def test_merge_asks_nobody(self):
        """DUP-3: the survivor may take over what a third one has."""
        third = self._create_customer(OTHER, phone="0756-3322110")
        source = self._create_customer("恒达", email="a@hengda.example")
        admin = self.env.ref("base.user_admin")
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(admin)
        source.write({"phone": third.phone})

        wizard._merge((self.customer | source).ids, self.customer.with_user(admin))

        self.assertFalse(source.exists())
