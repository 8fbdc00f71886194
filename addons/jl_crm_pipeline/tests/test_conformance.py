from odoo.tests import TransactionCase, tagged

from ..models.customer.res_partner import CUSTOMER_TRIGGERS
from ..models.work.customer_work_mixin import HANDOVER_HEADINGS

ADDONS = "jl_crm_"
# what whoever reads a partner, for whatever reason, reads along
READ_ALONG = {
    "customer_code",
    "customer_holder",
    "customer_status",
    "last_transaction_date",
    "merged_into_id",
    "mobile",
}


@tagged("post_install", "-at_install")
class TestConformance(TransactionCase):
    """What the house style promises, for all of the project that is installed."""

    def _iter_models(self, *mixins):
        """Yield our own models, or all that inherit one of our mixins."""
        names = (
            self.registry.descendants(mixins, "_inherit") if mixins else self.registry
        )
        is_found = False
        for name in names:
            model = self.env[name]
            ours = mixins or (model._original_module or "").startswith(ADDONS)
            if ours and not model._abstract:
                is_found = True
                yield model
        self.assertTrue(is_found)

    def _has_own(self, model, method):
        base = getattr(self.registry["customer.work.mixin"], method)
        return getattr(type(model), method) is not base

    def test_every_model_has_access_rights(self):
        """K3C-4: none without a line, no line without a group."""
        for model in self._iter_models():
            lines = self.env["ir.model.access"].search(
                [("model_id.model", "=", model._name)]
            )
            with self.subTest(model=model._name):
                self.assertTrue(lines)
                self.assertTrue(all(line.group_id for line in lines))

    def test_every_model_is_described(self):
        """IMP-8: administrators read a name, not a technical one."""
        for model in self._iter_models():
            with self.subTest(model=model._name):
                self.assertNotEqual(model._description, model._name)

    def test_every_state_can_be_reached(self):
        """K3C-5: and every declared move is between states that exist."""
        for model in self._iter_models("workflow.mixin"):
            pairs = model._get_transitions()
            states = set(model._fields["state"].get_values(self.env))
            reached = {model._workflow_initial}
            for _step in states:
                reached |= {target for source, target in pairs if source in reached}
            with self.subTest(model=model._name):
                self.assertEqual(reached, states)
                self.assertLessEqual(
                    {state for pair in pairs for state in pair}, states
                )

    def test_states_are_for_the_buttons(self):
        """K3C-4: readonly, not copied, and beginning where the workflow begins."""
        for model in self._iter_models("workflow.mixin"):
            state = model._fields["state"]
            with self.subTest(model=model._name):
                self.assertTrue(state.readonly)
                self.assertFalse(state.copy)
                self.assertEqual(
                    model.default_get(["state"])["state"], model._workflow_initial
                )

    def test_system_fields_exist_and_are_readonly(self):
        """K3D-1: a name that is mistyped would protect nothing."""
        for model in self._iter_models("system.field.mixin"):
            self.assertTrue(model._get_system_fields(), model._name)
            for name in model._get_system_fields():
                with self.subTest(model=model._name, field=name):
                    field = model._fields[name]
                    self.assertTrue(field.readonly)
                    self.assertFalse(field.copy)

    def test_fields_named_by_the_customer_exist(self):
        """K3C-1, K3D-1: triggers, completeness and search name stored fields."""
        partners = self.env["res.partner"]
        named = {*CUSTOMER_TRIGGERS, *partners._get_completeness_fields()}
        for name in named.union(partners._rec_names_search):
            with self.subTest(field=name):
                self.assertTrue(partners._fields[name].store)

    def test_work_names_its_customer_and_its_user(self):
        """K3C-3: by fields that lead there, or by a domain of its own."""
        for model in self._iter_models("customer.work.mixin"):
            with self.subTest(model=model._name):
                user = model._fields[model._work_user_field]
                self.assertEqual(user.comodel_name, "res.users")
                if not self._has_own(model, "_work_customer_domain"):
                    customer = model._fields[model._work_customer_field]
                    self.assertEqual(customer.comodel_name, "res.partner")

    def test_work_can_be_searched(self):
        """K3C-3: its domains are valid, with customers and without."""
        partners = self.env["res.partner"].search([], limit=2)
        for model in self._iter_models("customer.work.mixin"):
            with self.subTest(model=model._name):
                model._find_open_work(customers=partners, users=self.env.user)
                model._find_open_work(customers=partners.browse())

    def test_work_has_a_heading_for_the_handover(self):
        """K3C-3: one of those that a handover knows."""
        for model in self._iter_models("customer.work.mixin"):
            with self.subTest(model=model._name):
                self.assertIn(model._work_handover_heading, HANDOVER_HEADINGS)

    def test_settings_are_kept_under_the_addons_name(self):
        """K3C-7: so that they go when the add-on is removed."""
        ours = {
            field: field._module
            for field in self.env["res.config.settings"]._fields.values()
            if (field._module or "").startswith(ADDONS)
            and hasattr(field, "config_parameter")
        }

        self.assertTrue(ours)
        for field, addon in ours.items():
            with self.subTest(setting=field.name):
                self.assertTrue(field.config_parameter.startswith(f"{addon}."))

    def test_a_partner_brings_few_columns_along(self):
        """K3C-7: an order that is confirmed does not read a customer's profile."""
        ours = {
            name
            for name, field in self.env["res.partner"]._fields.items()
            if (field._module or "").startswith(ADDONS) and field.prefetch is True
        }

        self.assertEqual(ours, READ_ALONG)
