from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.profile import res_partner_nightly as nightly
from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestRegion(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guangdong = cls.env.ref("base.state_cn_GD")
        cls.south = cls.env.ref("jl_crm_pipeline.customer_region_south")

    def test_province_gives_the_region(self):
        """K3D-1: when the customer is entered, and when the province comes later."""
        customers = self._create_customer("First", state_id=self.guangdong.id)
        customers |= self._create_customer("Second")
        customers[1].state_id = self.guangdong

        self.assertEqual(customers.customer_region_id, self.south)

    def test_country_gives_it_where_no_province_does(self):
        """K3D-1: customers abroad."""
        country = self.env.ref("base.de")
        region = self.env["customer.region"].create(
            {"name": "Europe", "country_ids": country.ids}
        )
        customer = self._create_customer(country_id=country.id)

        self.assertEqual(customer.customer_region_id, region)

    def test_given_region_stays(self):
        """K3D-1: people know better."""
        north = self.env.ref("jl_crm_pipeline.customer_region_north")
        customer = self._create_customer(customer_region_id=north.id)
        customer.state_id = self.guangdong

        self.assertEqual(customer.customer_region_id, north)

    def test_old_customers_get_it_at_night(self):
        """K3D-1: by province, else by country; a region of their own stays."""
        germany = self.env.ref("base.de")
        europe = self.env["customer.region"].create({"name": "Europe"})
        world = self.env["customer.region"].create({"name": "World"})
        north = self.env.ref("jl_crm_pipeline.customer_region_north")
        home = {"state_id": self.guangdong.id, "country_id": self.env.ref("base.cn").id}
        customers = self._create_customer("First", **home)
        customers |= self._create_customer("Second", country_id=germany.id)
        customers |= self._create_customer("Third", customer_region_id=north.id, **home)
        vendor = self._create_customer("Vendor", supplier_rank=1, **home)
        customers[0].customer_region_id = False
        europe.country_ids = germany
        world.country_ids = germany | self.env.ref("base.cn")
        europe.sequence = 1

        self.Partner._refresh_regions(limit=1_000_000)

        regions = [one.customer_region_id for one in customers]
        self.assertEqual(regions, [self.south, europe, north])
        self.assertFalse(vendor.customer_region_id)

    def test_many_get_it_in_some_runs(self):
        """K3D-1: the night asks for another run as long as there are more."""
        customers = self._create_customer("First") | self._create_customer("Second")
        customers.state_id = self.guangdong
        customers.customer_region_id = False
        cron = self.env.ref("jl_crm_pipeline.ir_cron_refresh_customers")
        triggers = self.env["ir.cron.trigger"]
        before = triggers.search_count([("cron_id", "=", cron.id)])
        with patch.object(nightly, "REGION_BATCH", 1):
            self.Partner._cron_refresh_customers()

        self.assertEqual(len(customers.filtered("customer_region_id")), 1)
        after = triggers.search_count([("cron_id", "=", cron.id)])
        self.assertEqual(after, before + 1)

    def test_place_without_a_region(self):
        """K3D-1: and a vendor, which has none."""
        vendor = self._create_customer(
            "Vendor", supplier_rank=1, state_id=self.guangdong.id
        )
        abroad = self._create_customer(country_id=self.env.ref("base.fr").id)

        self.assertFalse((vendor | abroad).customer_region_id)


@tagged("post_install", "-at_install")
class TestRelations(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_customer("Group", user_id=cls.seller.id)
        cls.branch = cls._create_customer("Branch")
        cls.relation = cls.env["customer.relation"].create(
            {
                "partner_id": cls.group.id,
                "related_id": cls.branch.id,
                "kind": "branch",
                "note": "Since 2019",
            }
        )

    def test_the_other_sees_it_turned_round(self):
        """KIN-1: both directions, with the same note."""
        self.assertRecordValues(
            self.branch.relation_ids,
            [{"related_id": self.group.id, "kind": "parent", "note": "Since 2019"}],
        )

    def test_both_change_together(self):
        """KIN-1: from the one side or from the other."""
        self.branch.relation_ids.write({"kind": "contractor", "note": "Tower 2"})
        self.assertRecordValues(
            self.group.relation_ids,
            [
                {
                    "related_id": self.branch.id,
                    "kind": "subcontractor",
                    "note": "Tower 2",
                }
            ],
        )
        other = self._create_customer("Other")
        self.group.relation_ids.related_id = other
        self.assertFalse(self.branch.relation_ids)
        self.assertEqual(other.relation_ids.related_id, self.group)

    def test_both_go_together(self):
        """KIN-1: none is left that points nowhere."""
        self.branch.relation_ids.unlink()

        self.assertFalse(self.group.relation_ids)

    def test_nobody_is_related_to_itself(self):
        """KIN-1: nor is a person; nor twice in the same way."""
        person = self._create_person()
        values = {"partner_id": self.group.id, "kind": "partner"}
        relations = self.env["customer.relation"]
        for related in (self.group, person):
            name = related.name
            with self.subTest(related=name), self.assertRaises(ValidationError):
                relations.create({**values, "related_id": related.id})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.relation.copy()

    def test_salesperson_enters_them_on_the_form(self):
        """KIN-1: as lines of the customer."""
        self.group.with_user(self.seller).relation_ids.unlink()
        self.assertFalse(self.branch.relation_ids)


@tagged("post_install", "-at_install")
class TestDepartment(PipelineCommon):
    def test_department(self):
        """K3D-1: the responsible department follows the responsible person."""
        north, south = self.env["crm.team"].create([{"name": "N"}, {"name": "S"}])
        north.member_ids = [Command.link(self.seller.id)]
        south.member_ids = [Command.link(self.other_seller.id)]
        customers = self.Partner.create(
            [
                {"name": f"Pumps {user.login}", "is_company": True, "user_id": user.id}
                for user in (self.seller, self.other_seller)
            ]
        ).with_user(self.office)
        mine = [("id", "in", customers.ids)]

        found = customers.search([*mine, ("team_id", "=", south.id)])
        groups = customers.formatted_read_group(mine, ["team_id"], ["__count"])

        self.assertEqual(customers.team_id, north | south)
        self.assertEqual(found, customers[1])
        self.assertEqual(
            {group["team_id"][0]: group["__count"] for group in groups},
            {north.id: 1, south.id: 1},
        )
