import random
from unittest.mock import patch

from odoo.tests import tagged

from ..models.access import res_partner_search as search
from ..models.access.res_partner_found_by import TYPED
from ..tools.name_search import is_gram
from .common import PipelineCommon

SEED = 23
SIGNS = "海天门窗冯丽娟王建国"
# how the rows are found: by their ids, compared one by one, or joined
WAYS = (
    {"MOST_LISTED": 50, "MOST_LISTED_OF_FEW": 50},
    {"MOST_LISTED": 0, "MOST_LISTED_OF_FEW": 0},
)


@tagged("post_install", "-at_install")
class TestFindingWays(PipelineCommon):
    """However PostgreSQL is asked, the same customers are found (K3C-3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draw = random.Random(SEED)
        cls.customers = cls.env["res.partner"].union(
            *(cls._create_met(number) for number in range(30))
        )

    @classmethod
    def _create_met(cls, number):
        """Make a customer with a contact, both of a few signs."""
        name = "".join(cls.draw.choices(SIGNS, k=cls.draw.randint(2, 6)))
        user = cls.draw.choice([cls.seller, cls.other_seller])
        customer = cls._create_customer(f"{name}{number} Ltd", user_id=user.id)
        person = "".join(cls.draw.choices(SIGNS, k=3))
        cls._create_person(person, parent_id=customer.id, mobile=f"139000001{number}")
        return customer

    def _has(self, customer, words):
        texts = [customer.name, *customer.child_ids.mapped("name")]
        return all(any(word in text for text in texts) for word in words)

    def test_same_customers_in_every_way(self):
        """K3C-3: two signs, three, two words; for who sees few and who sees all."""
        texts = ["".join(self.draw.choices(SIGNS, k=2)) for _text in range(30)]
        texts += ["".join(self.draw.choices(SIGNS, k=3)) for _text in range(10)]
        texts += [f"{texts[n]} {texts[-n]}" for n in range(1, 10)]
        for user in (self.seller, self.office):
            partners = self.Partner.with_user(user)
            seen = self.customers.with_user(user)._filtered_access("read")
            for way in WAYS:
                with patch.multiple(search, **way):
                    for text in texts:
                        with self.subTest(user=user.login, way=way, text=text):
                            self._assert_found(partners, seen, text)

    def _assert_found(self, partners, seen, text):
        domain = [("found_by", "ilike", text), ("id", "in", seen.ids)]
        has = seen.filtered(lambda one: self._has(one, text.split()))
        self.assertEqual(partners.search(domain), has.sorted())

    def test_one_gram(self):
        """K3D-1: two Chinese characters are found by the index alone."""
        for pattern in ("%海天%", "%王建%"):
            self.assertTrue(is_gram(pattern), pattern)
        for pattern in ("%海%", "%海天门%", "%海a%", "%ab%", "%海_%", "海天%"):
            self.assertFalse(is_gram(pattern), pattern)

    def test_contacts_are_read_together(self):
        """K3C-3: the list says whom it found in as many statements for many."""
        typed = self.customers.with_user(self.office).with_context(**{TYPED: "13900"})
        self.assertEqual(len(typed.filtered("found_by")), len(typed))
        few = self._count_queries(lambda: typed[:2].mapped("found_by"))
        self.assertEqual(
            self._count_queries(lambda: typed.mapped("found_by")),
            few,
        )
