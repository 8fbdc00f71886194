from odoo.exceptions import UserError


class DuplicateError(UserError):
    """Somebody tried to save a customer that is in the base already (DUP-3).

    ``context`` travels with the error to the client: the rows that were refused with
    their hits as the band shows them, and whether the reader may go on with a reason.
    """

    def __init__(self, message, rows, may_go_on):
        super().__init__(message)
        self.context = {"duplicates": rows, "may_go_on": may_go_on}
