from odoo.tests import tagged

from odoo.addons.jl_crm_base.tests.order import OrderMixin

from .common import HandoverCommon


@tagged("post_install", "-at_install")
class TestOrder(OrderMixin, HandoverCommon):
    """Who is asked first when people leave and when customers change hands."""

    order_models = ("crm.handover",)

    def test_order_is_the_one_written_down(self):
        users = self._open("res.users", self.admin)
        seller = users.browse(self.seller.id)
        with self._tell("An administrator archives a user with customers"):
            seller.action_archive()
        with self._tell("An administrator closes the account of a user with customers"):
            seller.active = False
        with self._tell("An administrator deletes a user with customers"):
            seller.unlink()
        self._sign_handover()
        with self._tell("An administrator archives a user without customers"):
            seller.action_archive()
        with self._tell("An administrator deletes a user without customers"):
            users.browse(self.employee.id).unlink()
        self._assert_order()

    def _sign_handover(self):
        with self._tell("A manager draws up a handover"):
            handover = self._create_handover()
        with self._tell("A manager starts a handover"):
            self._start(handover)
        self._settle(handover)
        with self._tell("A manager brings a handover to signing"):
            handover.action_to_signing()
        with self._tell("A manager changes what is being signed"):
            handover.kind = "leaving"
        handover.action_to_signing()
        *others, last = (user for _role, user in handover._get_parties())
        self._sign(handover, *others)
        with self._tell("The last one signs, and the customers are handed over"):
            self._sign(handover, last)
