from odoo.tests import tagged

from odoo.addons.jl_crm_base.tests.units import PhoneUnitsCase, UnitsCase


@tagged("post_install", "-at_install")
class TestUnits(UnitsCase):
    def test_components(self):
        """DUP-1, DUP-2, DUP-3: band, dialogue, hits, import and merge by themselves."""
        self._run_units("jl_crm_duplicate")


@tagged("post_install", "-at_install")
class TestPhoneUnits(PhoneUnitsCase):
    def test_components(self):
        """IMP-7: the same on a phone."""
        self._run_units("jl_crm_duplicate")
