from odoo.exceptions import ValidationError
from odoo.tests import new_test_user, tagged

from ..tools.tax_id import check_digit
from .merge_common import MergeCommon

TAX_ID = "91350100M000100Y43"


@tagged("post_install", "-at_install")
class TestMergeAutomatic(MergeCommon):
    """What has the same tax ID is merged by itself, where it is wanted (K3D-5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Automatic = cls.env["crm.merge.automatic"]
        cls.kept = cls._create_customer("中山市松大电子科技有限公司", vat=TAX_ID)
        cls.gone = cls._create_customer("松大电子", vat=TAX_ID)
        cls.alike = cls._create_customer("珠海远航渔具有限公司", phone="0756-8881234")
        cls.other = cls._create_customer("珠海远航渔具", phone="0756-8881234")
        cls.teller = new_test_user(
            cls.env,
            "merge_told",
            groups="jl_crm_duplicate.group_duplicate_manager",
            notification_type="inbox",
        )
        cls.env["crm.duplicate.run"].create({"kind": "whole"})._analyse_here()

    def _work(self, **settings):
        """Do what the scheduled action does in the night."""
        self._set(**{"auto_merge": "True", **settings})
        before = self.env["crm.partner.merge"].search([])
        with self.enter_registry_test_mode():
            self.env.ref("jl_crm_duplicate.ir_cron_merge").method_direct_trigger()
        return self.env["crm.partner.merge"].search([]) - before

    def test_it_is_off(self):
        """K3D-5: until somebody wants it."""
        self._set(auto_merge=False)
        self.Automatic._cron_merge()
        self.assertFalse(self.kept.merged_into_id or self.gone.merged_into_id)

    def test_same_tax_id_becomes_one(self):
        """K3D-5: and what has none is left to people, however alike."""
        merge = self._work()

        self.assertEqual(merge.partner_ids, self.kept | self.gone)
        self.assertRecordValues(
            merge,
            [{"state": "done", "is_automatic": True, "merged_by_id": 1}],
        )
        self.assertFalse(self.alike.merged_into_id or self.other.merged_into_id)

    def test_those_who_decide_are_told(self):
        """K3D-5: with both names, in one notice."""
        merge = self._work()

        message = self.env["mail.message"].search(
            [("notified_partner_ids", "=", self.teller.partner_id.id)]
        )
        self.assertEqual(len(message), 1)
        for text in (merge.name, self.kept.name, self.gone.name):
            self.assertIn(text, message.body)

    def test_it_can_be_undone(self):
        """K3D-5: by those who decide on duplicates; the next night leaves it so."""
        merge = self._work()
        merge.with_user(self.manager).action_undo()
        self.assertFalse(self.gone.merged_into_id or self.kept.merged_into_id)

        self._run()
        self.assertFalse(self._work())

    def test_below_the_limit_nothing_is_merged(self):
        """K3D-5: the score that the office has set."""
        pair = self._get_pair(self.kept, self.gone)
        self.env.cr.execute(
            "UPDATE crm_duplicate_pair SET score = 98 WHERE id = %s", [pair.id]
        )
        self.assertFalse(self._work())
        self.assertTrue(self._work(auto_merge_score="98"))

    def test_nonsense_is_the_usual_limit(self):
        """K3D-5: whatever stands in the parameter."""
        for text in ("", "0", "x", "999", "-3"):
            with self.subTest(text=text):
                self._set(auto_merge_score=text)
                self.assertEqual(self.Automatic._get_least_score(), 99)
        with self.assertRaises(ValidationError):
            self.env["res.config.settings"].create({"duplicate_auto_score": 101})

    def test_what_people_decided_stays(self):
        """DUP-6: no duplicate is merged, nor what waits in the pool."""
        self._decide(self._get_pair(self.kept, self.gone))
        self.assertFalse(self._work())

    def test_the_pool_is_people_s_business(self):
        """DUP-5: what somebody has put there is looked at by somebody."""
        self.gone._put_into_duplicate_pool(self.kept, "同一家")
        self.assertFalse(self._work())

    def test_what_a_person_could_not_merge_is_left(self):
        """K3D-5: one that is refused keeps no other from being merged."""
        code = "91440101MA5AKCXK1"
        tax_id = code + check_digit(code)
        twins = [
            self._create_customer(name, vat=tax_id, company_id=company.id)
            for name, company in (
                ("恒达贸易", self.env.company),
                ("恒达商贸", self.env["res.company"].create({"name": "分公司"})),
            )
        ]
        self._run()
        self.assertTrue(self._get_pair(*twins))

        self.assertEqual(self._work().partner_ids, self.kept | self.gone)
