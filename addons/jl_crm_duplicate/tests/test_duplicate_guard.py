from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged

from ..exceptions import DuplicateError
from .common import NAME, OTHER, PHONE, REASON, DuplicateCommon


@tagged("post_install", "-at_install")
class TestDuplicateGuard(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["crm.team"].create(
            {"name": "中山办事处", "member_ids": [(4, cls.holder.id)]}
        )
        cls.customer = cls._create_customer(NAME, phone=PHONE, user_id=cls.holder.id)
        cls.chief = cls._create_chief()
        cls.overrides = cls.env["crm.duplicate.override"]

    def _assert_refused(self, words, method, *args, **kwargs):
        with self.assertRaises(DuplicateError) as caught:
            method(*args, **kwargs)
        self.assertRegex(str(caught.exception), words)
        return caught.exception

    def test_certain_duplicate_is_refused_by_name_and_holder(self):
        """DUP-3: who it is, whose, where, why; and what to do."""
        error = self._assert_refused(
            "is already in the system", self._enter, "中山松大电子有限公司", phone=PHONE
        )

        status = self.customer._get_duplicate_status()
        for words in (NAME, self.holder.name, "中山办事处", status, "same phone"):
            self.assertIn(words, str(error))
        self.assertIn("Create in Spite of Duplicates", str(error))
        self.assertIs(error.context["may_go_on"], False)
        [row] = error.context["duplicates"]
        self.assertEqual(row["hits"][0]["partner_id"], self.customer.id)

    def test_reason_alone_does_not_make_it_two(self):
        """DUP-3: without the right no reason helps, nor any key of the context."""
        self._assert_refused("松大", self._enter, NAME, duplicate_reason=REASON)
        context = {
            "jl_crm_duplicate_mode": True,
            "install_mode": True,
            "import_file": True,
            "default_duplicate_reason": REASON,
        }
        partners = self.Partner.with_user(self.seller).with_context(**context)
        vals = {"name": NAME, "is_company": True}
        self._assert_refused("松大", partners.create, vals)

    def test_the_right_and_a_reason_make_it_two(self):
        """DUP-3: the reason is kept, with whom it looked like and who said so."""
        error = self._assert_refused("松大", self._enter, NAME, self.chief)
        self.assertIs(error.context["may_go_on"], True)
        self._assert_refused(
            "松大", self._enter, NAME, self.chief, duplicate_reason=" "
        )

        twin = self._enter(NAME, self.chief, duplicate_reason=REASON)

        self.assertRecordValues(
            self.overrides.search([("partner_id", "=", twin.id)]),
            [
                {
                    "customer_name": NAME,
                    "hit_id": self.customer.id,
                    "hit_name": NAME,
                    "verdict": "certain",
                    "reason": REASON,
                    "user_id": self.chief.id,
                    "holder": self.holder.name,
                }
            ],
        )
        note = twin.message_ids[:1]
        self.assertIn(REASON, note.body)
        self.assertIn(NAME, note.body)
        self.assertEqual(note.author_id, self.chief.partner_id)

    def test_likely_duplicate_wants_a_reason_of_anybody(self):
        """DUP-3: the same phone under another name."""
        vals = {"name": "恒达贸易行", "phone": "(0760) 88123456"}
        error = self._assert_refused("may already be in", self._enter, **vals)
        self.assertIs(error.context["may_go_on"], True)

        twin = self._enter(**vals, duplicate_reason=REASON)

        [kept] = self.overrides.search([("partner_id", "=", twin.id)])
        self.assertEqual((kept.verdict, kept.user_id), ("likely", self.seller))

    def test_related_and_possible_stop_nobody(self):
        """DUP-7: a branch, a namesake elsewhere, a person of the same name."""
        self._enter("中山市松大电子科技有限公司珠海分公司")
        self._enter("哈尔滨松大电子科技有限公司")
        person = {"name": "王伟"}
        people = self.Partner.with_user(self.seller).create([person])
        people |= self.Partner.with_user(self.seller).create([person])

        self.assertEqual(len(people), 2)

    def test_consequences_are_settings(self):
        """DUP-3: refuse, ask for a reason, only show; for certain and for likely."""
        self._set(certain_consequence="ask")
        self._assert_refused("松大", self._enter, NAME)
        self._enter(NAME, duplicate_reason=REASON)
        self._set(likely_consequence="show")
        self._enter("恒达贸易行", phone=PHONE)
        self._set(certain_consequence="show")
        self._enter(NAME)
        self._set(certain_consequence="whatever")
        self._assert_refused("Only users with the right", self._enter, NAME)

    def test_settings_page_keeps_scores_in_order(self):
        """DUP-3: a likely duplicate is less alike than a certain one."""
        form = Form(self.env["res.config.settings"])
        self.assertEqual(form.duplicate_certain_score, 88)
        form.duplicate_likely_score = 95
        with self.assertRaisesRegex(UserError, "Scores run from 1 to 100"):
            form.save()
        form.duplicate_likely_score = 70
        form.save().execute()
        self.assertEqual(self.env["crm.duplicate.policy"]._get_thresholds(), (88, 70))

    def test_write_is_asked_about_what_it_brings(self):
        """DUP-3: a renamed customer is checked; what was alike before is no news."""
        other = self._enter(OTHER)
        self._assert_refused("松大", other.write, {"name": NAME})
        twin = self._enter(NAME, self.chief, duplicate_reason=REASON)
        kept = self.overrides.search_count([])

        twin.with_user(self.seller).write({"city": "中山市", "name": NAME})
        twin.with_user(self.seller).write({"comment": "x", "phone": "13900139000"})

        self.assertEqual(self.overrides.search_count([]), kept)

    def test_write_of_the_same_values_costs_no_check(self):
        """DUP-3: a client that sends everything back is not asked."""
        other = self._enter(OTHER, phone="0756-3322110")
        analysis = self.env.registry["crm.duplicate.analysis"]

        with patch.object(analysis, "_find_saved") as find:
            other.write({"name": OTHER, "phone": "0756-3322110"})

        find.assert_not_called()

    def test_customer_taken_out_of_the_archive_is_checked(self):
        """DUP-3: what was entered anew meanwhile counts."""
        self.customer.active = False
        self._enter(NAME, self.chief, duplicate_reason=REASON)

        archived = self.customer.with_user(self.seller)
        self._assert_refused("松大", archived.action_unarchive)
        self.customer.with_user(self.seller).action_archive()

    def test_contact_added_later_checks_its_company(self):
        """DUP-4: the phone of a person tells that two companies are one."""
        other = self._enter(OTHER)
        people = self.Partner.with_user(self.seller)
        person = {"name": "李娜", "parent_id": other.id, "phone": PHONE}
        error = self._assert_refused(OTHER, people.create, person)
        self.assertIs(error.context["may_go_on"], True)

        people.create({**person, "duplicate_reason": REASON})
        # the company looks like the other one by now
        people.create({"name": "陈刚", "parent_id": other.id})

        self.assertEqual(self.overrides.search([])[0].partner_id, other)

    def test_contact_changed_later_checks_its_company(self):
        """DUP-4: a new number, and a person who changes company."""
        other = self._enter(OTHER)
        people = self.Partner.with_user(self.seller)
        person = people.create({"name": "李娜", "parent_id": other.id})
        self._assert_refused(OTHER, person.write, {"phone": PHONE})
        self.customer.email = "zhao@songda.example"
        mail = {"name": "赵敏", "email": "zhao@songda.example"}
        stranger = people.create({**mail, "duplicate_reason": REASON})

        self._assert_refused("远航", stranger.write, {"parent_id": other.id})

    def test_alias_checks_its_company(self):
        """DUP-4: a brand under which another company is known."""
        other = self._enter(OTHER)
        alias = {"name": "松大电子科技", "partner_id": other.id}
        aliases = self.env["res.partner.alias"].with_user(self.seller)
        self.customer.city = other.city = "中山市"
        self._assert_refused("松大", aliases.create, alias)
        error = self._assert_refused(
            "松大", other.write, {"alias_ids": [(0, 0, {"name": "松大电子科技"})]}
        )
        self.assertIs(error.context["may_go_on"], False)

        own = aliases.with_user(self.chief).create(
            {**alias, "duplicate_reason": REASON}
        )
        own.with_user(self.seller).write({"kind": "former"})
        own.with_user(self.seller).write({"name": "远航"})

        self._assert_refused(
            "松大", own.with_user(self.seller).write, {"name": "松大电子科技"}
        )

    def test_people_within_a_new_company_are_checked_with_it(self):
        """DUP-4: one refusal, one reason, for all that one form holds."""
        people = [(0, 0, {"name": "李娜", "phone": PHONE}), (0, 0, {"name": "陈刚"})]
        self._assert_refused(OTHER, self._enter, OTHER, child_ids=people)

        entered = self._enter(OTHER, child_ids=people, duplicate_reason=REASON)

        self.assertEqual(len(entered.child_ids), 2)
        [kept] = self.overrides.search([("partner_id", "=", entered.id)])
        self.assertEqual(kept.hit_id, self.customer)

    def test_of_equal_rows_the_first_goes_in(self):
        """DUP-3: a list over RPC is refused as a whole, each row named."""
        rows = [{"name": name, "is_company": True} for name in (OTHER, OTHER, NAME)]
        partners = self.Partner.with_user(self.seller)
        error = self._assert_refused("Row 3: 中山", partners.create, rows)

        self.assertEqual([row["row"] for row in error.context["duplicates"]], [2, 3])
        self.assertFalse(self.Partner.search([("name", "=", OTHER)]))
        self.assertEqual(len(partners.create(rows[:1])), 1)

    def test_long_list_of_refusals_is_cut(self):
        """DUP-3: the message names fifty rows; the client gets them all."""
        rows = [{"name": OTHER, "is_company": True}] * 60
        partners = self.Partner.with_user(self.seller)
        error = self._assert_refused("and 9 more rows", partners.create, rows)
        self.assertEqual(len(error.context["duplicates"]), 59)

    def test_hidden_hit_tells_no_more_than_it_must(self):
        """DUP-2, DUP-3: name, holder, department, status; no number, no id."""
        self._hide_from_others(
            "['|', ('user_id', '=', user.id), ('create_uid', '=', user.id)]"
        )
        error = self._assert_refused("responsible: dup", self._enter, NAME, phone=PHONE)

        self.assertNotIn("8812", str(error))
        [[hit]] = [row["hits"] for row in error.context["duplicates"]]
        self.assertTrue(hit.pop("access_token") and hit.pop("weights"))
        self.assertEqual(
            hit,
            {
                "partner_id": False,
                "lead_id": False,
                "display_name": NAME,
                "score": 100,
                "verdict": "certain",
                "verdict_label": "Certain",
                "reasons": ["same phone", "same name"],
                "holder": self.holder.name,
                "department": "中山办事处",
                "status": self.customer._get_duplicate_status(),
            },
        )

    def test_quick_create_is_checked_too(self):
        """DUP-3: a many2one that makes a customer of a name."""
        partners = self.Partner.with_user(self.seller)
        self._assert_refused("松大", partners.name_create, NAME)

    def test_colleagues_and_own_companies_are_nobody_s_duplicates(self):
        """DUP-3: users and companies are made as ever."""
        admin = self.env.ref("base.user_admin")
        for _number in range(2):
            self.env["res.company"].with_user(admin).create(
                {"name": f"{NAME}{_number}"}
            )
        user = new_test_user(self.env, "dup_admin", groups="base.group_system")
        users = self.env["res.users"].with_user(user)
        for login in ("a@songda.example", "b@songda.example"):
            users.create({"name": NAME, "login": login, "email": "a@songda.example"})

    def test_log_is_read_by_its_author_and_written_by_nobody(self):
        """DUP-3: managers read all of it; not even they change it."""
        self._enter(NAME, self.chief, duplicate_reason=REASON)
        kept = self.overrides.search([])
        manager = self.manager

        self.assertEqual(self.overrides.with_user(self.chief).search([]), kept)
        self.assertEqual(self.overrides.with_user(manager).search([]), kept)
        self.assertFalse(self.overrides.with_user(self.seller).search([]))
        self.assertNotIn("hit_id", kept.with_user(self.chief).fields_get())
        for operation in ("create", "write", "unlink"):
            self.assertFalse(kept.with_user(manager).has_access(operation))

    def test_log_outlives_the_customers(self):
        """DUP-3: who is deleted leaves the reason behind."""
        twin = self._enter(NAME, self.chief, duplicate_reason=REASON)
        twin.sudo().unlink()

        [kept] = self.overrides.search([("customer_name", "=", NAME)])
        self.assertFalse(kept.partner_id)
