from odoo import models

from ...tools.session import running_by_itself


class IrActionsServer(models.Model):
    """What the code of an action does, nobody has pressed."""

    _name = "ir.actions.server"
    _inherit = "ir.actions.server"

    def _run_action_code_multi(self, eval_context):
        with running_by_itself():
            return super()._run_action_code_multi(eval_context)
