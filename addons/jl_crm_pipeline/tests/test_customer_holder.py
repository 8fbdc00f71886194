from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.access import res_partner_rule as rule
from ..tools.holder import (
    ASSIGNED,
    BY_HAND,
    HANDED_OVER,
    LEFT,
    MERGED,
    ON_TRIAL,
    decode,
    encode,
    is_unassigned,
    list_numbers,
)
from ..tools.visibility import Term
from .test_customer_access import AccessCommon

POOL = "Pool"
IN_POOL = Term(
    to_sql=lambda model, alias, query: SQL(
        "%s = %s", model._field_to_sql(alias, "ref", query), POOL
    ),
    predicate=lambda partner: partner.ref == POOL,
)


@tagged("post_install", "-at_install")
class TestCustomerHolder(AccessCommon):
    """What an add-on hears of who holds a customer, and what it may add."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer("Quay Valves", user_id=cls.seller.id)

    def _override(self, name, method):
        """Put a method in front, as another add-on would."""
        model = self.registry["res.partner"]
        earlier = getattr(model, name)
        self.startPatcher(
            patch.object(
                model, name, lambda *args, **more: method(earlier, *args, **more)
            )
        )
        self.registry.clear_cache()
        self.addCleanup(self.registry.clear_cache)

    def _listen(self):
        """Return a list of the changes that follow."""
        heard = []

        def keep(earlier, partners, moves, reason):
            heard.extend((*move, reason) for move in moves)
            return earlier(partners, moves, reason)

        self._override("_after_holder_change", keep)
        return heard

    def test_number(self):
        """CAR-7: what is encoded is decoded; of all that somebody holds as well."""
        self.assertEqual(encode(7, 8), 7)
        self.assertEqual(encode(False, 8), -8)
        self.assertEqual(encode(False, False), -1)
        self.assertEqual([decode(one) for one in (7, -8)], [7, 8])
        self.assertEqual([is_unassigned(one) for one in (7, -8)], [False, True])
        self.assertEqual(list_numbers({8, 7}), [7, 8, -7, -8])
        self.assertEqual(list_numbers({8, 7}, {9}), [7, 8, -9])

    def test_entered_by_hand(self):
        """K3D-3: of a form, what has changed is heard once."""
        heard = self._listen()
        both = self.customer | self._create_customer("Quay Fittings")

        both.with_user(self.manager).user_id = self.other_seller
        both.with_user(self.manager).user_id = self.other_seller

        self.assertEqual(
            heard,
            [
                (self.customer.id, self.seller.id, self.other_seller.id, BY_HAND),
                (both[1].id, False, self.other_seller.id, BY_HAND),
            ],
        )

    def test_assigned(self):
        """K3D-3: with the dialogue."""
        heard = self._listen()

        self.customer.with_user(self.manager)._assign_to(self.other_seller)

        move = (self.customer.id, self.seller.id, self.other_seller.id)
        self.assertEqual(heard, [(*move, ASSIGNED)])

    def test_on_trial(self):
        """RES-3: nobody was responsible; then the trial is given to somebody else."""
        self.customer.user_id = False
        trial = self.env["crm.customer.trial"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.seller.id,
                "name": "Pumps",
                "reason": "Compare them",
            }
        )
        trial.action_request()
        heard = self._listen()

        trial.with_user(self.manager).action_approve()
        trial.with_user(self.manager).action_assign(self.other_seller, "On leave")

        seller, other = self.seller.id, self.other_seller.id
        self.assertEqual(
            heard,
            [
                (self.customer.id, False, seller, ON_TRIAL),
                (self.customer.id, seller, other, ON_TRIAL),
            ],
        )
        self.assertEqual(trial.user_id, self.other_seller)

    def test_handed_over(self):
        """HUA-6: very many at once."""
        heard = self._listen()
        move = (self.customer.id, self.seller.id, self.other_seller.id)

        self.Partner._change_holders([move], HANDED_OVER)

        self.assertEqual(heard, [(*move, HANDED_OVER)])
        self.assertEqual(self.customer.user_id, self.other_seller)

    def test_merged(self):
        """K3D-5: the survivor gets somebody who is responsible."""
        survivor = self._create_customer("Quay Valves Ltd", user_id=False)
        heard = self._listen()

        self.Partner.with_user(self.admin)._merge_customers([(survivor, self.customer)])

        self.assertIn((survivor.id, False, self.seller.id, MERGED), heard)

    def test_left(self):
        """RES-1: of whom a user held nobody is responsible once they are deleted."""
        leaver = self._create_user("leaver", "sales_team.group_sale_salesman")
        held = self._create_customer("Lock Gates", user_id=leaver.id)
        found = self.Partner.with_user(leaver).create(
            {"name": "Lock Pumps", "is_company": True, "user_id": self.seller.id}
        )
        found.sudo().user_id = False
        self.env.flush_all()
        heard = self._listen()

        leaver.unlink()

        self.assertEqual(heard, [(held.id, leaver.id, False, LEFT)])
        self.assertEqual(held.customer_holder, encode(False, self.env.uid))
        self.assertEqual(found.sudo().customer_holder, encode(False, False))

    def test_reason_of_a_client(self):
        """RES-1: whatever a client puts into the context, it was by hand."""
        heard = self._listen()
        forged = self.customer.with_context(jl_crm_pipeline_holder="handed_over")

        forged.with_user(self.manager).user_id = self.other_seller

        self.assertEqual([reason for *_move, reason in heard], [BY_HAND])

    def test_add_on_changes_who_holds(self):
        """POOL-1: what an add-on says counts for one, for many and after a merge."""
        self._override(
            "_get_holder", lambda earlier, one: -1 if one.ref else earlier(one)
        )
        self._override(
            "_get_holder_sql",
            lambda earlier, partners, customer, user=None: SQL(
                "CASE WHEN %s IS NOT NULL THEN -1 ELSE %s END",
                SQL.identifier(customer, "ref"),
                earlier(partners, customer, user=user),
            ),
        )
        self.customer.write({"ref": POOL, "user_id": self.other_seller.id})
        self.assertEqual(self.customer.customer_holder, -1)

        move = (self.customer.id, self.other_seller.id, self.seller.id)
        self.Partner._change_holders([move], HANDED_OVER)
        self.assertEqual(self.customer.customer_holder, -1)

        self.customer.ref = False
        self.env.flush_all()
        self.customer._refresh_holders()
        self.assertEqual(self.customer.customer_holder, self.seller.id)

    def test_add_on_adds_who_sees(self):
        """CAR-7: a reason of an add-on counts where records are found, and asked of."""
        self._override(
            "_get_visible_terms",
            lambda earlier, partners, mode: [
                *earlier(partners, mode),
                *([IN_POOL] if mode == "read" else []),
            ],
        )
        theirs = self.customer.with_user(self.other_seller)
        domains = (
            [("name", "=", "Quay Valves")],
            [("name", "=", "Quay Valves"), ("customer_status", "!=", False)],
        )
        for few in (rule.FEW, -1):
            for domain in domains:
                with (
                    self.subTest(few=few, domain=domain),
                    patch.object(rule, "FEW", few),
                ):
                    self.registry.clear_cache()
                    self.customer.ref = False
                    self.assertFalse(self._find(domain))
                    self.assertFalse(theirs.has_access("read"))

                    self.customer.ref = POOL
                    self.assertEqual(self._find(domain), self.customer.ids)
                    self.assertTrue(theirs.has_access("read"))
        with self.assertRaises(AccessError):
            theirs.write({"phone": "0760-88123456"})

    def _find(self, domain):
        """Return the ids of a page of the list and of a search, which are the same."""
        partners = self.Partner.with_user(self.other_seller)
        page = partners.web_search_read(domain, {"name": {}}, limit=80)
        ids = [row["id"] for row in page["records"]]
        self.assertEqual(partners.search(domain).ids, ids)
        return ids
