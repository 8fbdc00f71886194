from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import QuoteCommon

OPTIONS = {
    "quoting": '"',
    "separator": ",",
    "has_headers": True,
    "encoding": "utf-8",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "date_format": "",
    "datetime_format": "",
}
COLUMNS = ["name", "user_id"]


@tagged("post_install", "-at_install")
class TestInstalling(QuoteCommon):
    def test_data_of_an_add_on_go_out_while_it_is_installed(self):
        """K3Q-4: with the system's rights, while no registry serves requests."""
        order = self._create_quotation()
        self.assertTrue(order.is_blocked)

        with patch.object(self.env.registry, "ready", False):
            order.sudo()._ensure_released()
            with self.assertRaisesRegex(UserError, order.name):
                order._ensure_released()
        for one in (order, order.sudo()):
            with self.assertRaisesRegex(UserError, order.name):
                one._ensure_released()


@tagged("post_install", "-at_install")
class TestMailThatIsGone(QuoteCommon):
    def test_mail_of_a_savepoint_that_was_rolled_back(self):
        """IMP-2: it is sent after that, as far as Odoo knows."""
        savepoint = self.env.cr.savepoint()
        mail = self.env["mail.mail"].create({"body_html": "gone"})
        mail.flush_recordset()
        savepoint.rollback()
        savepoint.close()
        self.env.invalidate_all()

        mail.send()

        self.assertFalse(mail.exists())

    def test_import_of_opportunities_is_tried(self):
        """IMP-2: their salesperson is told by e-mail, of nothing in the end."""
        self.seller.notification_type = "email"
        text = f"{','.join(COLUMNS)}\nPumps,{self.seller.name}\n"
        wizard = (
            self.env["base_import.import"]
            .with_user(self.manager)
            .create(
                {
                    "res_model": "crm.lead",
                    "file": text.encode(),
                    "file_name": "leads.csv",
                    "file_type": "text/csv",
                }
            )
        )
        leads = self.env["crm.lead"]
        count = leads.search_count([])

        result = wizard.execute_import(COLUMNS, COLUMNS, OPTIONS, dryrun=True)
        self.env.cr.postcommit.run()

        self.assertFalse(result["messages"])
        self.assertEqual(leads.search_count([]), count)
