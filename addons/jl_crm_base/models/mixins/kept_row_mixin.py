from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.permit import Permit

_ADDING = Permit("jl_crm_base_add_row")
# for all the tables, each with a sentence of its own
KEEP_ROWS = """
    CREATE OR REPLACE FUNCTION crm_keep_rows() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION USING MESSAGE = TG_ARGV[0];
    END
    $$ LANGUAGE plpgsql
"""
KEEP_TABLE = (
    """
    CREATE OR REPLACE TRIGGER %(trigger)s
    BEFORE UPDATE OR DELETE ON %(table)s
    FOR EACH ROW EXECUTE FUNCTION crm_keep_rows(%(sentence)s)
    """,
    """
    CREATE OR REPLACE TRIGGER %(trigger_of_all)s
    BEFORE TRUNCATE ON %(table)s
    FOR EACH STATEMENT EXECUTE FUNCTION crm_keep_rows(%(sentence)s)
    """,
)
LET_GO = "DROP FUNCTION IF EXISTS crm_keep_rows CASCADE"


class KeptRowMixin(models.AbstractModel):
    """Rows that the system adds, and that nobody changes or deletes.

    Neither over RPC nor as superuser, administrators included. A model that names a
    sentence in ``_kept_sentence`` has its table guarded by PostgreSQL too, against
    whoever connects to it as the server does; one whose rows SQL of our own still
    touches, or a merge of customers, names none.
    """

    _name = "kept.row.mixin"
    _description = "Rows Kept as They Are"

    _kept_sentence = None

    def init(self):
        result = super().init()
        # whichever add-on is upgraded first
        self.env.cr.execute(SQL(KEEP_ROWS))
        if self._kept_sentence:
            self._keep_table()
        return result

    @api.model
    def _keep_table(self):
        names = {
            "table": SQL.identifier(self._table),
            "trigger": SQL.identifier(f"{self._table}_keep_rows"),
            "trigger_of_all": SQL.identifier(f"{self._table}_keep_table"),
        }
        for statement in KEEP_TABLE:
            self.env.cr.execute(SQL(statement, sentence=self._kept_sentence, **names))

    @api.model
    def _list_open_fields(self):
        # nobody adds or changes a row, which is said in its own words
        return super()._list_open_fields() | set(self._fields)

    @api.model_create_multi
    def create(self, vals_list):
        if vals_list and not _ADDING.holds(self.env):
            raise UserError(self._get_adding_refusal())
        return super().create(vals_list)

    def write(self, vals):
        if self:
            raise UserError(self._get_kept_refusal())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_any(self):
        raise UserError(self._get_kept_refusal())

    @api.model
    def _add_row(self, vals):
        """Add one row; the callers have checked who may.

        :param dict vals: of the row
        :return: the row, in the environment of this recordset
        """
        return _ADDING.give(self.sudo()).create(vals).with_env(self.env)

    @api.model
    def _get_adding_refusal(self):
        """Return what is said to somebody who adds a row by hand."""
        return self._get_kept_refusal()

    @api.model
    def _get_kept_refusal(self):
        """Return what is said to somebody who changes or deletes one."""
        raise NotImplementedError
