from odoo.tests import tagged

from .common import NAME, OTHER, DuplicateCommon

PHONE = "0760-8812 3456"


@tagged("post_install", "-at_install")
class TestDuplicateIndex(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer("中山市松大电子科技有限公司")
        cls.other = cls._create_customer("珠海远航渔具有限公司")

    def test_new_customer_is_found(self):
        """DUP-1: at once, by the parts of its name."""
        self.assertEqual(self._find(name="中山松大电子"), self.customer)
        self._assert_in_line()

    def test_changed_name_is_found_under_both(self):
        """DUP-4, H30: keys follow each write; the former name stays as an alias."""
        self.customer.name = "中山市宏图照明有限公司"

        self.assertEqual(self._find(name="中山宏图照明"), self.customer)
        self.assertEqual(self._find(name="中山松大电子"), self.customer)
        self.assertRecordValues(
            self.customer.alias_ids,
            [{"name": "中山市松大电子科技有限公司", "kind": "former"}],
        )
        self._assert_in_line()

    def test_a_name_written_otherwise_is_no_other_name(self):
        """DUP-4: blanks, brackets and the width of letters are not kept."""
        self.customer.name = " 中山市松大电子科技有限公司 "
        self.customer.name = "中山市宏图照明有限公司"
        self.customer.name = "中山市松大电子科技有限公司"
        self.customer.name = "中山市宏图照明有限公司"

        names = self.customer.alias_ids.mapped("name")
        self.assertEqual(len(names), len({name.strip() for name in names}))

    def test_a_person_has_no_former_name(self):
        """DUP-4: aliases are those of customers."""
        person = self._create_person(self.customer)

        person.name = "李娜"

        self.assertFalse(person.alias_ids | self.customer.alias_ids)

    def test_phone_added_later_is_found(self):
        """DUP-4: one company under several names is found by its phone."""
        self.customer.phone = PHONE

        self.assertEqual(
            self._find(name="无名公司", phone="+86 760 88123456"), self.customer
        )

    def test_people_count_for_their_company(self):
        """DUP-4: the phone of a contact person finds the company."""
        person = self._create_person(self.customer, phone=PHONE)
        self.assertEqual(self._find(name="无名公司", phone=PHONE), self.customer)

        person.phone = "0756-3322 1100"

        self.assertFalse(self._find(name="无名公司", phone=PHONE))
        self._assert_in_line()

    def test_person_who_changes_company_takes_the_phone_along(self):
        """DUP-4: both companies are brought in line."""
        person = self._create_person(self.customer, phone=PHONE)

        person.parent_id = self.other

        self.assertEqual(self._find(name="无名公司", phone=PHONE), self.other)
        self._assert_in_line()

    def test_what_is_kept_of_a_customer_is_told(self):
        """GEN-3: names in their normal form, numbers, and how many keys."""
        self.customer.phone = PHONE
        self.env["crm.duplicate.index"]._refresh_pending()

        header, rows = self.env["crm.duplicate.index"]._describe_rows(self.customer.ids)

        told = dict(zip(header, rows[0], strict=True))
        self.assertEqual(told["partner_id"], self.customer.id)
        self.assertIn("松大", told["trade"])
        self.assertGreater(told["keys"], 0)
        self.assertEqual(self.env["crm.duplicate.index"]._describe_rows([]), ([], []))

    def test_deleted_ones_are_not_found(self):
        """DUP-1: neither the customer nor what its people had."""
        person = self._create_person(self.other, phone=PHONE)
        (self.customer | person).unlink()

        self.assertFalse(self._find(name="中山松大电子"))
        self.assertFalse(self._find(name="无名公司", phone=PHONE))
        self._assert_in_line()

    def test_archived_customer_is_found_still(self):
        """DUP-2: a company that was put away is not entered anew."""
        self.customer.active = False

        hit = self._analyse(name="中山松大电子")[0]
        self.assertEqual(hit["status"], "Archived")
        self._assert_in_line()

    def test_archived_person_counts_no_more(self):
        """DUP-4: the number may be somebody else's now."""
        person = self._create_person(self.customer, phone=PHONE)

        person.active = False

        self.assertFalse(self._find(name="无名公司", phone=PHONE))
        self._assert_in_line()

    def test_alias_finds_its_company(self):
        """DUP-4: an English name, once it is an alias; until it is taken away."""
        alias = self.env["res.partner.alias"].create(
            {"name": "Sundance Electronics", "partner_id": self.customer.id}
        )
        self.assertEqual(self._find(name="Sundance Electronics Ltd."), self.customer)

        alias.partner_id = self.other
        self.assertEqual(self._find(name="Sundance Electronics Ltd."), self.other)

        alias.unlink()
        self.assertFalse(self._find(name="Sundance Electronics Ltd."))
        self._assert_in_line()

    def test_we_ourselves_are_no_customers(self):
        """DUP-2: own companies and colleagues are nobody's duplicates."""
        company = self.env["res.company"].create({"name": "松大自己有限公司"})
        self.index._refresh(company.partner_id.ids)

        self.assertFalse(self._find(name="松大自己有限公司"))
        self.assertFalse(self._find(name=self.seller.partner_id.name))

    def test_merge_of_odoo_leaves_the_index_in_line(self):
        """DUP-1: what moves by SQL is found under the survivor."""
        self._create_person(self.other, phone=PHONE)
        wizard = self.env["base.partner.merge.automatic.wizard"]

        wizard._merge((self.customer | self.other).ids, self.customer)

        self.assertEqual(self._find(name="无名公司", phone=PHONE), self.customer)
        self._assert_in_line()


@tagged("post_install", "-at_install")
class TestDuplicateIndexRepair(DuplicateCommon):
    def test_rows_that_went_wrong_are_found_and_repaired(self):
        """DUP-6: a name changed past the ORM, rows lost, rows of nobody."""
        renamed = self._create_customer("中山市松大电子科技有限公司")
        robbed = self._create_customer("珠海远航渔具有限公司")
        self.index._refresh_pending()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET name = '中山市宏图照明有限公司' WHERE id = %s",
            renamed.ids,
        )
        self.env.cr.execute(
            "DELETE FROM crm_duplicate_key WHERE partner_id = %s", robbed.ids
        )
        self.env.cr.execute("INSERT INTO crm_duplicate_key VALUES (16, 2000000000)")
        self.env.invalidate_all()
        self.assertEqual(
            set(self.index._check()), {renamed.id, robbed.id, 2_000_000_000}
        )

        self.index._cron_repair()

        self._assert_in_line()
        self.assertEqual(self._find(name="中山宏图照明"), renamed)

    def test_whole_base_is_indexed_anew(self):
        """DUP-6: what the installation does with customers that are there."""
        customer = self._create_customer(
            "中山市松大电子科技有限公司", street='10\\号 "东区"', phone="0760-88123456"
        )
        self._create_person(customer, "O'\"Neil\\", email='a"b\\c@songda.example')
        self.index._refresh_pending()
        before = self._read_names()
        self.env.cr.execute("TRUNCATE crm_duplicate_key, crm_duplicate_norm")

        self.index._rebuild()

        self.assertEqual(self._read_names(), before)

        self._assert_in_line()
        self.assertEqual(self._find(name="中山松大电子"), customer)

    def _read_names(self):
        self.env.cr.execute("SELECT * FROM crm_duplicate_norm ORDER BY partner_id")
        return self.env.cr.fetchall()

    def test_rows_are_written_once_in_a_transaction(self):
        """DUP-3: saving costs nothing but a note; the rows come at the end."""
        customer = self._create_customer("中山市松大电子科技有限公司")
        self.assertEqual(self._count_keys(customer), 0)
        customer.city = "中山市"

        self.env.cr.flush()

        self.assertGreater(self._count_keys(customer), 0)
        self._assert_in_line()

    def _count_keys(self, customer):
        self.env.cr.execute(
            "SELECT count(*) FROM crm_duplicate_key WHERE partner_id = %s",
            customer.ids,
        )
        return self.env.cr.fetchone()[0]

    def test_batch_costs_as_much_as_one(self):
        """DUP-3: an import is indexed with the same statements for 2 and for 20."""
        counts = [self._count_for_new(number) for number in (2, 20)]

        self.assertEqual(*counts)

    def _count_for_new(self, number):
        vals = [{"name": f"珠海{n}号", "is_company": True} for n in range(number)]
        partners = self.Partner.create(vals)
        return self._count_queries(lambda: self.index._refresh(partners.ids))

    def test_decisions_outlast_a_new_way_to_read_names(self):
        """DUP-6: who keys all customers anew asks nobody to decide again."""
        one, other = (self._create_customer(NAME) for _ in range(2))
        self._run()
        pair = self._get_pair(one, other)
        self._decide(pair)
        self.env.cr.execute("UPDATE crm_duplicate_norm SET trade = 'another'")
        pair._write_prints()
        self._create_customer(OTHER)

        decided = self.Pair._find_as_decided()
        self.index._rebuild()
        decided._write_prints()
        self._run()

        self.assertEqual(decided, pair)
        self.assertEqual(pair.state, "not_duplicate")
        self._assert_in_line()
