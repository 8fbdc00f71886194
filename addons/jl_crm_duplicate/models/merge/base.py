from odoo import models

RECORDER = "jl_crm_duplicate.recorder"


class Base(models.AbstractModel):
    _inherit = "base"

    def _write_multi(self, vals_list):
        """While a merge runs, whatever it changes is kept for the undo before."""
        if recorder := self.env.cr.precommit.data.get(RECORDER):
            recorder(self)
        return super()._write_multi(vals_list)
