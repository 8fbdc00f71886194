from odoo.tests import new_test_user, tagged

from .merge_common import MergeCommon


@tagged("post_install", "-at_install")
class TestPartnerMergeNotice(MergeCommon):
    """Whose customer was merged into another is told so (K3D-5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.loser_holder = new_test_user(
            cls.env,
            "merge_loser",
            groups="sales_team.group_sale_salesman",
            notification_type="inbox",
            lang="zh_CN",
        )
        cls.kept = cls._create_customer(
            "中山市松大电子科技有限公司", user_id=cls.holder.id
        )
        cls.gone = cls._create_customer("松大电子", user_id=cls.loser_holder.id)

    def _read_notices(self, user):
        messages = self.env["mail.message"].search(
            [("notified_partner_ids", "=", user.partner_id.id)], order="id"
        )
        return messages.mapped(lambda one: f"{one.subject}: {one.body}")

    def test_loser_s_salesperson_is_told(self):
        """K3D-5: both customers are named, in the reader's language."""
        self._merge(self.kept, self.gone)

        [notice] = self._read_notices(self.loser_holder)
        for text in (self.kept.name, self.gone.name, self.holder.name, "合并"):
            self.assertIn(text, notice)
        self.assertFalse(self._read_notices(self.holder))

    def test_who_gets_the_merged_one_is_told_so(self):
        """K3D-5: nothing is lost to whoever holds both."""
        self.kept.user_id = self.loser_holder
        self._merge(self.kept, self.gone)

        [notice] = self._read_notices(self.loser_holder)
        self.assertNotIn(self.holder.name, notice)
        self.assertIn("归您", notice)

    def test_nobody_is_told_of_what_they_did(self):
        """K3D-5: nor who has left."""
        self.gone.user_id = self.manager
        other = self._create_customer("Songda Ltd", user_id=self.second.id)
        self.second.active = False
        self._merge(self.kept, self.gone | other)

        self.assertFalse(self._read_notices(self.manager))
        self.assertFalse(self._read_notices(self.second))

    def test_many_at_once_are_one_notice(self):
        """K3D-5, DUP-6: a batch does not fill the message centre."""
        groups = []
        for number in range(23):
            kept = self._create_customer(f"珠海远航{number}渔具有限公司")
            gone = self._create_customer(f"G{number}", user_id=self.loser_holder.id)
            groups.append((kept, gone))
        self.Partner.with_user(self.manager)._merge_customers(groups)

        [notice] = self._read_notices(self.loser_holder)
        self.assertIn("23", notice)
        self.assertIn("G19", notice)
        self.assertNotIn("G22", notice)

    def test_what_one_may_not_open_is_told_all_the_same(self):
        """K3D-5: where nothing is left to them, the notice stands alone."""
        mine = "[('user_id', '=', user.id)]"
        everyone = f"[] if user.id == {self.manager.id} else {mine}"
        self._hide_from_others(everyone)
        self._merge(self.kept, self.gone)

        [message] = self.env["mail.message"].search(
            [("notified_partner_ids", "=", self.loser_holder.partner_id.id)]
        )
        self.assertIn(self.kept.name, message.with_user(self.loser_holder).body)
        self.assertFalse(message.res_id)
