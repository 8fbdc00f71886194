from odoo.addons.web.tests.test_js import HOOTCommon, unit_test_error_checker


class UnitsCase(HOOTCommon):
    """The unit tests of our components in JavaScript, without those of Odoo."""

    preset = "desktop"

    def _run_units(self, addon):
        """Run those of one add-on; what they say stands in the log."""
        options = f"preset={self.preset}&id={self._generate_hash(f'@{addon}')}"
        self.browser_js(
            f"/web/tests?headless&loglevel=2&timeout=15000&{options}",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )


class PhoneUnitsCase(UnitsCase):
    """The same on a phone: narrow, and touched instead of clicked."""

    preset = "mobile"
    browser_size = "375x667"
    touch_enabled = True
