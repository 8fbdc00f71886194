from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon
from odoo.addons.jl_crm_base.tests.cost import CostMixin

NAME = "中山市松大电子科技有限公司"
OTHER = "珠海远航渔具有限公司"
PHONE = "0760-8812 3456"
REASON = "另一家公司已电话核实"


class DuplicateCommon(CostMixin, BaseCommon):
    """Customers with and without people, and those who look for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Partner = cls.env["res.partner"]
        cls.index = cls.env["crm.duplicate.index"]
        # sees everybody's customers, whatever add-on hides them from others
        cls.seller = new_test_user(
            cls.env, "dup_seller", groups="sales_team.group_sale_manager"
        )
        cls.holder = new_test_user(
            cls.env, "dup_holder", groups="sales_team.group_sale_salesman"
        )

        cls.manager = new_test_user(
            cls.env,
            "dup_decider",
            groups="jl_crm_duplicate.group_duplicate_manager",
        )
        cls.Run = cls.env["crm.duplicate.run"]
        cls.Pair = cls.env["crm.duplicate.pair"]
        cls.Group = cls.env["crm.duplicate.group"]
        cls.Pool = cls.env["crm.duplicate.pool"]

    @classmethod
    def _create_customer(cls, name, **vals):
        return cls.Partner.create({"name": name, "is_company": True, **vals})

    @classmethod
    def _create_person(cls, customer, name="王丽", **vals):
        return cls.Partner.create({"name": name, "parent_id": customer.id, **vals})

    @classmethod
    def _create_chief(cls):
        """Return somebody who may save a duplicate with a reason."""
        groups = (
            "jl_crm_duplicate.group_duplicate_override,sales_team.group_sale_manager"
        )
        return new_test_user(cls.env, "dup_chief", groups=groups)

    @classmethod
    def _hide_from_others(cls, domain="[('user_id', '=', user.id)]"):
        """Let nobody see others' customers, as other add-ons do."""
        cls.env["ir.rule"].create(
            {
                "name": "Only one's own",
                "model_id": cls.env.ref("base.model_res_partner").id,
                "domain_force": domain,
            }
        )

    def _enter(self, name, user=None, **vals):
        """Enter a company as somebody who can be asked."""
        partners = self.Partner.with_user(user or self.seller)
        return partners.create({"name": name, "is_company": True, **vals})

    def _set(self, **settings):
        for name, value in settings.items():
            self.env["ir.config_parameter"].set_param(f"jl_crm_duplicate.{name}", value)

    def _analyse(self, user=None, limit=10, **values):
        partners = self.Partner.with_user(user or self.seller)
        return partners.analyse_duplicates(values, limit=limit)

    def _find(self, **values):
        """Return who is found for these values, the most alike first."""
        hits = self._analyse(self.env.user, **values)
        return self.Partner.browse(hit["partner_id"] for hit in hits)

    def _assert_in_line(self):
        """Nothing in the index differs from the base."""
        self.assertEqual(self.index._check(), [])

    def _run(self, kind="whole"):
        """Analyse within the transaction of the test."""
        run = self.Run.create({"kind": kind})
        run._analyse_here()
        return run

    def _get_pair(self, one, other):
        sides = (one | other).ids
        return self.Pair.search([("left_id", "in", sides), ("right_id", "in", sides)])

    def _get_group(self, *partners):
        """Return the open group of just these customers."""
        wanted = {partner.id for partner in partners}
        groups = self.Group.search(
            [("state", "=", "open"), ("partner_ids", "in", list(wanted))]
        )
        return groups.filtered(lambda group: set(group.partner_ids.ids) == wanted)

    def _decide(self, records, reason="两家公司", user=None, **vals):
        """Say with the dialogue that these are no duplicates."""
        dialogue = self._open(records.with_user(user or self.manager), **vals)
        dialogue.reason = reason
        dialogue.action_decide()

    def _open(self, records, action="action_not_duplicate", **vals):
        """Return the dialogue that a button opens."""
        window = getattr(records, action)()
        model = records.env[window["res_model"]].with_context(**window["context"])
        return model.create(vals)
