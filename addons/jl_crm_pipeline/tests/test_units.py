from odoo.tests import tagged

from odoo.addons.jl_crm_base.tests.units import PhoneUnitsCase, UnitsCase


@tagged("post_install", "-at_install")
class TestUnits(UnitsCase):
    def test_components(self):
        """MAT-1, TUR-5, K3O-1: fields, stage dialogue and funnel by themselves."""
        self._run_units("jl_crm_pipeline")


@tagged("post_install", "-at_install")
class TestPhoneUnits(PhoneUnitsCase):
    def test_components(self):
        """IMP-7: the same on a phone."""
        self._run_units("jl_crm_pipeline")
