from datetime import date

from odoo.tests import freeze_time

from .common import PipelineCommon

FIRST, LAST = date(2031, 3, 1), date(2031, 3, 31)


class TrialCommon(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2031-03-10 08:00:00"))
        cls.other_seller.sales_manager_id = cls.seller
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.Trial = cls.env["crm.customer.trial"]

    @classmethod
    def _create_trial(cls, customer=None, user=None, **vals):
        values = {
            "partner_id": (customer or cls.customer).id,
            "name": "Pumps, 2 pieces",
            "date_from": FIRST,
            "date_until": LAST,
            "reason": "Compare them with the present ones",
            **vals,
        }
        return cls.Trial.with_user(user or cls.seller).create(values)

    @classmethod
    def _apply(cls, *args, **vals):
        trial = cls._create_trial(*args, **vals)
        trial.action_request()
        return trial

    @classmethod
    def _approve(cls, *args, **vals):
        trial = cls._apply(*args, **vals)
        trial.with_user(cls.manager).action_approve()
        return trial
