from lxml import etree

from odoo.tests import Form, tagged

from odoo.addons.jl_crm_base.tests.web_form import save_in_form

from .common import PipelineCommon

CONTEXT = {
    "default_is_company": True,
    "res_partner_search_mode": "customer",
    "jl_crm_pipeline_registering": True,
}
CARD = {
    "name": "湛江市霞光幕墙配件有限公司",
    "entry_contact_name": "欧阳岚",
    "entry_contact_mobile": "13711162253",
    "entry_contact_function": "采购经理",
}


@tagged("post_install", "-at_install")
class TestCustomerRegister(PipelineCommon):
    """A name card becomes a customer by one save (ux.md 7, 20; K3D-1, TUR-3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.view = cls.env.ref("jl_crm_pipeline.res_partner_view_form_register")
        cls.china = cls.env.ref("base.cn")
        cls.guangdong = cls.env.ref("base.state_cn_GD")
        cls.env.company.country_id = cls.china
        cls.industry = cls.env.ref("jl_crm_pipeline.industry_curtain_wall")
        cls.source = cls.env.ref("jl_crm_pipeline.customer_source_fair")

    def _partners(self, user, **context):
        return self.Partner.with_user(user).with_context(**CONTEXT, **context)

    def _register(self, user=None, **values):
        partners = self._partners(user or self.seller)
        return save_in_form(partners, {**CARD, **values}, self.view.id)

    def test_from_the_duplicate_window(self):
        """DUP-1: whoever is not found is registered with what was typed."""
        windows = self.env["crm.duplicate.search"].with_user(self.seller)
        window = windows.create(
            {
                "name": CARD["name"],
                "contact": CARD["entry_contact_name"],
                "mobile": CARD["entry_contact_mobile"],
                "city": "中山市",
            }
        )
        action = window.action_register()
        self.assertEqual(action["view_id"][0], self.view.id)
        partners = self.Partner.with_user(self.seller)
        partners = partners.with_context(**action["context"])
        customer = save_in_form(partners, {}, self.view.id)
        self.assertEqual(customer.name, CARD["name"])
        self.assertEqual(customer.city, "中山市")
        self.assertEqual(customer.child_ids.name, CARD["entry_contact_name"])

    def test_a_card_is_one_save(self):
        """ux.md 7: company and contact, by what the web client sends."""
        customer = self._register(
            state_id=self.guangdong.id,
            city="中山市",
            entry_district="石岐街道",
            street="康华路 8 号",
            industry_id=self.industry.id,
            customer_source_id=self.source.id,
            entry_note="要 200 套",
        )

        self.assertRecordValues(
            customer,
            [
                {
                    "is_company": True,
                    "customer_status": "potential",
                    "user_id": self.seller.id,
                    "country_id": self.china.id,
                    "street": "石岐街道康华路 8 号",
                    "industry_id": self.industry.id,
                    "customer_source_id": self.source.id,
                    "maturity": "d",
                }
            ],
        )
        self.assertIn("200", customer.comment)
        self.assertRecordValues(
            customer.child_ids,
            [
                {
                    "name": "欧阳岚",
                    "function": "采购经理",
                    "is_company": False,
                    "type": "contact",
                    "customer_status": False,
                }
            ],
        )
        self.assertEqual(customer.child_ids.mobile, "137 1116 2253")

    def test_mobile_stands_in_for_the_phone(self):
        """K3D-1: a customer has a main phone; a small one has a mobile alone."""
        self.assertEqual(self._register().phone, "137 1116 2253")
        other = self._register(
            name="茂名市石基铝窗厂",
            entry_contact_mobile="13711162254",
            phone="0769-8123 4567",
        )
        self.assertIn("0769", other.phone.replace(" ", "").replace("+86", "0"))

    def test_a_wrong_mobile_is_refused(self):
        """ux.md 11, IMP-1: ten digits are told on leaving the field and refused."""
        with self._assert_refused("A mobile number has 11 digits"):
            self._register(entry_contact_mobile="1390000010")
        told = self._partners(self.seller).onchange(
            {"entry_contact_mobile": "1390000010", "country_id": self.china.id},
            ["entry_contact_mobile"],
            {"entry_contact_mobile": {}, "country_id": {}},
        )
        self.assertIn("11 digits", told["warning"]["message"])
        self.assertEqual(told["warning"]["type"], "notification")

    def test_nothing_is_half_made(self):
        """K3D-1: a refused contact leaves no company behind."""
        with self._assert_refused("A mobile number has 11 digits"):
            self._register(entry_contact_mobile="1390000010")

        self.assertFalse(self.Partner.search([("name", "=", CARD["name"])]))

    def test_contact_without_a_name_is_refused(self):
        """TUR-3: over RPC as well."""
        with self._assert_refused("The contact has no name"):
            self._partners(self.seller).create(
                {"name": "Harbour", "entry_contact_mobile": "13711162253"}
            )

    def test_clerk_leaves_it_to_the_office_or_chooses(self):
        """ux.md 19, K3D-3: unassigned by default; a clerk may say who gets it."""
        self._create_office(self.director, self.clerk, self.seller)
        free = self._register(self.clerk)
        chosen = self._register(
            self.clerk,
            name="茂名市石基铝窗厂",
            entry_contact_mobile="13711162254",
            user_id=self.seller.id,
        )

        self.assertFalse(free.user_id)
        self.assertEqual(free.team_id, self.clerk.sale_team_id)
        self.assertEqual(chosen.user_id, self.seller)

    def test_general_affairs_registers(self):
        """K3D-1: so does General Affairs."""
        customer = self._register(self.office)

        self.assertEqual(customer.child_ids.name, "欧阳岚")
        self.assertFalse(customer.user_id)

    def test_duplicates_are_refused_with_the_contacts_number(self):
        """DUP-4: the guard sees the contact of the same save."""
        self._register()
        with self._assert_refused("is already in the system"):
            self._register(name="湛江霞光幕墙")

    def test_what_was_searched_for_is_taken_along(self):
        """ux.md 3: a name or number that was not found begins the form."""
        names = ["name", "phone", "entry_contact_mobile", "country_id", "user_id"]
        found = self._partners(
            self.seller, default_name="海天", default_phone="139 0000 0104"
        )
        values = found.default_get(names)
        self.assertEqual(values["name"], "海天")
        self.assertEqual(values["entry_contact_mobile"], "139 0000 0104")
        self.assertFalse(values["phone"])
        self.assertEqual(values["user_id"], self.seller.id)
        landline = self._partners(self.seller, default_phone="0756-8881234")
        self.assertEqual(landline.default_get(names)["phone"], "0756-8881234")

    def test_defaults_are_not_the_contacts(self):
        """K3D-1: what the action gives the company stays with it."""
        partners = self._partners(
            self.seller, default_phone="0756-8881234", default_website="haitian.cn"
        )
        customer = save_in_form(partners, CARD, self.view.id)

        self.assertTrue(customer.website)
        self.assertFalse(customer.child_ids.phone)
        self.assertFalse(customer.child_ids.website)

    def test_what_is_required_is_on_the_form(self):
        """A03, K3D-1: marked, and added where the form has not got it."""
        self.env.ref("jl_crm_pipeline.customer_requirement_industry").is_refused = True
        field = self.env["ir.model.fields"]._get("res.partner", "cooperation_phase")
        self.env["customer.requirement"].create(
            {"field_id": field.id, "is_refused": True}
        )
        arch = etree.fromstring(
            self._partners(self.seller).get_view(self.view.id, "form")["arch"]
        )
        for name in ("industry_id", "cooperation_phase"):
            [node] = arch.xpath(f"//field[@name='{name}']")
            self.assertEqual(node.get("required"), "1")
        with self._assert_refused("cannot be saved without"):
            self._register()
        customer = self._register(
            industry_id=self.industry.id, cooperation_phase="approach"
        )
        self.assertEqual(customer.cooperation_phase, "approach")

    def test_ordinary_form_shows_the_page_of_a_new_company(self):
        """A03: grade, phase and region can be entered while registering."""
        with Form(self.Partner.with_context(default_is_company=True)) as form:
            form.name = "Harbour Pumps"
            form.cooperation_phase = "approach"
        self.assertEqual(form.record.cooperation_phase, "approach")


@tagged("post_install", "-at_install")
class TestPlaces(PipelineCommon):
    """Chinese places in the Chinese order (ux.md 7, 23)."""

    def test_cities_and_districts(self):
        """K3D-1: chosen from the tables, by the rights of who registers."""
        partners = self.Partner.with_user(self.seller)
        guangdong = self.env.ref("base.state_cn_GD").id

        self.assertIn("中山市", partners.suggest_places(guangdong))
        self.assertNotIn("长沙市", partners.suggest_places(guangdong))
        self.assertIn("石岐街道", partners.suggest_places(guangdong, "中山"))
        self.assertIn("长沙市", partners.suggest_places(False))

    def test_province_and_city_fill_in_each_other(self):
        """K3D-1: a city that there is once has its province; Beijing its city."""
        china = self.env.ref("base.cn")
        form = Form(self.Partner.with_context(default_country_id=china.id))
        form.city = "珠海市"
        self.assertEqual(form.state_id, self.env.ref("base.state_cn_GD"))

        form = Form(self.Partner.with_context(default_country_id=china.id))
        form.state_id = self.env.ref("base.state_cn_BJ")
        self.assertEqual(form.city, "北京市")

    def test_own_provinces_without_the_country(self):
        """ux.md 23: 广东省, not 广东省 (CN); others keep the code."""
        guangdong = self.env.ref("base.state_cn_GD")
        self.env.company.country_id = self.env.ref("base.cn")
        self.assertEqual(guangdong.display_name, "广东省")
        texas = self.env.ref("base.state_us_44")
        self.assertIn("(US)", texas.display_name)

    def test_industries_are_kept_by_general_affairs(self):
        """ux.md 23: the list is theirs; ours stand first."""
        industries = self.env["res.partner.industry"]
        ours = industries.with_user(self.office).create({"name": "Greenhouses"})
        ours.name = "Winter gardens"
        ours.active = False
        first = industries.search([], limit=1)
        self.assertEqual(first, self.env.ref("jl_crm_pipeline.industry_curtain_wall"))

    def test_general_industries_go_where_nobody_has_them(self):
        """ux.md 23: Odoo's list is put away on a base without use alone."""
        building = self.env.ref("base.res_partner_industry_F")
        building.active = True
        customer = self._create_customer(industry_id=building.id)
        self.env["res.partner.industry"]._archive_generic()
        self.assertTrue(building.active)

        self.Partner.search([("industry_id", "!=", False)]).industry_id = False
        self.assertFalse(customer.industry_id)
        self.env["res.partner.industry"]._archive_generic()
        self.assertFalse(building.active)
        self.assertTrue(self.env.ref("jl_crm_pipeline.industry_hardware").active)
