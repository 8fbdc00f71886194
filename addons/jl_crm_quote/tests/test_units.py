from odoo.tests import tagged

from odoo.addons.jl_crm_base.tests.units import UnitsCase


@tagged("post_install", "-at_install")
class TestUnits(UnitsCase):
    def test_components(self):
        """IMP-2: the field of an offer's file by itself."""
        self._run_units("jl_crm_quote")
