from odoo.tests import new_test_user
from odoo.tools import SQL

from .common import DuplicateCommon

MANAGER = "jl_crm_duplicate.group_duplicate_manager"
# what a merge writes about itself; its messages are told apart by their ids
OWN_TABLES = {
    "crm_partner_merge",
    "crm_partner_merge_journal",
    "crm_partner_merge_member_rel",
    "crm_partner_merge_plan",
    # who changed since the last analysis: a merged one did, and did again
    "crm_duplicate_changed",
    # what the next analysis finds again
    "crm_duplicate_group",
    "crm_duplicate_group_later_rel",
    "crm_duplicate_group_partner_rel",
    "crm_duplicate_pair",
}
# … and of those that it sends to the losers' salespeople
MESSAGE_TABLES = {
    "mail_message",
    "mail_message_res_partner_rel",
    "mail_notification",
    "mail_tracking_value",
}


class MergeCommon(DuplicateCommon):
    """Customers that are the same, somebody who merges them, pictures of the base."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "merge_manager", groups=f"{MANAGER},base.group_partner_manager"
        )
        cls.second = new_test_user(
            cls.env, "merge_second", groups=f"{MANAGER},base.group_partner_manager"
        )

    @classmethod
    def _merge(cls, survivor, *losers, user=None, **choices):
        merge = cls._draft(survivor, *losers, user=user)
        if choices:
            merge.choices = {unit: partner.id for unit, partner in choices.items()}
        merge.action_merge()
        return merge

    @classmethod
    def _draft(cls, survivor, *losers, user=None):
        partners = survivor.union(*losers)
        merges = cls.env["crm.partner.merge"].with_user(user or cls.manager)
        return merges.create(
            {"partner_ids": [(6, 0, partners.ids)], "survivor_id": survivor.id}
        )

    def _picture(self):
        """Return {table: its rows as texts} of the whole database."""
        self.env.flush_all()
        self.index._refresh_pending()
        self.env.invalidate_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT relname FROM pg_class
                 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                """
            )
        )
        tables = {table for (table,) in rows} - OWN_TABLES
        return {table: self._read_table(table) for table in sorted(tables)}

    def _read_table(self, table):
        rows = self.env.execute_query(
            SQL(
                "SELECT (to_jsonb(t) - 'write_date' - 'write_uid')::text FROM %s t"
                if table == "res_partner"
                else "SELECT t::text FROM %s t",
                SQL.identifier(table),
            )
        )
        return {row for (row,) in rows}

    def _assert_same(self, before, after, merges=()):
        """Both pictures are the same but for the messages about the merges."""
        told = self._read_told(merges)
        for table, rows in after.items():
            gone = before[table] - rows
            come = {row for row in rows - before[table] if not told(table, row)}
            self.assertFalse(gone or come, f"{table}: {gone} became {come}")

    def _read_told(self, merges):
        """Return what says whether a row is about the merges, and no more."""
        last = getattr(self, "last_message", None)
        self.assertIsNotNone(last, "take the number of the last message before")
        numbers = {
            str(message)
            for (message,) in self.env.execute_query(
                SQL("SELECT id FROM mail_message WHERE id > %s", last)
            )
        }

        def is_told(table, row):
            if table in MESSAGE_TABLES:
                return any(number in row for number in numbers)
            return "crm.partner.merge" in row

        return is_told

    def _start_pictures(self):
        self.env.flush_all()
        [[last]] = self.env.execute_query(SQL("SELECT max(id) FROM mail_message"))
        self.last_message = last
        return self._picture()


class MergedPairCommon(MergeCommon):
    """One customer that is kept, and one that is merged into it."""

    def setUp(self):
        super().setUp()
        self.kept = self._create_customer(
            "中山市松大电子科技有限公司", phone="0760-88120001", ref="NEW-1"
        )
        self.gone = self._create_customer(
            "Songda Ltd", phone="0760-88120002", email="a@songda.example", ref="OLD-7"
        )
