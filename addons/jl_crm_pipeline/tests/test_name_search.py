import random
from unittest.mock import patch

from odoo.fields import Domain
from odoo.modules.db import FunctionStatus
from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools import sql as sql_tools

from ..models.access import res_partner_search as search
from ..models.access.res_partner_search import INDEX, ResPartner
from ..tools.name_search import FIELDS
from .common import PipelineCommon

# signs that make trouble somewhere: wildcards, other scripts, accents, two cases of one
SIGNS = (
    "松大电子科技有限公司中山門窗",
    "aAbBzZ-&. /019",
    "éÉßŽøİıΣσςЖж",
    # of full width: percent sign, low line, backslash, brackets, 1, A
    "\uff05\uff3f\uff3c\uff08\uff09\uff11\uff21",
    "🚚👍é한ก",
    "%_\\'\"\x1f\n",
)
SEED = 4


@tagged("post_install", "-at_install")
class TestNameSearch(PipelineCommon):
    """What is found is what Odoo finds by itself, and found by the index."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draw = random.Random(SEED)
        cls.company = cls._create_customer("中山市松大电子科技有限公司")
        cls.population = cls.company | cls._create_population(150)

    @classmethod
    def _create_population(cls, count):
        partners = cls.Partner
        for number in range(count):
            vals = {name: cls._draw_text(12) for name in FIELDS[2:6]}
            partners |= cls._create_person(
                cls._draw_text(14) + "·", vat=vals.pop("vat"), **vals
            )
            if number % 3 == 0:
                partners[-1].parent_id = cls.company
        return partners

    @classmethod
    def _draw_text(cls, longest):
        """Return a text of one script, or of several."""
        kinds = cls.draw.sample(SIGNS, cls.draw.randint(1, 3))
        signs = [cls.draw.choice(kinds[0] + cls.draw.choice(kinds)) for _ in range(60)]
        return "".join(signs)[: cls.draw.randint(0, longest)]

    def _draw_question(self):
        """Return a part of what is there, now and then with something else in it."""
        partner = self.draw.choice(self.population)
        text = partner[self.draw.choice(FIELDS[:6])] or ""
        start = self.draw.randrange(len(text) + 1)
        part = text[start : start + self.draw.randint(1, 6)]
        if self.draw.random() < 0.2:
            part += self._draw_text(2)
        return part.swapcase() if self.draw.random() < 0.3 else part

    def _search_both(self, domain):
        """Return what is found with the grams, and what Odoo finds."""
        partners = self.Partner.with_context(active_test=False)
        ours = partners.search(domain)
        with patch.object(ResPartner, "_narrow", lambda _self, domain: domain):
            return ours, partners.search(domain)

    def test_same_rows_as_without(self):
        """K3D-1: on every route and for every text the same customers are found."""
        found = 0
        for _round in range(600):
            text = self._draw_question().rstrip("\\")
            field = self.draw.choice([*FIELDS[:7], "display_name"])
            operator = self.draw.choice(["ilike", "ilike", "=ilike", "not ilike"])
            with self.subTest(field=field, operator=operator, text=text):
                ours, stock = self._search_both([(field, operator, text)])
                self.assertEqual(ours, stock)
            found += bool(ours & self.population)
        # or the texts would prove nothing
        self.assertGreater(found, 100)

    def test_same_rows_under_a_negation(self):
        """K3D-1: what is not found is the same as well."""
        for text in ("松大", "abc", "电子科技"):
            leaf = Domain("name", "ilike", text) | Domain("email", "ilike", text)
            for domain in (~leaf, leaf & ~Domain("ref", "ilike", text)):
                with self.subTest(text=text):
                    ours, stock = self._search_both(domain)
                    self.assertEqual(ours, stock)

    def test_every_kind_of_text_is_found(self):
        """K3D-1: two Chinese characters, a letter more or less, part of a number."""
        self.company.write({"phone": "0760-88886666", "vat": "91442000MA4UQJ1X0P"})
        contact = self._create_person("梁工", parent_id=self.company.id)
        found = self.Partner.with_user(self.office)
        for text in ("松大", "山市松", "子科技有", "91442", "ma4uq", "公司, 梁"):
            with self.subTest(text=text):
                ids = dict(found.name_search(text))
                self.assertTrue(ids.keys() & (self.company | contact)._ids)
        numbers = found.search([("phone", "ilike", "8888")])
        self.assertIn(self.company, numbers)

    def test_what_is_written_is_found_at_once(self):
        """K3D-1: the index keeps up with each write."""
        self.company.name = "佛山鑫隆幕墙"
        found = self.Partner.search([("display_name", "ilike", "鑫隆幕")])
        gone = self.Partner.search([("name", "ilike", "市松大电")])

        self.assertIn(self.company, found)
        self.assertNotIn(self.company, gone)

    def _explain(self, domain):
        self.env.flush_all()
        # few rows are read faster than any index
        self.cr.execute(SQL("SET LOCAL enable_seqscan = off"))
        self.cr.execute(SQL("SET LOCAL enable_indexscan = off"))
        # as where very many are found, which are not looked up beforehand
        with patch.object(type(self.Partner), "_list_short", lambda *_args: None):
            query = self.Partner.with_user(self.office)._search(domain)
        rows = self.env.execute_query(SQL("EXPLAIN %s", query.select()))
        return "\n".join(row for (row,) in rows)

    def test_index_is_used_once_for_all_fields(self):
        """K3D-1: the display name is that of many fields, the index is asked once."""
        for domain in (
            [("display_name", "ilike", "松大")],
            [("name", "ilike", "松大")],
            ["|", ("email", "ilike", "8888"), ("fax", "ilike", "8888")],
            [("complete_name", "=ilike", "松大%")],
        ):
            with self.subTest(domain=domain):
                plan = self._explain(domain)
                self.assertEqual(plan.count(INDEX), 1, plan)

    def test_words_are_looked_up_once_for_a_page(self):
        """K3D-1: the rows of a page and their number come from the same look-up."""
        partners = self.Partner.with_user(self.office)
        look_up = type(self.Partner)._list_short
        domain = [("found_by", "ilike", "松大")]
        with patch.object(
            type(self.Partner), "_list_short", autospec=True, side_effect=look_up
        ) as looked_up:
            page = partners.web_search_read(domain, {"name": {}}, limit=1)

        self.assertEqual(page["length"], partners.search_count(domain))
        self.assertGreater(page["length"], 1)
        self.assertEqual(looked_up.call_count, 1)

    def test_very_many_are_not_looked_up_beforehand(self):
        """K3D-1: the same rows are found, however many have the text."""
        partners = self.Partner.with_user(self.office)
        domain = [("found_by", "ilike", "松大")]
        few = partners.search(domain)
        with patch.object(search, "MOST_LISTED", 1):
            many = partners.search(domain)

        self.assertGreater(len(few), 1)
        self.assertEqual(few, many)

    def test_texts_without_grams_are_left_to_odoo(self):
        """K3D-1: one character, two letters, nothing but wildcards."""
        for text in ("松", "ab", "%", "_松_", "a%b", "", False):
            with self.subTest(text=text):
                plan = self._explain([("name", "ilike", text)])
                self.assertNotIn("crm_customer_words", plan)

    def test_what_texts_alone_do_not_decide_is_left_to_odoo(self):
        """K3D-1: a condition on something else may be satisfied without the text."""
        other = [("name", "ilike", "松大"), ("is_company", "=", True)]
        for domain in (["|", *other], ["|", "&", *other, ("ref", "ilike", "abc")]):
            plan = self._explain(domain)
            self.assertNotIn("crm_customer_words", plan)

    def test_several_texts(self):
        """K3D-1: the search box takes more than one."""
        domain = ["|", ("name", "ilike", "松大"), ("email", "ilike", "abc")]
        for texts in (domain, [*domain, ("name", "ilike", "科技")]):
            ours, stock = self._search_both(texts)
            self.assertEqual(ours, stock)
            self.assertIn(self.company, ours)

    def test_other_names_find_the_customer_beside_its_own(self):
        """K3D-1: who is known by the text is found, and who has it as a part."""
        other = self._create_customer("Harbour Pumps")
        other.alias_ids = [(0, 0, {"name": "松大品牌"})]

        found = dict(self.Partner.name_search("松大"))

        self.assertLessEqual({other.id, self.company.id}, found.keys())
        self.assertIn(INDEX, self._explain([("display_name", "ilike", "松大")]))

    def test_accents_that_cannot_be_indexed(self):
        """K3D-1: an unaccent() that is not immutable leaves all to Odoo."""
        self.env.registry.clear_cache()
        with patch.object(self.env.registry, "has_unaccent", FunctionStatus.PRESENT):
            self.assertFalse(self.Partner._is_search_ready())
        self.env.registry.clear_cache()

    def test_accents_are_indexed_where_odoo_leaves_them_out(self):
        """K3D-1: the index has the same words as the question, or is made anew."""
        registry = self.env.registry
        before = self.Partner._get_index_definition()
        with (
            patch.object(registry, "has_unaccent", FunctionStatus.INDEXABLE),
            patch.object(registry, "unaccent", _leave_out_accents),
        ):
            self.Partner._index_words()
            ours, stock = self._search_both([("name", "ilike", "松大")])
            plan = self._explain([("name", "ilike", "松大")])
            self.assertIn("lower", self.Partner._get_index_definition())

        self.assertEqual(ours, stock)
        self.assertIn(self.company, ours)
        self.assertIn("crm_customer_words_grams", plan)
        self.Partner._index_words()
        self.assertEqual(sql_tools.index_definition(self.cr, INDEX)[1], before)

    def test_great_bases_are_made_ready_by_the_scheduled_action(self):
        """K3D-1: batch by batch; until then Odoo searches by itself."""
        self.env.flush_all()
        self.cr.execute(SQL("TRUNCATE crm_customer_words"))
        sql_tools.drop_index(self.cr, INDEX, search.TABLE)
        self.env.registry.clear_cache()
        with patch.object(search, "MOST_AT_ONCE", 0):
            self.Partner._prepare_search()
        self.assertFalse(self.Partner._is_search_ready())
        ours, stock = self._search_both([("name", "ilike", "松大")])
        self.assertEqual(ours, stock)
        cron = self.env.ref("jl_crm_pipeline.ir_cron_fill_words")
        with self.enter_registry_test_mode(), patch.object(search, "BATCH", 50):
            cron.method_direct_trigger()
            while not self.Partner._is_search_ready():
                self.Partner._cron_fill_words(batch_size=50)

        ours, stock = self._search_both([("name", "ilike", "松大")])
        self.assertEqual(ours, stock)
        self.assertIn(self.company, ours)

    def test_what_goes_past_odoo_is_found(self):
        """K3D-1: and what is deleted leaves nothing behind."""
        self.cr.execute(
            SQL(
                "UPDATE res_partner SET ref = '鑫隆幕墙' WHERE id = %s",
                self.company.id,
            )
        )
        self.assertIn(self.company, self.Partner.search([("ref", "ilike", "隆幕")]))
        gone = self.population[-1]
        ids = gone.ids
        gone.unlink()
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL("SELECT FROM crm_customer_words WHERE partner_id = ANY(%s)", ids)
        )
        self.assertFalse(rows)


def _leave_out_accents(words):
    if isinstance(words, str):
        return f"lower({words})"
    return SQL("lower(%s)", words)
