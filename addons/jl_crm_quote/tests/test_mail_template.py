from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestMailTemplate(QuoteCommon):
    def test_a_template_is_saved_whatever_is_under_review(self):
        """K3Q-4: Odoo tries a template with any quotation; only a real mail leaves."""
        order = self._create_quotation(date_order="2090-01-01 09:00:00")
        self.assertEqual(self.env["sale.order"].search([], limit=1), order)
        self.assertTrue(order.is_blocked)

        template = self.env["mail.template"].create(
            {
                "name": "Greeting",
                "model_id": self.env.ref("sale.model_sale_order").id,
                "subject": "{{ object.name }}",
            }
        )

        self.assertTrue(template.exists())
        with self.assertRaises(UserError):
            template._render_field("subject", order.ids)

    def test_a_webhook_is_a_way_out(self):
        """security.md 30: a webhook posts nothing of what was not approved."""
        order = self._create_quotation()
        model = self.env["ir.model"]._get("sale.order")
        fields_ = self.env["ir.model.fields"]._get("sale.order", "amount_total")
        webhook = self.env["ir.actions.server"].create(
            {
                "name": "Tell",
                "model_id": model.id,
                "state": "webhook",
                "webhook_url": "http://127.0.0.1:1/",
                "webhook_field_ids": fields_.ids,
            }
        )
        told = webhook.with_context(active_model="sale.order", active_id=order.id)

        with self.assertRaises(UserError):
            told.run()
