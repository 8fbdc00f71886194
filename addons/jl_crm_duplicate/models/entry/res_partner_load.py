from psycopg2.extensions import TransactionRollbackError

from odoo import api, models

LOAD = "jl_crm_duplicate_load"


class LoadReport:
    """What an import leaves out; in the context, where no client can put one."""

    def __init__(self):
        self.refused = {}
        self.failure = None

    def leave_out(self, data_list, rows):
        """Note the refused rows {place: row}, and return the data of the rest."""
        for place, row in rows.items():
            info = data_list[place]["info"]
            self.refused[info["rows"]["from"]] = (info, row)
        return [data for place, data in enumerate(data_list) if place not in rows]


class LeftOutError(Exception):
    """Takes a batch back, because some of its rows are refused."""

    def __init__(self, rows):
        super().__init__()
        self.rows = rows


class ResPartner(models.Model):
    """An import takes in what is new and says what it left out (DUP-3, K3D-2).

    Rows that are stopped leave nothing behind: the batch is taken back and put in
    again without them.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    def load(self, fields, data):
        """Import rows; those that are duplicates are left out and reported.

        :return: what Odoo returns; a row that was left out has a message of the type
            ``warning`` with ``duplicate``: the row as a DuplicateError has it
        """
        if not self._is_attended():
            return super().load(fields, data)
        report = LoadReport()
        partners = self.with_context(**{LOAD: report})
        result = super(ResPartner, partners).load(fields, data)
        if report.failure:
            # Odoo makes a message of it; the whole request has to be repeated
            raise report.failure
        if result["ids"]:
            result["ids"] = [one for one in result["ids"] if one]
        result["messages"] += self._list_left_out(report)
        return result

    @api.model
    def _list_left_out(self, report):
        words = self.env["crm.duplicate.report"]
        return [
            {
                **info,
                "type": "warning",
                "message": words._word_left_out(row),
                "duplicate": row,
            }
            for _first, (info, row) in sorted(report.refused.items())
        ]

    @api.model
    def _load_records(self, data_list, update=False):
        report = self.env.context.get(LOAD)
        if not isinstance(report, LoadReport):
            return super()._load_records(data_list, update)
        try:
            load = super()._load_records
            return self._load_unless_refused(load, data_list, update, report)
        except TransactionRollbackError as failure:
            report.failure = failure
            raise

    @api.model
    def _load_unless_refused(self, load, data_list, update, report):
        rest = []
        try:
            with self.env.cr.savepoint():
                return self._load_batch(load, data_list, update)
        except LeftOutError as error:
            rest = report.leave_out(data_list, error.rows)
        if not rest:
            return self.browse()
        return self._load_unless_refused(load, rest, update, report)

    @api.model
    def _load_batch(self, load, data_list, update):
        """Load rows as Odoo does.

        :param load: Odoo's own method for it
        :raise LeftOutError: some are refused
        """
        copies = [{**data, "values": dict(data["values"])} for data in data_list]
        with self._collect_duplicates() as scope:
            records = load(copies, update)
        findings = self._find_duplicates(scope)
        refused = [finding for finding in findings if not finding.is_allowed]
        if refused:
            raise LeftOutError(self._place_refused(records, refused))
        self.env["crm.duplicate.override"]._keep(findings)
        return records

    @api.model
    def _place_refused(self, records, refused):
        """Return {place in the batch: row as a DuplicateError has it}."""
        rows = self.env["crm.duplicate.report"]._describe_findings(refused)
        by_customer = {
            finding.customer_id: row for finding, row in zip(refused, rows, strict=True)
        }
        customers = [one.commercial_partner_id.id for one in records.sudo()]
        return {
            place: by_customer[customer]
            for place, customer in enumerate(customers)
            if customer in by_customer
        }
