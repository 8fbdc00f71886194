from odoo.tests import Form

from .common import DuplicateCommon


class SearchCommon(DuplicateCommon):
    """The window of the analysis, filled in by a salesperson as on the screen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Search = cls.env["crm.duplicate.search"].with_user(cls.seller)

    def _search(self, **values):
        form = Form(self.Search)
        for name, value in values.items():
            form[name] = value
        window = form.save()
        window.action_search()
        return window
