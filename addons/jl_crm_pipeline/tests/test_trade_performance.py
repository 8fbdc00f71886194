from lxml import etree

from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestTradePerformance(PipelineCommon):
    """The lists with the evidence cost the same for few and for many."""

    def _create_customers(self, count):
        return self.Partner.create(
            [
                {
                    "name": f"Customer {n}",
                    "is_company": True,
                    "phone": f"0755 8000 10{n:02}",
                    "child_ids": [(0, 0, {"name": f"Person {n}"})],
                }
                for n in range(count)
            ]
        )

    def _get_specification(self, model, arch):
        specification = {}
        for node in etree.fromstring(arch).iter("field"):
            field = self.env[model]._fields[node.get("name")]
            relates = field.type == "many2one"
            shown = {"fields": {"display_name": {}}} if relates else {}
            specification[node.get("name")] = shown
        return specification

    def test_list_of_requests(self):
        """K3C-3: the evidence of twenty requests costs what that of two does."""
        customers = self._create_customers(20)
        for customer in customers:
            self._create_request(customer)
            self._confirm_order(customer)
        conversions = self.Conversion.with_user(self.office)
        arch = conversions.get_view(view_type="list")["arch"]
        specification = self._get_specification(conversions._name, arch)

        def read(count):
            domain = [("partner_id", "in", customers[:count].ids)]
            rows = conversions.web_search_read(domain, specification)["records"]
            self.assertEqual(len(rows), count)

        self._assert_same_cost(lambda: read(2), lambda: read(20))

    def test_lines_of_a_batch(self):
        """K3C-6: nor does the list of the customers to convert grow with them."""
        batches = self.env["crm.customer.conversion.batch"].with_user(self.office)
        form = etree.fromstring(batches.get_view(view_type="form")["arch"])
        arch = etree.tostring(form.find(".//field[@name='line_ids']/list"))
        specification = self._get_specification(f"{batches._name}.line", arch)

        def open_lines(customers):
            action = customers.with_user(self.office).action_convert_many()
            batch = batches.browse(action["res_id"])
            return lambda: batch.web_read({"line_ids": {"fields": specification}})

        self._assert_same_cost(
            open_lines(self._create_customers(2)),
            open_lines(self._create_customers(20)),
        )

    def test_list_of_customers(self):
        """K3C-1: the customers' own list reads nothing customer by customer."""
        customers = self._create_customers(20)
        partners = self.Partner.with_user(self.seller)
        view = self.env.ref("jl_crm_pipeline.res_partner_view_list_customer")
        arch = partners.get_view(view.id, "list")["arch"]
        specification = self._get_specification("res.partner", arch)

        def read(count):
            domain = [("id", "in", customers[:count].ids)]
            partners.web_search_read(domain, specification)

        self._assert_same_cost(lambda: read(2), lambda: read(20))
