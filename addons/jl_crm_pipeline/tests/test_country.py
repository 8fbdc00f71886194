from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, TransactionCase, new_test_user, tagged

from odoo.addons.jl_crm_base.models.country.res_company import ASKED, UNNAMED

CHARTS = "odoo.addons.account.models.chart_template.AccountChartTemplate.try_loading"


@tagged("post_install", "-at_install")
class TestCountry(TransactionCase):
    """Where a company is, asked once: currency (K3Q-1), days and numbers (IMP-1)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param(ASKED, False)
        cls.company = cls.env["res.company"].create({"name": UNNAMED})
        cls.company.partner_id.lang = "en_US"
        cls.china = cls.env.ref("base.cn")
        values = {"company_id": cls.company.id, "company_ids": [cls.company.id]}
        cls.administrator = cls._make_user("base.group_system", **values)
        cls.seller = cls._make_user("sales_team.group_sale_salesman", **values)
        cls.chosen = cls._make_user(
            "base.group_user", **values, lang="zh_TW", tz="Asia/Taipei"
        )
        # no test installs the accounting of a country
        cls.loading = cls.startClassPatcher(patch(CHARTS))

    @classmethod
    def _make_user(cls, group, **values):
        login = group.replace(".", "_")
        user = new_test_user(
            cls.env, f"country_{login}", groups=f"base.group_user,{group}", **values
        )
        if "tz" not in values:
            user.tz = False
        return user

    def _open(self, user=None):
        choices = self.env["crm.country.choice"].with_user(user or self.administrator)
        return choices.with_company(self.company)

    def _answer(self, **values):
        form = Form(self._open())
        form.country_id = self.china
        for name, value in values.items():
            setattr(form, name, value)
        return form.save()

    def _list_blocks(self, user):
        workplace = self.env["crm.workplace"].with_user(user)
        return workplace.with_company(self.company).get_workplace()["blocks"]

    def test_an_administrator_is_asked_and_nobody_else(self):
        """K3Q-1: on the first page, and in the settings."""
        self.assertTrue(self.company._asks_for_country())
        self.assertIn("country", self._list_blocks(self.administrator))
        self.assertNotIn("country", self._list_blocks(self.seller))
        settings = self.env["res.config.settings"].with_user(self.administrator)
        settings = settings.with_company(self.company)
        self.assertTrue(settings.create({}).asks_for_country)

        with self.assertRaises(AccessError):
            self._open(self.seller).create({"country_id": self.china.id})

    def test_what_follows_is_proposed_and_can_be_changed(self):
        """K3Q-1: currency, language, time zone."""
        form = Form(self._open())
        self.assertEqual(form.name, UNNAMED)
        form.country_id = self.china

        self.assertEqual(form.language, "zh_CN")
        self.assertEqual(form.tz, "Asia/Shanghai")
        self.assertEqual(form.currency_id, self.env.ref("base.CNY"))

        form.country_id = self.env.ref("base.de")
        self.assertEqual(form.tz, "Europe/Berlin")
        self.assertEqual(form.currency_id, self.env.ref("base.EUR"))
        self.assertEqual(form.language, "en_US")

    def test_the_language_says_which_country_it_may_be(self):
        """K3Q-1: English is what an installation begins with, so it says nothing."""
        self.assertEqual(Form(self._open()).country_id, self.env.ref("base.us"))

        self.administrator.lang = "zh_CN"
        self.assertEqual(Form(self._open()).country_id, self.china)

    def test_the_answer_sets_the_company_up(self):
        """K3Q-1: and its users, but those who had chosen for themselves."""
        result = self._answer(name="中山五金").action_set_up()

        self.assertEqual(result["tag"], "reload")
        self.assertEqual(self.company.name, "中山五金")
        self.assertEqual(self.company.country_id, self.china)
        self.assertEqual(self.company.currency_id, self.env.ref("base.CNY"))
        self.assertEqual(self.company.tz, "Asia/Shanghai")
        self.assertEqual(self.company.partner_id.lang, "zh_CN")
        self.assertEqual(self.seller.lang, "zh_CN")
        self.assertEqual(self.seller.tz, "Asia/Shanghai")
        self.assertEqual(self.chosen.lang, "zh_TW")
        self.assertEqual(self.chosen.tz, "Asia/Taipei")

    def test_the_chart_of_the_country_is_taken(self):
        """K3Q-1: its taxes come with it."""
        self._answer().action_set_up()

        self.assertEqual(self.loading.call_args.args[0], "cn")

    def test_another_choice_holds(self):
        """K3Q-1: a company in China may keep its books in dollars."""
        dollar = self.env.ref("base.USD")
        self._answer(currency_id=dollar, language="en_US").action_set_up()

        self.assertEqual(self.company.currency_id, dollar)
        self.assertEqual(self.company.partner_id.lang, "en_US")

    def test_it_is_asked_once(self):
        """K3Q-1: whatever the answer was."""
        choice = self._answer()
        choice.action_set_up()
        self.assertFalse(self.company._asks_for_country())
        self.assertNotIn("country", self._list_blocks(self.administrator))
        self.company.country_id = False

        for again in (choice.action_set_up, choice.action_leave):
            with self.subTest(again=again), self.assertRaises(UserError):
                again()

    def test_it_can_be_left_as_it_is(self):
        """K3Q-1: nothing changes then."""
        before = self.company.currency_id
        Form(self._open()).save().action_leave()

        self.assertFalse(self.company._asks_for_country())
        self.assertFalse(self.company.country_id)
        self.assertEqual(self.company.currency_id, before)

    def test_a_company_as_installed_is_asked_about(self):
        """K3Q-1: Odoo's general chart of accounts puts a base into America."""
        self.company.country_id = self.env.ref("base.us")
        self.assertFalse(self.company._asks_for_country())

        alone = patch.object(
            type(self.company), "_list_companies", lambda _self: (self.company.id,)
        )
        with alone:
            self.assertTrue(self.company._asks_for_country())
            self.company.street = "工业大道 1 号"
            self.assertFalse(self.company._asks_for_country())
            self.company.street = False
            self.company.name = "中山五金"
            self.assertFalse(self.company._asks_for_country())

    def test_a_company_that_sells_already_stays_as_it_is(self):
        """K3Q-1: its orders and entries are in its currency."""
        choice = self._answer()
        customer = self.env["res.partner"].create({"name": "Someone"})
        self.env["sale.order"].create(
            {"partner_id": customer.id, "company_id": self.company.id}
        )

        self.assertFalse(self.company._asks_for_country())
        with self.assertRaisesRegex(UserError, "set up already"):
            choice.action_set_up()
        with self.assertRaisesRegex(UserError, "country stays"):
            self.company._take_country(self.china)

    def test_whoever_installs_says_the_country(self):
        """K3Q-1: in the language of computers."""
        here = self.env["res.company"].with_company(self.company)
        with self.assertRaisesRegex(UserError, "XX"):
            here._set_up_country("XX")

        here._set_up_country("cn")
        self.assertEqual(self.company.currency_id.name, "CNY")
        self.company.partner_id.lang = "en_US"

        here._set_up_country("CN")
        self.assertEqual(self.company.partner_id.lang, "en_US")

    def test_a_country_without_a_chart_has_its_tax(self):
        """K3Q-1: in the general one."""
        main = self.env.ref("base.main_company")
        tax = self.env["account.tax"].create(
            {"name": "15% VAT", "amount": 15, "company_id": main.id}
        )
        main.account_sale_tax_id = tax
        main.country_id = self.china
        main._adapt_taxes()

        self.assertEqual(tax.amount, 13)
        self.assertEqual(tax.name, "13%")

    def test_chinese_is_called_by_its_own_name(self):
        """ux.md B: no English beside it, and the week begins on Monday."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self._answer().action_set_up()

        language = self.env["res.lang"]._lang_get("zh_CN")
        self.assertEqual(language.name, "简体中文")
        self.assertEqual(language.week_start, "1")
