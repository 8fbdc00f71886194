from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .test_lead_grant import LeadGrantCommon

SECRETS = {"street": "Canary Road 7", "city": "Canary Town", "phone": "0755 8888 9999"}
SHOWN = {"street": {}, "city": {}, "user_id": {}, "name": {}}


@tagged("post_install", "-at_install")
class TestOnchangeReading(LeadGrantCommon):
    """Forms compute nothing from records that their user may not read (CAR-7)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.write(SECRETS)
        cls.contact = cls._create_person(parent_id=cls.customer.id)
        cls.order = cls._create_order(cls.customer, user_id=cls.seller.id)
        cls.hidden = {one._name: one.id for one in (cls.customer, cls.lead, cls.order)}
        cls.mine = cls._create_customer("Mine", user_id=cls.other_seller.id)
        cls.env.flush_all()

    def _get_model(self, name, **context):
        self.env.invalidate_all()
        return self.env[name].with_user(self.other_seller).with_context(**context)

    def _iter_links(self):
        """Yield each link to a hidden record, of what the salesperson may create."""
        for name, model in self.env(user=self.other_seller).items():
            if model._abstract or not model._auto or not model.has_access("create"):
                continue
            for field in model._fields.values():
                is_link = field.type in ("many2one", "many2many")
                if (
                    is_link
                    and field.comodel_name in self.hidden
                    and model._has_field_access(field, "read")
                    and not field.related
                ):
                    yield name, field

    @mute_logger("odoo.models")
    def test_every_link(self):
        """security.md N4: no field of any form takes the id of a hidden record."""
        links = list(self._iter_links())
        self.assertGreater(len(links), 60)
        for name, field in links:
            id_ = self.hidden[field.comodel_name]
            value = id_ if field.type == "many2one" else [(4, id_)]
            spec = {field.name: {}, "display_name": {}}
            with self.subTest(model=name, field=field.name):
                with self.assertRaises(AccessError):
                    self._get_model(name).onchange(
                        {field.name: value}, [field.name], spec
                    )
                with self.assertRaises(AccessError):
                    self._get_model(name, **{f"default_{field.name}": value}).onchange(
                        {}, [], spec
                    )

    def test_parent(self):
        """security.md N4: an address is not read by way of a new contact."""
        values, named = {"parent_id": self.customer.id}, [self.customer.id, "x"]
        for step in (
            lambda one: one.onchange(values, ["parent_id"], SHOWN),
            lambda one: one.onchange({"parent_id": named}, [], SHOWN),
            lambda one: one.onchange(
                {"child_ids": [(0, "virtual_1", values)]},
                ["child_ids"],
                {"child_ids": {"fields": SHOWN}},
            ),
            lambda one: one.browse(self.mine.id).onchange(values, ["parent_id"], SHOWN),
            lambda one: one.browse(self.customer.id).onchange({}, [], SHOWN),
        ):
            with self.assertRaises(AccessError):
                step(self._get_model("res.partner"))

    def test_documents_of_activities(self):
        """security.md N4, N3: nor a name by way of an activity or another reference."""
        spec = {"res_name": {}, "res_id": {}, "summary": {}}
        activities = self._get_model("mail.activity")
        for name, id_ in self.hidden.items():
            models = {"res_model": name}
            by_id = {"res_model_id": self.env["ir.model"]._get_id(name)}
            for values in (models, by_id):
                with self.subTest(values=values), self.assertRaises(AccessError):
                    activities.onchange({**values, "res_id": id_}, ["res_id"], spec)

    def test_own_records(self):
        """security.md N4: forms of what one may read work as before."""
        with Form(self._get_model("res.partner")) as form:
            form.parent_id = self.mine
            form.name = "Mei Lin"
        with Form(self._get_model("crm.lead")) as form:
            form.partner_id = self.mine
            form.name = "Pumps"
        activity = {"res_model": "res.partner", "res_id": self.mine.id}
        answer = self._get_model("mail.activity").onchange(
            activity, ["res_id"], {"res_name": {}}
        )
        self.assertEqual(answer["value"]["res_name"], "Mine")

    def test_what_a_record_has_already(self):
        """security.md N4: whoever sees a paper of a hidden customer edits its form."""
        theirs = self._create_lead("Theirs", user_id=self.other_seller.id)
        lead = self._get_model("crm.lead").browse(theirs.id)
        spec = {"name": {}, "partner_id": {"fields": {"display_name": {}}}}
        values = {"name": "Other", "partner_id": self.customer.id}
        lead.onchange(values, ["name"], spec)
        with self.assertRaises(AccessError):
            lead.onchange({"partner_id": self.contact.id}, ["partner_id"], spec)
