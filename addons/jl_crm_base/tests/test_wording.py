from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ..models.wording import ir_http, ir_module_module
from ..tools.wording import Place, Word, find_places

ACTION = "mail.mail_activity_action"
TEXT = "Activity Overview"
WORDS = {"mail": {TEXT: Word("活动总览", frozenset())}}


def _read_words(addon, _lang):
    return WORDS if addon == "jl_crm_base" else {}


@tagged("post_install", "-at_install")
class TestWording(TransactionCase):
    """An add-on's words come in the place of Odoo's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        for module in (ir_http, ir_module_module):
            cls.startClassPatcher(patch.object(module, "read_words", _read_words))

    def _read(self):
        return self.env.ref(ACTION).with_context(lang="zh_CN").name

    def _load(self, *modules, **options):
        self.env["ir.module.module"]._load_module_terms(modules, ["zh_CN"], **options)

    def test_loaded_with_the_add_on_or_with_the_module(self):
        """Whichever comes last; a module that is neither loads none."""
        for module in ("jl_crm_base", "mail"):
            with self.subTest(module=module):
                self.env.ref(ACTION).update_field_translations("name", {"zh_CN": False})
                self._load("resource")
                self.assertEqual(self._read(), TEXT)
                self._load(module)
                self.assertEqual(self._read(), "活动总览")

    def test_words_of_people_stay(self):
        self.env.ref(ACTION).update_field_translations("name", {"zh_CN": "总览"})

        self._load("jl_crm_base")

        self.assertEqual(self._read(), "总览")

    def test_place_of_a_text(self):
        places, translations = find_places("mail", "zh_CN", {TEXT})

        self.assertIn(Place("ir.actions.act_window", "name", ACTION), places[TEXT])
        self.assertIn("", translations[TEXT])

    def test_browser_gets_them_by_module(self):
        translations, _parameters = self.env["ir.http"]._get_translations_for_webclient(
            ["mail", "web"], "zh_CN"
        )

        told = {message["id"]: message for message in translations["mail"]["messages"]}
        self.assertEqual(told[TEXT]["string"], "活动总览")
        self.assertNotIn(TEXT, {one["id"] for one in translations["web"]["messages"]})

    def test_choices_of_activities_on_every_model(self):
        """ux.md 17: what the mixin calls overdue is so called wherever it is used."""
        fields = self.env["ir.model.fields"].search(
            [("name", "=", "activity_state"), ("model", "!=", "mail.activity.mixin")]
        )
        choice = fields.selection_ids.filtered(lambda one: one.value == "overdue")[:1]
        self.assertTrue(choice)
        choice.update_field_translations("name", {"zh_CN": False})

        self._load("mail")

        self.assertEqual(choice.with_context(lang="zh_CN").name, "逾期")
