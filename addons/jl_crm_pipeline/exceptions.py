from odoo.exceptions import UserError


class StageError(UserError):
    """An opportunity does not fulfil what its stage asks for (K3O-1).

    ``context`` travels with the error to the client: the opportunities with what each
    lacks, how it can be filled in on the spot, whether the reader may waive it, and the
    values with which the step is taken again.
    """

    def __init__(self, message, context):
        super().__init__(message)
        self.context = context
