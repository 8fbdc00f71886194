import random
import unicodedata

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.jl_crm_duplicate.tools.phone import find_phones

from .common import PipelineCommon

SEED = 17
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "丽娟志强秀英建国海天"


@tagged("post_install", "-at_install")
class TestCustomerWords(PipelineCommon):
    """What is searched keeps up with whatever is written (ux.md 1)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draw = random.Random(SEED)
        cls.companies = cls.Partner.union(
            *(cls._create_customer(f"公司{number}甲") for number in range(6))
        )
        cls.people = cls.Partner.union(
            *(
                cls._create_person(
                    cls._draw_name(),
                    parent_id=cls.draw.choice(cls.companies).id,
                    mobile=cls._draw_mobile(),
                )
                for _number in range(12)
            )
        )

    @classmethod
    def _draw_name(cls):
        return cls.draw.choice(SURNAMES) + "".join(cls.draw.sample(GIVEN, 2))

    @classmethod
    def _draw_mobile(cls):
        return f"139{cls.draw.randrange(10**8):08}"

    def _change(self):
        """Do one of the things that change by what a customer is found."""
        person, company = (
            self.draw.choice(self.people),
            self.draw.choice(self.companies),
        )
        acts = {
            "rename": lambda: person.write({"name": self._draw_name()}),
            "number": lambda: person.write({"mobile": self._draw_mobile()}),
            "move": lambda: person.write({"parent_id": company.id}),
            "leave": lambda: person.write({"parent_id": False}),
            "archive": lambda: person.write({"active": not person.active}),
            "company": lambda: company.write({"name": f"公司{self._draw_name()}"}),
            "alias": lambda: company.write(
                {"alias_ids": [(0, 0, {"name": f"别名{self._draw_mobile()}"})]}
            ),
            "no alias": company.alias_ids[:1].unlink,
            "vendor": lambda: person.write({"is_company": not person.is_company}),
            "past Odoo": lambda: self._write_past_odoo(person),
        }
        return self.draw.choice(list(acts.values()))()

    def _write_past_odoo(self, person):
        self.env.flush_all()
        query = "UPDATE res_partner SET mobile = %s WHERE id = %s"
        self.cr.execute(SQL(query, self._draw_mobile(), person.id))
        person.invalidate_recordset()

    def _find_by_hand(self, text):
        """Return the same by a look at each of them."""
        found = self.Partner
        for company in self.companies | self.people:
            people = self.Partner
            if company.customer_status:
                people = self.Partner.search(
                    [("commercial_partner_id", "=", company.id)]
                )
            has = [self._has(one, text) for one in company | people]
            has += [text in alias.name for alias in company.alias_ids]
            if any(has):
                found |= company
        return found

    @staticmethod
    def _has(partner, text):
        values = (partner.name, partner.complete_name, *find_phones(partner.mobile))
        return any(text in (value or "") for value in values)

    def test_random_changes(self):
        """ux.md 1: after each of many changes the search is what a look finds."""
        both = self.companies | self.people
        found = 0
        for _round in range(150):
            self._change()
            self.env.flush_all()
            person = self.draw.choice(self.people)
            text = self.draw.choice([person.name, (person.mobile or "")[:11], "公司"])
            with self.subTest(text=text):
                ours = self.Partner.with_context(active_test=False).search(
                    [("found_by", "ilike", text), ("id", "in", both.ids)]
                )
                self.assertEqual(ours, self._find_by_hand(text) & both)
            found += len(ours)
        self.assertGreater(found, 100)

    def test_rebuilt_words_are_the_kept_ones(self):
        """ux.md 1: what the triggers keep is what is made anew."""
        for _round in range(60):
            self._change()
        self.env.flush_all()
        query = SQL("SELECT partner_id, words FROM crm_customer_words ORDER BY 1")
        kept = self.env.execute_query(query)
        self.cr.execute(SQL("UPDATE crm_customer_words SET words = ''"))
        everybody = self.Partner.with_context(active_test=False).search([])
        everybody._rebuild_words()
        self.assertEqual(self.env.execute_query(query), kept)

    def test_merged_customer(self):
        """DUP-4: the survivor is found by the loser's name and contact."""
        survivor, loser = self.companies[:2]
        loser.name = "将被合并的公司"
        contact = self._create_person(
            "韦小宝", parent_id=loser.id, mobile="13711112222"
        )
        managers = self.Partner.with_user(self.office)
        managers._merge_customers(
            [(survivor.with_user(self.office), loser.with_user(self.office))]
        )
        for text in ("将被合并", "韦小宝", "137 1111 2222"):
            with self.subTest(text=text):
                found = self.Partner.search([("found_by", "ilike", text)])
                self.assertEqual(found - contact, survivor)

    def test_digits_are_folded(self):
        """H07: PostgreSQL reads full width as Python does."""
        for text in ("\uff10\uff17\uff15\uff16\uff0d888", "0756\u3001020"):
            folded = unicodedata.normalize("NFKC", text)
            [[ours, theirs]] = self.env.execute_query(
                SQL(
                    "SELECT crm_customer_digits(%s), crm_customer_digits(%s)",
                    text,
                    folded,
                )
            )
            self.assertEqual(ours, theirs)
