from odoo.tests import tagged

from .merge_common import MergedPairCommon


@tagged("post_install", "-at_install")
class TestPartnerMerge(MergedPairCommon):
    """What a merge does (K3D-5)."""

    def test_survivor_gets_what_it_lacks(self):
        """K3D-5: the survivor's value counts, else the first one that is filled."""
        third = self._create_customer("Third", email="b@songda.example", website="x.cn")
        self._merge(self.kept, self.gone, third)
        self.assertEqual(self.kept.phone, "0760-88120001")
        self.assertEqual(self.kept.email, "a@songda.example")
        self.assertEqual(self.kept.website, "http://x.cn")

    def test_chosen_field(self):
        """K3D-5: each field can be chosen, an empty one too."""
        self._merge(self.kept, self.gone, phone=self.gone, email=self.kept)
        self.assertEqual(self.kept.phone, "0760-88120002")
        self.assertFalse(self.kept.email)

    def test_address_goes_together(self):
        """K3D-5: an address is one value, so that no two are mixed."""
        self.kept.city = "Zhongshan"
        self.gone.write({"city": "Foshan", "street": "Main Street 1"})
        self._merge(self.kept, self.gone)
        self.assertEqual((self.kept.city, self.kept.street), ("Zhongshan", False))

    def test_loser_keeps_its_row(self):
        """K3D-5: the loser is archived and else as it was."""
        before = self.gone.read(["name", "phone", "email", "ref"])
        self._merge(self.kept, self.gone)
        self.assertFalse(self.gone.active)
        self.assertEqual(self.gone.merged_into_id, self.kept)
        self.assertEqual(self.gone.read(["name", "phone", "email", "ref"]), before)

    def test_people_follow(self):
        """K3D-5: people move with names and tax ID of their new company."""
        person = self._create_person(self.gone)
        self.kept.vat = "91442000MA12345678"
        self._merge(self.kept, self.gone)
        self.assertEqual(person.parent_id, self.kept)
        self.assertEqual(person.commercial_partner_id, self.kept)
        self.assertEqual(person.vat, self.kept.vat)
        self.assertEqual(person.complete_name, f"{self.kept.name}, 王丽")

    def test_links_of_all_sorts_move(self):
        """K3D-5: leads, messages, activities and files are the survivor's then."""
        lead = self.env["crm.lead"].create({"name": "x", "partner_id": self.gone.id})
        message = self.gone.message_post(body="hello")
        activity = self.gone.activity_schedule("mail.mail_activity_data_todo")
        self._merge(self.kept, self.gone)
        self.assertEqual(lead.partner_id, self.kept)
        self.assertEqual(message.res_id, self.kept.id)
        self.assertEqual(activity.res_id, self.kept.id)

    def test_picture_follows(self):
        """K3D-5: a survivor without a picture gets the loser's; else keeps its own."""
        image = (
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
            "awAAAABJRU5ErkJggg=="
        )
        self.gone.image_1920 = image
        merge = self._merge(self.kept, self.gone)
        self.assertTrue(self.kept.image_1920)
        merge.action_undo()
        self.assertFalse(self.kept.image_1920)
        self.assertTrue(self.gone.image_1920)

    def test_followers_are_united(self):
        """K3D-5: who follows twice is told of all that either was told of."""
        lead = self.env["crm.lead"].create({"name": "x"})
        first, second = self.env["mail.message.subtype"].search([], limit=2)
        lead.message_subscribe(self.kept.ids, first.ids)
        lead.message_subscribe(self.gone.ids, second.ids)
        merge = self._merge(self.kept, self.gone)
        follower = lead.message_follower_ids.filtered(
            lambda follower: follower.partner_id == self.kept
        )
        self.assertEqual(follower.subtype_ids, first | second)
        merge.action_undo()
        follower.invalidate_recordset()
        self.assertEqual(follower.subtype_ids, first)

    def test_same_bank_account(self):
        """K3D-5: the loser's double account stays with it, nothing is deleted."""
        accounts = self.env["res.partner.bank"].create(
            [
                {"acc_number": "62 22", "partner_id": partner.id}
                for partner in (self.kept, self.gone)
            ]
        )
        merge = self._merge(self.kept, self.gone)
        self.assertEqual(accounts.partner_id, self.kept | self.gone)
        line = merge.conflict_ids.filtered(lambda c: c.res_table == "res_partner_bank")
        self.assertEqual(line.row_count, 1)
        self.assertIn("account", line.solution)

    def test_aliases_find_the_survivor(self):
        """K3D-5, DUP-4: old name, phone, mail and code find the one that remains."""
        self._merge(self.kept, self.gone)
        self.assertIn(self.kept, self._find(name="Songda Ltd"))
        self.assertIn(self.kept, self._find(name="x", phone="0760 8812 0002"))
        self.assertNotIn(self.gone, self._find(name="Songda Ltd"))
        self._assert_in_line()
        found = self.Partner.name_search("OLD-7")
        self.assertEqual([partner_id for partner_id, _name in found], self.kept.ids)

    def test_replaced_name_is_an_alias(self):
        """K3D-5: a survivor that gets another name is found by its own as well."""
        old = self.kept.name
        self._merge(self.kept, self.gone, name=self.gone)
        self.assertEqual(self.kept.name, "Songda Ltd")
        self.assertIn(old, self.kept.alias_ids.mapped("name"))

    def test_note_on_the_survivor(self):
        """K3D-5: the customer's own history tells of the merge."""
        merge = self._merge(self.kept, self.gone)
        body = self.kept.message_ids[0].body
        self.assertIn("Songda Ltd", body)
        self.assertIn(merge.name, body)
        merge.action_undo()
        self.assertIn("undone", self.kept.message_ids[0].body)

    def test_name_search_negative(self):
        """K3D-5: an alias widens no search for what a name is not."""
        self._merge(self.kept, self.gone)
        found = self.Partner.search([("display_name", "not ilike", "OLD-7")])
        self.assertIn(self.kept, found)

    def test_value_of_one_company_fills_the_gap(self):
        """K3D-5: in a company where the survivor has none the loser's value counts."""
        other = self.env["res.company"].create({"name": "Second Company"})
        self.kept.barcode = "K-1"
        self.gone.with_company(other).barcode = "G-2"
        self._merge(self.kept, self.gone)
        self.assertEqual(self.kept.barcode, "K-1")
        self.assertEqual(self.kept.with_company(other).barcode, "G-2")

    def test_links_lead_to_the_survivor(self):
        """K3D-5: the link in a mail opens who remains, after two merges as well."""
        last = self._create_customer("Last")
        self._merge(self.kept, self.gone)
        self._merge(last, self.kept)
        self.assertEqual(self.gone._get_access_action()["res_id"], last.id)
        self.assertEqual(self.gone.get_merge_survivor()["id"], last.id)
        self.assertFalse(last.get_merge_survivor())

    def test_smart_button(self):
        """K3D-5: the survivor counts its merges and lists them."""
        merge = self._merge(self.kept, self.gone)
        customer = self.kept.with_user(self.manager)
        self.assertEqual(customer.merge_count, 1)
        action = customer.action_view_merges()
        found = self.env["crm.partner.merge"].search(action["domain"])
        self.assertEqual(found, merge)

    def test_batch(self):
        """DUP-6, K3D-5: many groups at once, each with its own log."""
        groups = [
            (self._create_customer(f"A{number}"), self._create_customer(f"B{number}"))
            for number in range(3)
        ]
        merges = self.Partner.with_user(self.manager)._merge_customers(groups)
        self.assertEqual(merges.mapped("state"), ["done"] * 3)
        for survivor, loser in groups:
            self.assertEqual(loser.merged_into_id, survivor)
            self.assertEqual(len(survivor.message_ids.filtered("body")), 1)
        self.assertEqual(len(set(merges.mapped("name"))), 3)

    def test_empty_batch(self):
        """DUP-6: no groups, no merges."""
        merges = self.Partner.with_user(self.manager)._merge_customers([])
        self.assertFalse(merges)

    def test_statements_do_not_grow(self):
        """K3D-5: what moves takes as many statements for one group as for ten."""
        one = self._count_statements(1)
        ten = self._count_statements(10)
        self.assertLessEqual(ten, one + 10 * 4)

    def _count_statements(self, groups):
        partners = [
            (
                self._create_customer(f"{groups}A{n}"),
                self._create_customer(f"{groups}B{n}"),
            )
            for n in range(groups)
        ]
        self.env["crm.lead"].create(
            [{"name": "x", "partner_id": gone.id} for _kept, gone in partners]
        )
        self.env.flush_all()
        self.index._refresh_pending()
        merge = self.Partner.with_user(self.manager)._merge_customers
        return self._count_queries(lambda: merge(partners))
