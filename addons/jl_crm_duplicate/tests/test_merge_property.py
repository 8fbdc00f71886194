from random import Random

from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from .merge_common import MergeCommon

SEEDS = (3, 14, 159)


@tagged("post_install", "-at_install")
class TestMergeProperty(MergeCommon):
    """K3D-5: merge, then undo, and every table of the database is as it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.env["res.company"].create({"name": "Second Company"})
        cls.tags = cls.env["res.partner.category"].create(
            [{"name": f"tag {number}"} for number in range(4)]
        )

    def test_merge_and_undo(self):
        """K3D-5: random customers of all sorts, merged and undone, several seeds."""
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self._check_seed(seed)

    def test_undo_of_one_in_a_batch(self):
        """K3D-5: of a batch, the undo of one puts back that one and no other."""
        draw = Random(26)
        groups = [self._make_group(draw, f"B{number}") for number in range(3)]
        before = self._start_pictures()
        merges = self.Partner.with_user(self.manager)._merge_customers(
            [(group[0], group[1:]) for group in groups]
        )
        self.assertEqual(set(merges.mapped("state")), {"done"})
        merges[1].action_undo()
        self.assertEqual(merges.mapped("state"), ["done", "undone", "done"])
        self.assertFalse(groups[1].filtered("merged_into_id"))
        self.assertEqual(groups[0][1:].merged_into_id, groups[0][0])
        self.assertFalse(merges[1].undo_rows)
        (merges[0] | merges[2]).action_undo()
        self._assert_same(before, self._picture())

    def _check_seed(self, seed):
        draw = Random(seed)
        group = self._make_group(draw, f"S{seed}")
        before = self._start_pictures()
        merge = self._draft(group[0], *group[1:])
        merge.choices = {
            "phone": draw.choice(group).id,
            "address": draw.choice(group).id,
            "ref": draw.choice(group).id,
            "name": draw.choice(group).id,
        }
        merge.action_merge()
        self._assert_nothing_lost(before)
        self._assert_nobody_points_at(group[1:])
        merge.action_undo()
        self.assertFalse(merge.undo_rows)
        self._assert_same(before, self._picture())

    def _assert_nothing_lost(self, before):
        """No table has fewer rows: a conflict is solved by keeping, not deleting."""
        for table, rows in self._picture().items():
            if table not in ("crm_duplicate_key", "crm_duplicate_norm"):
                self.assertGreaterEqual(len(rows), len(before[table]), table)

    def _assert_nobody_points_at(self, losers):
        """What still names a loser is in the journal as kept, and there alone."""
        links = self.env["crm.merge.engine"].sudo()
        journal = self.env["crm.partner.merge.journal"].sudo()
        for reference in links._get_references("res.partner"):
            if reference.table == "res_partner" or reference.form != "id":
                continue
            condition = SQL("TRUE")
            if reference.model_column:
                column = SQL.identifier(reference.model_column)
                condition = SQL("%s = %s", column, reference.model_value)
            [[left]] = self.env.execute_query(
                SQL(
                    "SELECT count(*) FROM %s WHERE %s = ANY(%s) AND %s",
                    SQL.identifier(reference.table),
                    SQL.identifier(reference.column),
                    losers.ids,
                    condition,
                )
            )
            kept = journal.search(
                [
                    ("kind", "=", "kept"),
                    ("res_table", "=", reference.table),
                    ("res_column", "=", reference.column),
                    ("old_value", "in", [str(loser) for loser in losers.ids]),
                ]
            )
            self.assertEqual(left, sum(kept.mapped("row_count")), reference)

    def _make_group(self, draw, title):
        partners = self.Partner.union(
            *(
                self._make_member(draw, f"{title}-{number}")
                for number in range(draw.randint(2, 4))
            )
        )
        for make in (
            self._make_documents,
            self._make_followers,
            self._make_events,
            self._make_values,
            self._make_texts,
        ):
            make(draw, title, partners)
        if draw.random() < 0.7:
            new_test_user(
                self.env,
                f"portal_{title}",
                groups="base.group_portal",
                partner_id=draw.choice(partners).id,
            )
        self._make_links(draw, partners)
        return partners

    def _make_member(self, draw, title):
        filled = {
            "phone": f"0760-88{draw.randint(100000, 999999)}",
            "email": f"{title}@example.com".lower(),
            "street": f"{draw.randint(1, 99)} Main Street",
            "city": draw.choice(["Zhongshan", "Foshan"]),
            "website": "https://example.com",
            "ref": f"R-{title}",
            "comment": "<p>note</p>",
            "user_id": draw.choice([self.seller, self.holder]).id,
            "vat": f"91442000MA{draw.randint(10000000, 99999999)}",
        }
        vals = {name: value for name, value in filled.items() if draw.random() < 0.6}
        partner = self._create_customer(title, **vals)
        partner.category_id = self.tags.browse(
            draw.sample(self.tags.ids, draw.randint(0, 3))
        )
        for number in range(draw.randint(0, 2)):
            person = self._create_person(partner, f"{title} P{number}")
            person.message_post(body="hello")
        if draw.random() < 0.5:
            self._create_person(partner, f"{title} Branch", is_company=True)
        if draw.random() < 0.5:
            self.env["res.partner.alias"].create(
                {"partner_id": partner.id, "name": draw.choice(["Alpha", "Beta"])}
            )
        return partner

    def _make_documents(self, draw, title, partners):
        for index in range(3):
            partner = draw.choice(partners)
            lead = self.env["crm.lead"].create(
                {"name": f"{title} lead {index}", "partner_id": partner.id}
            )
            lead.message_subscribe(partner_ids=partners.ids[: draw.randint(0, 3)])
            partner.message_post(body=f"{title} message {index}", author_id=partner.id)
            partner.activity_schedule("mail.mail_activity_data_todo", summary=title)
            self.env["ir.attachment"].create(
                {
                    "name": "file.txt",
                    "raw": b"content",
                    "res_model": "res.partner",
                    "res_id": partner.id,
                }
            )
            if not partner.bank_ids:
                number = f"{draw.randint(1, 2)}-{title}"
                self.env["res.partner.bank"].create(
                    {"acc_number": number, "partner_id": partner.id}
                )
        if "sale.order" in self.env:
            self.env["sale.order"].create(
                [{"partner_id": partner.id} for partner in partners]
            )
        if "account.move" in self.env:
            self._make_entries(title, partners)

    def _make_entries(self, title, partners):
        account = self.env["account.account"].create(
            {
                "name": title,
                "code": f"9{self.env['account.account'].search_count([]):05d}",
                "account_type": "asset_receivable",
                "reconcile": True,
            }
        )
        journal = self.env["account.journal"].create(
            {"name": title, "code": title[:5], "type": "general"}
        )
        for partner in partners:
            line = {"account_id": account.id, "partner_id": partner.id}
            self.env["account.move"].create(
                {
                    "journal_id": journal.id,
                    "partner_id": partner.id,
                    "line_ids": [
                        (0, 0, {**line, "debit": 10}),
                        (0, 0, {**line, "credit": 10}),
                    ],
                }
            )

    def _make_followers(self, draw, title, partners):
        todo = self.env["mail.message.subtype"].search([], limit=6)
        for partner in partners:
            partner.message_subscribe(
                partner_ids=[self.seller.partner_id.id, *draw.sample(partners.ids, 1)],
                subtype_ids=draw.sample(todo.ids, 2),
            )

    def _make_events(self, draw, title, partners):
        self.env["calendar.event"].create(
            {
                "name": title,
                "start": "2026-01-05 08:00:00",
                "stop": "2026-01-05 09:00:00",
                "partner_ids": [(6, 0, draw.sample(partners.ids, 2))],
            }
        )
        channel = self.env["discuss.channel"].create({"name": title})
        channel._add_members(partners=partners)

    def _make_values(self, draw, title, partners):
        """Values of a company each, a default, an external id, a reference."""
        for company in self.env.company | self.other_company:
            for partner in partners.with_company(company):
                if draw.random() < 0.5:
                    partner.barcode = f"{title}{partner.id}{company.id}"
        field = self.env["ir.model.fields"]._get("crm.lead", "partner_id")
        self.env["ir.default"].search([("field_id", "=", field.id)]).unlink()
        self.env["ir.default"].set("crm.lead", "partner_id", partners[-1].id)
        self.env["ir.model.data"].create(
            {
                "module": "__import__",
                "name": f"{title}_customer",
                "model": "res.partner",
                "res_id": partners[-1].id,
            }
        )

    def _make_texts(self, draw, title, partners):
        if "website.visitor" in self.env:
            for partner in partners[:2]:
                self.env["website.visitor"].create({"access_token": str(partner.id)})

    def _make_links(self, draw, partners):
        """Link members to what there is, in whatever table of links."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.relname, a.attname, b.attname, other.relname
                  FROM pg_constraint k
                  JOIN pg_class c ON c.oid = k.conrelid
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
                  JOIN pg_constraint l ON l.conrelid = c.oid AND l.oid != k.oid
                                      AND l.contype = 'f'
                  JOIN pg_attribute b ON b.attrelid = c.oid AND b.attnum = l.conkey[1]
                  JOIN pg_class other ON other.oid = l.confrelid
                 WHERE k.contype = 'f' AND k.confrelid = 'res_partner'::regclass
                   AND c.relnatts = 2
                """
            )
        )
        for table, column, beside, other in rows:
            if table in ("crm_partner_merge_member_rel",):
                continue
            for partner_id in draw.sample(partners.ids, 2):
                self.env.cr.execute(
                    SQL(
                        """
                        INSERT INTO %s (%s, %s)
                        SELECT %s, id FROM %s ORDER BY id DESC LIMIT 2
                            ON CONFLICT DO NOTHING
                        """,
                        SQL.identifier(table),
                        SQL.identifier(column),
                        SQL.identifier(beside),
                        partner_id,
                        SQL.identifier(other),
                    )
                )
        self.env.invalidate_all()
