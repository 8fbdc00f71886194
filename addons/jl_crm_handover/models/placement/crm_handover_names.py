from collections import defaultdict

from odoo import models

from ..plan.crm_handover import CUSTOMERS


class CrmHandover(models.Model):
    """What is counted is called in the language of each who reads (HUA-3)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    def _map_names(self):
        """Return {kind: {language: name}}, in all that are spoken."""
        names = defaultdict(dict)
        for code, _name in self.env["res.lang"].get_installed():
            for what, name in self.with_context(lang=code)._iter_names():
                names[what][code] = name
        # what is kept has an English word, be English spoken or not
        for what, name in self.with_context(lang="en_US")._iter_names():
            names[what].setdefault("en_US", name)
        return names

    def _iter_names(self):
        """Yield (kind, name) in the language of the context; a hook."""
        yield CUSTOMERS, self.env._("Customers")
        for model in self._iter_work_models():
            for kind, name, _part, _heading in model._get_work_kinds():
                yield kind, name
