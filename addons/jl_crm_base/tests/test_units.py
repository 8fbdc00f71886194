from odoo.tests import tagged

from .units import UnitsCase


@tagged("post_install", "-at_install")
class TestUnits(UnitsCase):
    def test_components(self):
        """DUP-3, K3O-1: a refusal is answered, and the record is saved again."""
        self._run_units("jl_crm_base")
