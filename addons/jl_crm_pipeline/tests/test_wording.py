from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from odoo.addons.jl_crm_base.models.wording import ir_module_module
from odoo.addons.jl_crm_base.tools.wording import find_places, read_words

MENU = "crm.menu_crm_opportunities"
LANGUAGES = ("zh_CN", "zh_TW")


@tagged("post_install", "-at_install")
class TestWording(TransactionCase):
    """Odoo's clumsy Chinese is replaced on the screens that our users see."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in LANGUAGES:
            cls.env["res.lang"]._activate_lang(lang)
        with patch.object(ir_module_module, "read_words", return_value={}):
            cls._load("crm", "jl_crm_pipeline", overwrite=True)

    @classmethod
    def _load(cls, *modules, lang="zh_CN", **options):
        cls.env["ir.module.module"]._load_module_terms(modules, [lang], **options)

    def _read(self, xmlid, field="name", lang="zh_CN"):
        return self.env.ref(xmlid).with_context(lang=lang)[field]

    def test_add_on_is_installed_where_the_language_is(self):
        """Odoo's words are there already, and Odoo never overwrites what is there."""
        self.assertEqual(self._read(MENU), "我的渠道")

        self._load("jl_crm_pipeline")

        self.assertEqual(self._read(MENU), "我的商机")

    def test_language_is_added_later(self):
        self._load("crm", "jl_crm_pipeline")

        self.assertEqual(self._read(MENU), "我的商机")

    def test_module_of_odoo_is_loaded_once_more(self):
        """Even by an upgrade that overwrites translations."""
        self._load("crm", overwrite=True)

        self.assertEqual(self._read(MENU), "我的商机")

    def test_language_that_odoo_does_not_have(self):
        """A distribution may leave a language out."""
        self._load("jl_crm_pipeline", lang="zh_TW")

        self.assertEqual(self._read(MENU, lang="zh_TW"), "我的商機")

    def test_words_of_people_stay(self):
        menu = self.env.ref(MENU)
        menu.update_field_translations("name", {"zh_CN": "我的项目"})
        form = self.env.ref("crm.crm_lead_view_form")
        form.update_field_translations(
            "arch_db", {"zh_CN": {"No closing estimate": "尚未估计"}}
        )

        self._load("jl_crm_pipeline")

        self.assertEqual(self._read(MENU), "我的项目")
        self.assertIn("尚未估计", self._read("crm.crm_lead_view_form", "arch_db"))

    def test_terms_of_views_and_fields(self):
        self._load("jl_crm_pipeline")

        form = self._read("crm.crm_lead_view_form", "arch_db")
        self.assertIn("未填预计成交日期", form)
        self.assertNotIn("没有结算估算", form)
        for xmlid, label in (
            ("base.field_res_partner__vat", "税号"),
            ("base.field_res_partner__user_id", "负责人"),
            ("crm.field_crm_lead__user_id", "负责人"),
            ("sale.field_sale_order__user_id", "负责人"),
        ):
            with self.subTest(field=xmlid):
                self.assertEqual(self._read(xmlid, "field_description"), label)

    def test_word_for_some_places_only(self):
        """An opportunity's model is named so, a lead that is none yet stays a lead."""
        self._load("jl_crm_pipeline")

        self.assertEqual(self._read("crm.model_crm_lead"), "商机")
        self.assertEqual(self._read("base.model_res_partner"), "客户/联系人")
        kind = "crm.selection__crm_lead__type__lead"
        self.assertEqual(self._read(kind), "线索")

    def test_javascript(self):
        """Texts of the browser come from files, by module."""
        translations, _parameters = self.env["ir.http"]._get_translations_for_webclient(
            ["web", "mail", "calendar"], "zh_CN"
        )

        told = {
            (module, message["id"]): message["string"]
            for module, found in translations.items()
            for message in found["messages"]
        }
        self.assertEqual(told["mail", "Late"], "逾期")
        self.assertEqual(told["web", "Archive"], "归档")
        self.assertEqual(told["web", "My Preferences"], "个人设置")
        self.assertEqual(told["mail", "Tomorrow"], "明天")

    def test_every_word_stands_somewhere(self):
        """A text that a new Odoo writes in another way is found here."""
        installed = self.env["ir.module.module"]._installed()
        for lang in LANGUAGES:
            for module, words in read_words("jl_crm_pipeline", lang).items():
                if module not in installed:
                    continue
                places, _translations = find_places(module, lang, words)
                with self.subTest(module=module, lang=lang):
                    self.assertEqual(set(words), set(places))
                    for source, word in words.items():
                        ours = {
                            place
                            for place in word.places
                            if place.xmlid.startswith(f"{module}.")
                        }
                        self.assertLessEqual(ours, places[source])
