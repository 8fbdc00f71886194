from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.arrays import as_array, as_ids
from odoo.addons.jl_crm_base.tools.permit import Permit

from ...tools.moves import FOLLOW, MOVED, MOVES, turn_moves

# given to somebody else by assignment, leaving or handover: nobody typed it
TRANSFER = Permit("jl_crm_pipeline_transfer")


class CustomerWorkMixin(models.AbstractModel):
    """Give very many records to others in a few statements (HUA-6).

    A model that inherits it is moved without a line of
    its own; one that overrides :meth:`_work_transfer` is moved by that alone.
    """

    _name = "customer.work.mixin"
    _inherit = "customer.work.mixin"

    # a monetary field that says what the record is worth, if there is one
    _work_amount_field = ""

    @api.model
    def _get_work_kinds(self):
        """Return what the open records are called in a handover (HUA-3).

        :return: [(key, name, domain, heading)]; no record is of two kinds
        """
        name = self._get_work_name()
        return [(self._name, name, Domain.TRUE, self._work_handover_heading)]

    @api.model
    def _get_work_name(self):
        """Return what many of the records are called."""
        return self.env["ir.model"]._get(self._name).sudo().name

    @api.model
    def _measure_work(self, domain):
        """Return how many records there are, and what they are worth altogether.

        :return: (count, amount in the currency of the company)
        """
        if not self._work_amount_field:
            return self.search_count(domain), 0.0
        [(count, amount)] = self._read_group(
            domain, [], ["__count", f"{self._work_amount_field}:sum_currency"]
        )
        return count, float(amount or 0.0)

    @api.model
    def _list_work_amounts(self, ids):
        """Return {record id: what it is worth in the currency of the company}."""
        if not self._work_amount_field:
            return {}
        field = self._fields[self._work_amount_field]
        company, today = self.env.company, self.env.company._to_day()
        amounts, rates = {}, {}
        for record in self.browse(ids):
            currency = record[field.get_currency_field(self)] or company.currency_id
            if currency not in rates:
                rates[currency] = currency._get_conversion_rate(
                    currency, company.currency_id, company, today
                )
            amounts[record.id] = record[field.name] * rates[currency]
        return amounts

    @api.model
    def _find_work_pairs(self, domain):
        """Return pairs of a record's id and its customer's, or of None.

        A record of several customers is there once with each.
        """
        self.env.flush_all()
        query = self._search(domain)
        pairs = self._get_customer_pairs(query)
        return self.env.execute_query(pairs) if pairs else self._pair_each(query)

    @api.model
    def _get_customer_pairs(self, query):
        """Return SQL of the pairs of records and customers, if one statement can."""
        field = self._fields[self._work_customer_field]
        if not field.store or field.type != "many2one" or field.company_dependent:
            return None
        return SQL(
            """
            SELECT w.id, p.commercial_partner_id
              FROM %(table)s w
              LEFT JOIN res_partner p ON p.id = w.%(customer)s
             WHERE w.id IN %(records)s
            """,
            table=SQL.identifier(self._table),
            customer=SQL.identifier(field.name),
            records=query.subselect(),
        )

    @api.model
    def _pair_each(self, query):
        return [
            (record.id, customer or None)
            for record in self.browse(query)
            for customer in record._get_work_partners().commercial_partner_id.ids
            or [None]
        ]

    def _work_transfer(self, user):
        """Make ``user`` responsible; dates, states and authorship stay as they are."""
        TRANSFER.give(self).write({self._work_user_field: user.id})

    @api.model
    def _work_transfer_many(self, moves):
        """Give records to others, as many as there may be (HUA-6).

        Set-based where the responsible person is a column; stages, states and dates
        are not touched, nor is anybody told.

        :param moves: [(record id, id of who had it, id of who gets it)]
        """
        if not moves:
            return
        if self._is_moved_in_bulk():
            self._move_rows(moves)
        else:
            self._move_each(moves)

    @api.model
    def _is_moved_in_bulk(self):
        base = self.env.registry["customer.work.mixin"]
        field = self._fields[self._work_user_field]
        is_column = field.store and not field.company_dependent
        return is_column and type(self)._work_transfer is base._work_transfer

    @api.model
    def _move_each(self, moves):
        by_receiver = {}
        for record_id, _giver, receiver in moves:
            by_receiver.setdefault(receiver, []).append(record_id)
        for receiver, ids in by_receiver.items():
            user = self.env["res.users"].browse(receiver)
            self.browse(ids)._work_transfer(user)

    @api.model
    def _move_rows(self, moves):
        self.env.flush_all()
        rows = self._write_moves(moves)
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(table)s w
                   SET %(user)s = moved.receiver,
                       write_uid = %(uid)s,
                       write_date = now() AT TIME ZONE 'UTC'
                  FROM %(moves)s
                 WHERE w.id = moved.id
                """,
                table=SQL.identifier(self._table),
                user=SQL.identifier(self._work_user_field),
                uid=self.env.uid,
                moves=rows,
            )
        )
        self._sync_transfer(rows, [move[0] for move in moves])
        self._swap_followers(rows)
        self.env.invalidate_all(flush=False)

    @api.model
    def _write_moves(self, moves):
        """Keep the moves in a table until the next ones, and return it as SQL."""
        ids, *users = zip(*moves, strict=True)
        ids, (givers, receivers) = as_array(ids), map(as_ids, users)
        drop, create, *others = MOVES
        self.env.cr.execute(SQL(drop))
        self.env.cr.execute(SQL(create, ids=ids, givers=givers, receivers=receivers))
        for statement in others:
            self.env.cr.execute(SQL(statement))
        return SQL(MOVED)

    @api.model
    def _sync_transfer(self, rows, ids):
        """Bring in line what depends on who is responsible.

        The ORM knows what does of a model that we do not know; ours say it in SQL.

        :param SQL rows: the moves, as a table
        :param list ids: of the records
        """
        self.env.invalidate_all(flush=False)
        self.browse(ids).modified([self._work_user_field])
        self.env.flush_all()

    @api.model
    def _sync_team(self, rows):
        """Give the records to the departments of who gets them, others' alone."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(table)s w
                   SET team_id = u.sale_team_id
                  FROM %(moves)s
                  JOIN res_users u ON u.id = moved.receiver
                 WHERE w.id = moved.id
                   AND u.sale_team_id IS NOT NULL
                   AND NOT EXISTS (SELECT FROM crm_team t
                                    WHERE t.id = w.team_id AND t.user_id = u.id)
                   AND NOT EXISTS (SELECT FROM crm_team_member m
                                    WHERE m.crm_team_id = w.team_id
                                      AND m.user_id = u.id AND m.active)
                """,
                table=SQL.identifier(self._table),
                moves=rows,
            )
        )

    @api.model
    def _swap_followers(self, rows, model=None):
        """Let who answers for records of a model follow them."""
        model = model or self._name
        if "message_follower_ids" in self.env[model]._fields:
            for statement in FOLLOW:
                self.env.cr.execute(SQL(statement, moves=rows, model=model))

    @api.model
    def _list_holders_of(self, domain):
        """Return pairs of a record's id and that of who answers for it."""
        rows = self.search_read(domain, [self._work_user_field], load="")
        return [(row["id"], row[self._work_user_field]) for row in rows]

    @api.model
    def _turn_moves(self, moves):
        """Return moves the other way, of what is open and still the receiver's.

        :param moves: [(record id, id of who had it, id of who got it)]
        """
        ids = [move[0] for move in moves]
        domain = self._work_open_domain() & Domain("id", "in", ids)
        holders = dict(self._list_holders_of(domain)) if ids else {}
        return turn_moves(moves, holders)
