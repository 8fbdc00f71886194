from odoo import api, models
from odoo.exceptions import UserError

from ...tools.locks import lock_records
from ...tools.permit import Permit

_MOVE = Permit("jl_crm_base_move")


class WorkflowMixin(models.AbstractModel):
    """A record whose state follows declared pairs and nothing else.

    The inheriting model declares the selection ``state`` (readonly, not copied), names
    its first value in ``_workflow_initial`` and adds pairs to :meth:`_get_transitions`.
    """

    _name = "workflow.mixin"
    _description = "Workflow with Declared Transitions"

    _workflow_initial = "draft"

    @api.model
    def _list_open_fields(self):
        # its own guard is stricter: not even the superuser moves it by hand
        return super()._list_open_fields() | {"state"}

    @api.model
    def _get_transitions(self):
        """Return the allowed moves, a set of (source, target) states."""
        return set()

    def _get_refusal(self, target):
        """Return the sentence that says why this record cannot go to ``target``."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "%(record)s is “%(state)s” and cannot become “%(target)s”.",
            record=self.display_name,
            state=labels.get(self.state, self.state),
            target=labels.get(target, target),
        )

    @api.model_create_multi
    def create(self, vals_list):
        initial = self._workflow_initial
        if any(vals.get("state", initial) != initial for vals in vals_list):
            raise UserError(self._get_state_lock_message())
        # a default_state in the context must not smuggle another start in
        return super().create([{**vals, "state": initial} for vals in vals_list])

    def write(self, vals):
        if "state" in vals and not _MOVE.holds(self.env):
            raise UserError(self._get_state_lock_message())
        return super().write(vals)

    @api.model
    def _get_state_lock_message(self):
        return self.env._(
            "The state is changed with the buttons alone. "
            "Leave the field out and use the button of the step."
        )

    def _move_to(self, target, **vals):
        """Take all the records to ``target``, or none of them.

        :param str target: the state to reach
        :param vals: further values written with it
        :raise UserError: a record is not in a state from which ``target`` follows
        :raise LockError: somebody else is moving a record at this moment
        """
        self._ensure_may_move(target)
        _MOVE.give(self).write({"state": target, **vals})

    def _ensure_may_move(self, target, sources=None):
        """Lock the records, then look whether all of them may go to ``target``.

        The rows are locked before the check, so of two people who press a button
        at the same moment the second is told what the first has done.

        :param str target: the state to reach
        :param sources: the states from which this step goes; all that are declared
            if left out
        :raise UserError: a record is not in a state from which ``target`` follows
        :raise LockError: somebody else is moving a record at this moment
        """
        lock_records(self, allow_referencing=True)
        allowed = self._get_transitions()
        for record in self:
            is_source = sources is None or record.state in sources
            if not is_source or (record.state, target) not in allowed:
                raise UserError(record._get_refusal(target))
