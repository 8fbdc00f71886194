from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from ..models.runs import crm_duplicate_preview
from ..tools.matching import FieldRule
from .common import NAME, PHONE, DuplicateCommon


@tagged("post_install", "-at_install")
class TestDuplicateMatchingWindow(DuplicateCommon):
    """Administrators see what other rules change before they do (DUP-3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(cls.env, "matching_admin", groups="base.group_system")
        cls.Rules = cls.env["crm.duplicate.matching.rules"]
        cls.customer = cls._create_customer(NAME, phone=PHONE, city="中山市")
        cls.alike = cls._create_customer("恒达贸易", phone=PHONE, city="中山市")
        cls.env["crm.duplicate.run"].create({"kind": "whole"})._analyse_here()

    def setUp(self):
        super().setUp()
        settings = self.env["res.config.settings"].with_user(self.admin)
        action = settings.create({}).action_open_duplicate_matching()
        self.window = settings.env[action["res_model"]].browse(action["res_id"])

    def _set_line(self, field, **values):
        """Change a line as the form does."""
        with Form(self.window) as form:
            at = self.window.line_ids.mapped("field").index(field)
            with form.line_ids.edit(at) as line:
                for name, value in values.items():
                    setattr(line, name, value)

    def _find_change(self):
        return self.window.change_ids.filtered(
            lambda one: {one.customer, one.other} == {NAME, "恒达贸易"}
        )

    def test_it_opens_with_the_rules_in_force(self):
        """DUP-3: a line for each field."""
        self.assertEqual(set(self.window._read_rules().values()), {FieldRule()})
        self.assertFalse(self.window.is_seen)

    def test_nothing_changes_with_the_same_rules(self):
        """DUP-3: the counts are the same, and no pair is listed."""
        self.window.action_preview()

        self.assertFalse(self.window.change_ids)
        for count in self.window.count_ids:
            self.assertEqual(count.before, count.after)
        self.assertGreaterEqual(self.window.customer_count, 2)

    def test_preview_lists_what_changes_and_changes_nothing(self):
        """DUP-3: before and after, by estimate and by pair."""
        self._set_line("phone", is_used=False)
        self.window.action_preview()

        change = self._find_change()
        self.assertRecordValues(change, [{"before": "likely", "after": "none"}])
        likely = self.window.count_ids.filtered(lambda one: one.verdict == "likely")
        self.assertLess(likely.after, likely.before)
        self.assertEqual(self.Rules._read_rules()["phone"], FieldRule())
        self.assertTrue(self._analyse(name="远航渔具", phone=PHONE))

    def test_new_pairs_are_previewed(self):
        """DUP-3: what becomes certain is seen as well."""
        self._set_line("phone", alone="certain")
        self.window.action_preview()

        self.assertRecordValues(
            self._find_change(), [{"before": "likely", "after": "certain"}]
        )

    def test_nobody_waits_longer_than_they_like(self):
        """DUP-3: when the time is over, a sample has been looked at, and it says so."""
        self.window.action_preview()
        self.assertFalse(self.window.is_sample)
        with (
            patch.object(crm_duplicate_preview, "MOST_SECONDS", 0),
            patch.object(crm_duplicate_preview, "PART", 1),
        ):
            self.window.action_preview()

        self.assertEqual(self.window.customer_count, 1)
        self.assertTrue(self.window.is_sample)

    def test_parts_find_each_pair_once(self):
        """DUP-3: however many are compared at a time, the counts are the same."""
        self._set_line("phone", alone="certain")
        self.window.action_preview()
        at_once = self.window.count_ids.read(["verdict", "before", "after"], load=None)
        with patch.object(crm_duplicate_preview, "PART", 1):
            self.window.action_preview()

        in_parts = self.window.count_ids.read(["verdict", "before", "after"], load=None)
        for one, other in zip(at_once, in_parts, strict=True):
            self.assertEqual({**one, "id": 0}, {**other, "id": 0})

    def test_apply(self):
        """DUP-3: from then on, and all customers are looked at anew."""
        self._set_line("phone", is_used=False)
        self.window.action_preview()
        self.window.action_apply()

        self.assertFalse(self._analyse(name="远航渔具", phone=PHONE))
        self.assertTrue(self.Run.search([("state", "=", "waiting")]))

    def test_nobody_applies_what_nobody_has_seen(self):
        """DUP-3: a change after the preview asks for another one."""
        with self.assertRaisesRegex(UserError, "would change"):
            self.window.action_apply()
        self.window.action_preview()
        self._set_line("mail", weight=50)

        self.assertFalse(self.window.is_seen)
        with self.assertRaisesRegex(UserError, "would change"):
            self.window.action_apply()

    def test_as_delivered(self):
        """DUP-3: the way back."""
        self._set_line("mail", weight=50, alone="likely")
        self.window.action_reset()
        self.assertEqual(set(self.window._read_rules().values()), {FieldRule()})

    def test_weights_have_bounds(self):
        """DUP-3: 0 would be off, and more than three times is nonsense."""
        for weight in (0, -5, 301):
            with self.subTest(weight=weight), self.assertRaises(ValidationError):
                self.window.line_ids[0].weight = weight

    def test_decided_pairs_are_not_counted(self):
        """DUP-6: they stay as somebody has decided."""
        self._decide(self._get_pair(self.customer, self.alike))
        self._set_line("phone", is_used=False)
        self.window.action_preview()
        self.assertFalse(self._find_change())

    def test_it_takes_an_administrator(self):
        """DUP-3: not even who decides on duplicates sets it."""
        windows = self.env["crm.duplicate.matching"].with_user(self.manager)
        with self.assertRaises(AccessError):
            windows.action_open()
        with self.assertRaises(AccessError):
            self.window.with_user(self.manager).action_preview()
