import json

from odoo.tests import TransactionCase, tagged

from ..tools.keys import Customer, make_keys, normalise
from ..tools.rules import Reason
from ..tools.scoring import (
    PARAMETERS,
    Match,
    changed_parameters,
    entry_parameters,
    list_reasons,
    whole_parameters,
)
from ..tools.statements import (
    CALL_ENTRY,
    CHECK_CHANGED,
    CHECK_ENTRY,
    CHECK_WHOLE,
    COLLECT_BLOCKS,
    COLLECT_PAIRS,
)

FIRST = 2_000_000_000


@tagged("post_install", "-at_install")
class TestEngineChecks(TransactionCase):
    """The statements of the engine, on rows of their own in the tables of keys."""

    def setUp(self):
        super().setUp()
        self.next_id = FIRST
        self.song = self._add(
            name="中山市松大电子科技有限公司",
            phones=("0760-88123456",),
            tax_id="91350100M000100Y43",
        )

    def _add(self, **fields):
        self.next_id += 1
        normals = normalise(Customer(**fields))
        names = [{"partner_id": self.next_id, **one._asdict()} for one in normals]
        self.env.cr.execute(
            "INSERT INTO crm_duplicate_norm SELECT * FROM jsonb_populate_recordset("
            "NULL::crm_duplicate_norm, %s::jsonb)",
            [json.dumps(names)],
        )
        self.env.cr.execute(
            "INSERT INTO crm_duplicate_key SELECT unnest(%s::int8[]), %s",
            [list(make_keys(normals)), self.next_id],
        )
        return self.next_id

    def _fetch(self, statement, parameters):
        self.env.cr.execute(statement, parameters)
        return [Match(*row) for row in self.env.cr.fetchall()]

    def _check(self, **fields):
        """Ask both ways, which must agree, for the one customer expected."""
        parameters = entry_parameters(Customer(**fields))
        matches = self._fetch(CALL_ENTRY, parameters)
        self.assertEqual(matches, self._fetch(CHECK_ENTRY, parameters))
        return {match.partner_id: match for match in matches}.get(self.song)

    def test_writings_of_one_name_are_certain(self):
        """DUP-1: legal form, place, brackets and remarks make no other customer."""
        for name in (
            "松大电子科技(中山)有限责任公司",
            "中山松大電子科技",
            " 中山市 松大电子科技 有限公司-王总",
        ):
            with self.subTest(name=name):
                match = self._check(name=name)
                self.assertEqual(match.verdict, "certain")
                self.assertGreaterEqual(match.score, 88)

    def test_reasons_say_what_agrees(self):
        """DUP-1: people are told why two are held for one."""
        match = self._check(name="恒达贸易", phones=("+86 760 8812 3456",))

        self.assertEqual(list_reasons(match.reasons), [Reason.PHONE])
        self.assertEqual(match.verdict, "likely")

    def test_slips_of_the_pen_are_found(self):
        """DUP-1: one character more, less, another or moved."""
        for name, reason in (
            ("中山宋达电子科技", Reason.OTHER_SIGNS),
            ("中山大松电子科技", Reason.SWAPPED),
            ("中山松大宏电子科技", Reason.ONE_MORE_SHORT),
            ("中山松木电子科技", Reason.ONE_OTHER),
            ("Zhongshan Songda Electronics", Reason.ROMANISED),
        ):
            with self.subTest(name=name):
                self.assertIn(reason, list_reasons(self._check(name=name).reasons))

    def test_a_branch_is_related(self):
        """DUP-7: a branch is no duplicate of its head office."""
        match = self._check(name="中山市松大电子科技有限公司珠海分公司")

        self.assertEqual(match.verdict, "related")
        self.assertIn(Reason.OTHER_BRANCH, list_reasons(match.reasons))

    def test_another_tax_id_speaks_against_it(self):
        """DUP-7: two tax IDs are two customers."""
        alike = {"name": "中山市松大电子科技有限公司"}
        same = self._check(**alike)
        other = self._check(**alike, tax_id="91440101MA5AKCXK1R")

        self.assertLess(other.points, same.points)
        self.assertIn(Reason.OTHER_TAX_ID, list_reasons(other.reasons))

    def test_an_alias_finds_its_customer(self):
        """DUP-4: another name finds it as well."""
        lamp = self._add(name="恒信照明", aliases=("Brightlux",), city="中山")

        parameters = entry_parameters(Customer(name="Brightlux Lighting", city="中山"))

        self.assertEqual(self._fetch(CALL_ENTRY, parameters)[0].partner_id, lamp)

    def test_hostile_texts_find_nothing_and_break_nothing(self):
        """DUP-1: whatever is pasted into a field is answered."""
        for text in (
            "'; DROP TABLE res_partner; --",
            "()",
            "😀",
            "\x00",
            "%s",
            "松" * 9999,
        ):
            with self.subTest(text=text[:30]):
                self.assertFalse(self._check(name=text, street=text, tax_id=text))

    def test_all_checks_give_the_same_pair(self):
        """DUP-6: one by one, those that changed, and the whole base."""
        twin = self._add(name="松大电子科技", city="中山市", phones=("88123456",))
        [changed] = self._fetch(CHECK_CHANGED, changed_parameters([twin]))
        self.env.cr.execute(COLLECT_BLOCKS, PARAMETERS)
        self.env.cr.execute(COLLECT_PAIRS, PARAMETERS)

        [whole] = self._fetch(CHECK_WHOLE, whole_parameters(FIRST, self.next_id))

        self.assertEqual((whole.probe_id, whole.partner_id), (self.song, twin))
        self.assertEqual((changed.probe_id, changed.partner_id), (twin, self.song))
        self.assertEqual(whole[2:], changed[2:])
