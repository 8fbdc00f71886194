from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import ROLES, PipelineCommon

KEPT = "kept by the system"
FORGED = {
    "customer_status": "transacting",
    "is_transacting": True,
    "customer_code": "C199901001",
    "registration_date": "1999-01-01",
    "registrar_id": 2,
    "registrar_code": "ZH9999",
    "team_id": 1,
    "conversion_date": "1999-01-01 00:00:00",
    "conversion_user_id": 2,
    "last_contact_date": "1999-01-01",
    "last_transaction_date": "1999-01-01",
    "completeness": 99,
    "proposed_grade_id": 1,
    "is_strategic": True,
    "silence": "silent",
    "bin_date": "1999-01-01 00:00:00",
    "bin_user_id": 2,
    "former_user_id": 2,
    "bin_reason": "Mine",
    "trial_until": "2099-01-01",
    "next_plan_date": "2099-01-01",
}


@tagged("post_install", "-at_install")
class TestSystemFields(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(user_id=cls.seller.id)

    def _get_kept(self, partner):
        return partner.sudo().read(list(FORGED), load="")[0] | {"id": 0}

    def _iter_everybody(self):
        for role in ROLES:
            if role != "portal":
                yield role, getattr(self, role)
        yield "administrator", self.admin
        yield "superuser", self.env.user

    def test_the_forgery_tries_every_field(self):
        """K3C-1, K3D-1: no field of the system is forgotten below."""
        own = {
            name
            for name in self.Partner._get_system_fields()
            if self.Partner._fields[name]._module == "jl_crm_pipeline"
        }
        self.assertEqual(set(FORGED), own)

    def test_nobody_writes_them(self):
        """K3C-1, K3C-4, K3D-1: a write over the API is refused for every role."""
        before = self._get_kept(self.customer)
        for role, user in self._iter_everybody():
            customer = self.customer.with_user(user)
            # who does not see the customer is not even told which field it was
            is_seen = customer.has_access("read")
            for name, value in FORGED.items():
                label = self.Partner._fields[name].string
                # whoever may not see a field is refused for that already
                words = f'{label}|field "{name}"' if is_seen else "."
                with self.subTest(role=role, field=name), self._assert_refused(words):
                    customer.write({name: value})

        self.assertEqual(self._get_kept(self.customer), before)

    def test_guest_writes_nothing_at_all(self):
        """K3C-4: nor does a customer who is logged in to the portal."""
        own = self.portal.partner_id.with_user(self.portal)
        for name, value in FORGED.items():
            with self.subTest(field=name), self.assertRaises(UserError):
                own.write({name: value})

        self.assertFalse(own.sudo().customer_status)

    def test_superuser_mode_does_not_write_them_either(self):
        """K3C-1: other code that uses sudo() is refused like its user."""
        with self._assert_refused(KEPT):
            self.customer.with_user(self.seller).sudo().write(
                {"customer_status": "transacting"}
            )
        with self._assert_refused(KEPT):
            self.customer.customer_status = "transacting"

    def test_nobody_creates_with_them(self):
        """K3C-1, K3D-1: nor does anybody give them to a new customer."""
        refusal = f"{KEPT}|not allowed to create"
        for role, user in self._iter_everybody():
            partners = self.Partner.with_user(user)
            for name, value in FORGED.items():
                vals = {"name": "Forged", "is_company": True, name: value}
                with (
                    self.subTest(role=role, field=name),
                    self._assert_refused(refusal),
                ):
                    partners.create(vals)

        self.assertFalse(self.Partner.search([("name", "=", "Forged")]))

    def test_one_forged_row_refuses_the_batch(self):
        """K3C-1: of a batch with a forged row nothing is made."""
        with self._assert_refused("Customer Code"):
            self.Partner.create(
                [
                    {"name": "Forged", "is_company": True},
                    {"name": "Forged", "customer_code": "C199901001"},
                ]
            )

        self.assertFalse(self.Partner.search([("name", "=", "Forged")]))

    def test_refusal_names_the_fields_and_the_way_out(self):
        """K3C-4: the sentence says which fields, and to use the buttons."""
        with self._assert_refused(
            "cannot be set: Customer Status, Registered by.*use the buttons"
        ):
            self.customer.write(
                {"registrar_id": 2, "customer_status": "transacting", "name": "X"}
            )

        self.assertEqual(self.customer.name, "Harbour Pumps")

    def test_commands_on_children_do_not_get_through(self):
        """K3C-1: neither a new nor an edited subsidiary in the parent's form."""
        child = self._create_customer("Harbour South", parent_id=self.customer.id)
        forged = {"name": "X", "is_company": True, "customer_status": "transacting"}
        for command in (
            Command.create(forged),
            Command.update(child.id, {"customer_status": "transacting"}),
        ):
            with self.subTest(command=command), self._assert_refused(KEPT):
                self.customer.child_ids = [command]

        with self._assert_refused(KEPT):
            self._create_customer("Group", child_ids=[Command.create(forged)])
        self.assertEqual(child.customer_status, "potential")

    def test_defaults_in_the_context_are_dropped(self):
        """K3C-1: a default that a client sends makes nobody transacting."""
        context = {f"default_{name}": value for name, value in FORGED.items()}
        for role in ("seller", "office", "admin"):
            user = getattr(self, role)
            partners = self.Partner.with_user(user).with_context(**context)
            with self.subTest(role=role):
                vals = {"name": f"Dock {role}", "is_company": True}
                customer = partners.create(vals)
                self.assertEqual(customer.customer_status, "potential")
                self.assertEqual(customer.registrar_id, user)
                self.assertNotIn("C1999", customer.customer_code)
                self.assertFalse(customer.conversion_date)
                self.assertFalse(customer.last_contact_date)
                self.assertFalse(customer.last_transaction_date)

    def test_defaults_do_not_come_back_after_creation(self):
        """K3C-1: the new record keeps the context of its maker, harmless as it is."""
        partners = self.Partner.with_context(default_customer_status="transacting")

        customer = partners.create({"name": "Dock", "is_company": True})

        self.assertEqual(
            customer.env.context.get("default_customer_status"), "transacting"
        )
        self.assertEqual(customer.customer_status, "potential")

    def test_quick_creation_drops_the_defaults(self):
        """K3C-1: typing a name into a many2one field is no way round."""
        partners = self.Partner.with_user(self.seller).with_context(
            default_is_company=True,
            default_customer_status="transacting",
            default_customer_code="C199901001",
        )

        customer = partners.browse(partners.name_create("Dock")[0])

        self.assertEqual(customer.customer_status, "potential")
        self.assertNotEqual(customer.customer_code, "C199901001")

    def test_person_takes_no_default(self):
        """K3C-1: somebody who is no customer does not become one by a default."""
        partners = self.Partner.with_context(default_customer_status="transacting")

        self.assertFalse(partners.create({"name": "Mei Lin"}).customer_status)

    def test_import_refuses_the_row_with_the_reason(self):
        """K3C-1, K3D-1: an import of a forged column says so and imports nothing."""
        partners = self.Partner.with_user(self.seller)
        result = partners.load(
            ["name", "is_company", "customer_status"],
            [["Imported", "True", "Transacting"]],
        )

        self.assertFalse(result["ids"])
        self.assertIn("Customer Status", result["messages"][0]["message"])
        self.assertIn("use the buttons", result["messages"][0]["message"])
        self.assertFalse(partners.search([("name", "=", "Imported")]))

    def test_import_of_an_export_with_the_same_values_is_welcome(self):
        """K3D-1: an exported list, corrected in another column, can be taken back."""
        result = self.Partner.load(
            [".id", "name", "customer_code", "customer_status", "registration_date"],
            [
                [
                    str(self.customer.id),
                    "Harbour Pumps Ltd",
                    self.customer.customer_code,
                    "Potential",
                    str(self.customer.registration_date),
                ]
            ],
        )

        self.assertEqual(result["ids"], self.customer.ids)
        self.assertEqual(self.customer.name, "Harbour Pumps Ltd")

    def test_import_with_blank_columns_registers(self):
        """K3D-1: a template with empty columns of the system is no offence."""
        columns = ["name", "is_company", *FORGED]
        result = self.Partner.load(columns, [["Imported", "True", *[""] * len(FORGED)]])

        imported = self.Partner.browse(result["ids"])
        self.assertEqual(imported.customer_status, "potential")
        self.assertTrue(imported.customer_code)
        self.assertEqual(imported.registrar_id, self.env.user)

    def test_form_shows_them_readonly(self):
        """K3C-4: the form offers none of them to anybody."""
        shown = set(FORGED) - {"customer_status"}
        for role in ("seller", "office", "manager"):
            form = Form(self.customer.with_user(getattr(self, role)))
            for name in shown:
                readonly = self.assertRaisesRegex(AssertionError, "readonly")
                with self.subTest(role=role, field=name), readonly:
                    setattr(form, name, self.customer[name])

    def test_writing_the_same_back_is_harmless(self):
        """K3D-1: a client that sends the whole record back offends nobody."""
        same = self.customer.read(list(FORGED), load="")[0]
        same.pop("id")
        as_text = same | {"registration_date": str(same["registration_date"])}

        self.customer.with_user(self.seller).write({**as_text, "city": "Shenzhen"})

        self.assertEqual(self.customer.city, "Shenzhen")

    def test_same_for_one_but_not_for_the_other_is_refused(self):
        """K3C-1: a write on many is refused if it changes one of them."""
        other = self._create_customer("Other")

        with self._assert_refused(KEPT):
            (self.customer | other).write({"customer_code": other.customer_code})

    def test_context_key_lifts_no_lock(self):
        """K3C-4: whatever a client puts into the context, JSON has no such object."""
        for value in (True, 1, "1", "_SYSTEM", [], {}, [True], {"a": 1}, 1.5, None):
            customers = self.Partner.with_context(jl_crm_base_system=value)
            with self.subTest(value=value):
                with self._assert_refused(KEPT):
                    customers.browse(self.customer.id).write(
                        {"customer_status": "transacting"}
                    )
                with self._assert_refused(KEPT):
                    customers.create({"name": "X", "customer_status": "transacting"})
