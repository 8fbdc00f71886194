from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from odoo.addons.jl_crm_base.tests.day_filters import DAYS, DayFilterMixin, to_hours

from .merge_common import MergeCommon


@tagged("post_install", "-at_install")
class TestPartnerMergeRules(DayFilterMixin, MergeCommon):
    """What can not be merged, and who may (K3D-5)."""

    def setUp(self):
        super().setUp()
        self.kept = self._create_customer("Kept")
        self.gone = self._create_customer("Gone")

    def _assert_refused(self, message, survivor=None, *losers):
        losers = losers or (self.gone,)
        with self.assertRaisesRegex(UserError, message):
            self._merge(survivor or self.kept, *losers)
        self.assertFalse(self.gone.merged_into_id)

    def test_own_company(self):
        """K3D-5: our own companies are not merged."""
        self._assert_refused("your own company", self.env.company.partner_id)

    def test_system_user(self):
        """K3D-5: the accounts that the system needs are not merged."""
        robot = self.env.ref("base.partner_root")
        self._assert_refused("belongs to the system", robot)

    def test_colleague(self):
        """K3D-5: a colleague is not archived; they may remain."""
        colleague = self.seller.partner_id
        self._assert_refused("colleague", self.kept, colleague)
        self._merge(colleague, self.kept)
        self.assertEqual(self.kept.merged_into_id, colleague)

    def test_two_logins(self):
        """K3D-5: two who both log in are not made one."""
        for partner in (self.kept, self.gone):
            new_test_user(
                self.env,
                f"portal_{partner.id}",
                groups="base.group_portal",
                partner_id=partner.id,
            )
        self._assert_refused("both have a login")

    def test_two_logins_of_one(self):
        """K3D-5: nor is one with two logins."""
        for number in range(2):
            new_test_user(
                self.env,
                f"portal_{number}",
                groups="base.group_portal",
                partner_id=self.gone.id,
            )
        self._assert_refused("both have a login")

    def test_login_moves(self):
        """K3D-5: one portal login goes over to the survivor."""
        user = new_test_user(
            self.env, "portal_x", groups="base.group_portal", partner_id=self.gone.id
        )
        merge = self._merge(self.kept, self.gone)
        self.assertEqual(user.partner_id, self.kept)
        merge.action_undo()
        self.assertEqual(user.partner_id, self.gone)

    def test_parent(self):
        """K3D-5: nobody is merged with the company they belong to."""
        person = self._create_person(self.kept)
        self._assert_refused("belongs to Kept", self.kept, person)
        self._assert_refused("belongs to Kept", person, self.kept)

    def test_contacts_of_two_companies(self):
        """K3D-5: the companies come before their people."""
        first, second = map(self._create_person, (self.kept, self.gone))
        self._assert_refused("is a contact of", first, second)
        self._merge(self.kept, self.gone)
        self._merge(first, second)
        self.assertEqual(second.merged_into_id, first)

    def test_person_into_contact(self):
        """K3D-5: a person that stands alone goes into the contact of a company."""
        person = self._create_person(self.kept)
        alone = self.Partner.create({"name": "王丽"})
        self._merge(person, alone)
        self.assertEqual(alone.merged_into_id, person)

    def test_companies_of_ours(self):
        """K3D-5: what one of our companies sees alone takes in no others'."""
        other = self.env["res.company"].create({"name": "Second Company"})
        self.kept.company_id = self.env.company
        self._assert_refused("visible only to")
        self.manager.company_ids |= other
        self.gone.company_id = other
        self._assert_refused("visible only to")
        third = self._create_customer("Third", company_id=self.env.company.id)
        shared = self._create_customer("Shared")
        self._assert_refused("different companies", shared, third, self.gone)

    def test_merged_already(self):
        """K3D-5: who was merged is not merged again."""
        self._merge(self.kept, self.gone)
        third = self._create_customer("Third")
        with self.assertRaisesRegex(UserError, "has already been merged into Kept"):
            self._merge(third, self.gone)

    def test_twice_in_a_batch(self):
        """DUP-6: nobody is in two groups of one batch, and nothing is half done."""
        third = self._create_customer("Third")
        with self.assertRaisesRegex(UserError, "more than one"):
            self.Partner.with_user(self.manager)._merge_customers(
                [(self.kept, self.gone), (third, self.gone)]
            )
        self.assertFalse(self.gone.merged_into_id)

    def test_survivor_of_the_group(self):
        """K3D-5: who remains is one of those that are merged."""
        merge = self._draft(self.kept, self.gone)
        merge.survivor_id = self._create_customer("Third")
        with self.assertRaisesRegex(UserError, "Choose which"):
            merge.action_merge()

    def test_one_customer(self):
        """K3D-5: a merge of one is none."""
        merge = self._draft(self.kept, self.gone)
        merge.partner_ids = self.kept
        with self.assertRaisesRegex(UserError, "at least two"):
            merge.action_merge()

    def test_nobody_else_merges(self):
        """K3D-5: on no route does anybody merge who may not decide on duplicates."""
        partners = (self.kept | self.gone).with_user(self.seller)
        with self.assertRaises(AccessError):
            partners.action_merge_customers()
        with self.assertRaises(AccessError):
            partners._merge_customers([(partners[0], partners[1])])
        with self.assertRaises(AccessError):
            self._draft(self.kept, self.gone, user=self.seller)
        merge = self._draft(self.kept, self.gone)
        for step in ("merge", "consent", "cancel", "undo", "plan"):
            with self.assertRaises(AccessError):
                getattr(merge.with_user(self.seller), f"action_{step}")()
        with self.assertRaises(AccessError):
            merge.with_user(self.seller).read(["name"])
        with self.assertRaises(AccessError):
            merge.plan_ids.with_user(self.seller).search([])

    def test_stock_merge(self):
        """K3D-5: Odoo's own merge asks for the same right."""
        self.seller.group_ids |= self.env.ref("base.group_partner_manager")
        wizards = self.env["base.partner.merge.automatic.wizard"]
        values = {
            "partner_ids": [(6, 0, (self.kept | self.gone).ids)],
            "dst_partner_id": self.kept.id,
        }
        with self.assertRaises(AccessError):
            wizards.with_user(self.seller).create(values).action_merge()
        wizards.with_user(self.manager).create(values).action_merge()
        self.assertFalse(self.gone.exists())

    def test_log_is_closed(self):
        """K3D-5: nobody writes the log, over whatever route, managers included."""
        self.env["crm.lead"].create({"name": "x", "partner_id": self.gone.id})
        merge = self._draft(self.kept, self.gone)
        merge.action_plan()
        self.assertTrue(merge.plan_ids)
        forged = {"jl_crm_base_move": True, "jl_crm_base_system": True}
        for vals in (
            {"state": "done"},
            {"state": "draft"},
            {"merged_by_id": self.seller.id},
            {"name": "x"},
            {"plan_ids": [(5,)]},
            {"undo_until": "2099-01-01"},
        ):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "buttons"):
                merge.write(vals)
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "buttons"):
                merge.with_context(**forged).write(vals)
        merges = merge.with_context(default_state="done")
        with self.assertRaisesRegex(UserError, "buttons"):
            merges.create({"state": "done"})

    def test_done_is_closed(self):
        """K3D-5: what was merged is not changed afterwards or deleted."""
        merge = self._merge(self.kept, self.gone)
        with self.assertRaisesRegex(UserError, "Only a draft"):
            merge.choices = {}
        with self.assertRaises(AccessError):
            merge.unlink()
        with self.assertRaisesRegex(UserError, "log of merges"):
            merge.sudo().unlink()
        with self.assertRaisesRegex(UserError, "is “Merged” and cannot become"):
            merge.action_merge()

    def test_draft_in_the_form(self):
        """K3D-5: another survivor chosen in the form counts what moves anew."""
        self.env["crm.lead"].create({"name": "x", "partner_id": self.gone.id})
        merge = (self.kept | self.gone).with_user(self.manager)._prepare_merge()
        self.assertEqual(merge.survivor_id, self.gone)
        self.assertNotIn("crm_lead", merge.plan_ids.mapped("res_table"))
        with Form(merge) as form:
            form.survivor_id = self.kept
            shown = form.comparison["members"]
            self.assertEqual(
                [member["id"] for member in shown], [self.kept.id, self.gone.id]
            )
        self.assertIn("crm_lead", merge.plan_ids.mapped("res_table"))
        self.assertEqual(merge.loser_ids, self.gone)

    def test_merges_of_this_month(self):
        """K3D-5: from the first midnight of the month where the company is."""
        moments = to_hours(DAYS)
        merges = self.env["crm.partner.merge"].create([{} for _moment in moments])
        for merge, moment in zip(merges, moments, strict=True):
            merge._write_system({"merged_by_id": self.manager.id, "merge_date": moment})
        self._assert_filter(
            "jl_crm_duplicate.crm_partner_merge_view_search",
            "this_month",
            dict(zip(merges, moments, strict=True)),
            lambda day, today: day >= today.replace(day=1),
        )
