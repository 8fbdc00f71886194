from odoo import api, models
from odoo.tools import SQL, ormcache

from ...tools.planned import has_function, make_function, name_function
from ...tools.sealed_html import hold_pictures
from ...tools.sealing import (
    Sealing,
    is_sealable,
    select_content,
    select_seal,
)

KEPT = "jl_crm_base.sealing"
# of more records one statement over all of them is faster than a call for each
FEW = 10


class SealedContentMixin(models.AbstractModel):
    """What was reviewed or signed is all that the reader of the paper sees.

    Every stored field of the record and of its rows counts, but those that the model
    names with a reason, and of files their bytes. A seal is ``version:hash``. The
    version says which fields were sealed; when an add-on brings more, or takes some
    along, what was as it was sealed is sealed anew, and nothing else is.
    """

    _name = "sealed.content.mixin"
    _description = "Sealed Content"

    # {model of the rows: the field by which they belong to the record}
    _seal_parts = {}
    # the columns that keep a seal
    _seal_columns = ()

    def _post_model_setup__(self):
        result = super()._post_model_setup__()
        if self._auto and not self._abstract:
            for field in self._find_sealed_texts():
                hold_pictures(field)
        return result

    @api.model
    def _find_sealed_texts(self):
        """Return the html fields that are sealed, of the model and of its rows."""
        never = self._get_never_sealed()
        return [
            field
            for name in (self._name, *self._seal_parts)
            for field in self.env[name]._fields.values()
            if field.type == "html"
            and is_sealable(field)
            and field.name not in never.get(name, ())
        ]

    def _register_hook(self):
        result = super()._register_hook()
        # a server that starts meets what the last upgrade has left
        if self._auto and not self._abstract and self.env.registry.updated_modules:
            self._keep_sealing()
            self._plan_seal()
        return result

    @api.model
    def _get_never_sealed(self):
        """Return {model: {field: why its change is no other content}}; a hook."""
        return {}

    @api.model
    def _get_seal_conditions(self):
        """Return {model: SQL " AND …" of which rows ``p`` count}; a hook."""
        return {}

    @api.model
    @ormcache()
    def _list_sealed_fields(self):
        """Return {model: names of the fields to seal}, as the add-ons are now."""
        never = self._get_never_sealed()
        return {
            name: sorted(
                field.name
                for field in self.env[name]._fields.values()
                if is_sealable(field) and field.name not in never.get(name, ())
            )
            for name in (self._name, *self._seal_parts)
        }

    @api.model
    @ormcache("name", cache="stable")
    def _list_touching(self, name):
        """Return the fields whose writing changes what is sealed, or may do so.

        :param str name: of the model, or of one of its rows
        :rtype: frozenset[str]
        """
        fields = self._get_sealing().fields
        sealed = {
            self.env[model]._fields.get(field)
            for model, names in fields.items()
            for field in names
        }
        return frozenset(
            field.name
            for field in self.env[name]._fields.values()
            if field.name in fields[name]
            or not sealed.isdisjoint(self.env.registry.get_dependent_fields(field))
        )

    @api.model
    @ormcache(cache="stable")
    def _get_sealing(self):
        """Return the sealing that holds."""
        parameters = self.env["ir.config_parameter"].sudo()
        kept = Sealing.parse(parameters.get_param(f"{KEPT}.{self._name}"))
        return kept or Sealing(2, self._list_sealed_fields())

    def _get_seal(self):
        """Return the seal of what the record says now.

        :rtype: str or None
        """
        return self._read_seals().get(self._origin.id)

    def _read_seals(self):
        """Return {id: seal} of what the records say now, in one statement."""
        return {key: seal for key, (seal,) in self._read_seals_and().items()}

    def _read_sealed(self):
        """Return [seal, content] of a record."""
        self.flush_model(self._get_shown_beside())
        return self._read_seal_and(self._select_content())

    def _read_seal_and(self, *also):
        """Return [seal, value of each expression] of a record, by one question.

        :param also: SQL over its row ``t``
        """
        self.ensure_one()
        nothing = [None] * (len(also) + 1)
        return self._read_seals_and(*also).get(self._origin.id, nothing)

    def _read_seals_and(self, *also):
        """Return {id: [seal, value of each expression]} of the records.

        :param also: SQL over a row ``t``
        """
        self._flush_sealed()
        seal = self._call_seal() if len(self) <= FEW else self._select_seal()
        asked = [SQL("t.id"), seal, *also]
        query = SQL(
            "SELECT %s FROM %s t WHERE t.id = ANY(%s)",
            SQL(", ").join(asked),
            SQL.identifier(self._table),
            self._origin.ids,
        )
        return {row[0]: list(row[1:]) for row in self.env.execute_query(query)}

    @api.model
    @ormcache(cache="stable")
    def _select_seal(self):
        """Return the SQL of the seal of a row ``t``, written down once."""
        query = self._select_seal_by(self._get_sealing())
        return SQL(query.code, *query.params)

    @api.model
    @ormcache(cache="stable")
    def _call_seal(self):
        """Return the SQL of the seal of a row ``t``, planned beforehand if it can be.

        :return: the same as :meth:`_select_seal`
        """
        seal = self._select_seal()
        name = name_function(self._table, seal)
        if has_function(self.env.cr, name):
            return SQL("%s(t.id)", SQL.identifier(name))
        return seal

    @api.model
    def _plan_seal(self):
        """Have PostgreSQL keep the seal as a function."""
        seal = self._select_seal()
        if not has_function(self.env.cr, name_function(self._table, seal)):
            make_function(self.env.cr, self._table, seal)
            self.env.registry.clear_cache("stable")

    @api.model
    def _select_seal_by(self, sealing):
        conditions = self._get_seal_conditions()
        content = select_content(self, sealing.fields, self._seal_parts, conditions)
        return select_seal(sealing, content)

    @api.model
    def _select_content(self):
        """Return the SQL of what a row ``t`` shows, with ids to compare by."""
        names = dict(self._get_sealing().fields)
        names[self._name] = [*names[self._name], *self._get_shown_beside()]
        conditions = self._get_seal_conditions()
        return select_content(self, names, self._seal_parts, conditions, with_ids=True)

    @api.model
    def _get_shown_beside(self):
        """Return unsealed fields that are shown in comparisons; a hook."""
        return []

    @api.model
    def _flush_sealed(self):
        for name, fields in self._get_sealing().fields.items():
            self.env[name].flush_model([*fields, *self._list_placing(name)])
        self.env["ir.attachment"].flush_model(["name", "checksum", "url"])

    @api.model
    def _list_placing(self, name):
        """Return the fields that say where the rows of a part stand, and whose."""
        if name not in self._seal_parts:
            return []
        model = self.env[name]
        order = [term.split()[0] for term in model._order.split(",")]
        return [one for one in (*order, self._seal_parts[name]) if one in model._fields]

    @api.model
    def _keep_sealing(self):
        """Seal anew what was sealed with other fields than there are now."""
        parameters = self.env["ir.config_parameter"].sudo()
        key = f"{KEPT}.{self._name}"
        old = Sealing.parse(parameters.get_param(key))
        fields = self._list_sealed_fields()
        if old and old.fields == fields:
            return
        new = Sealing(old.version + 1 if old else 2, fields)
        parameters.set_param(key, new.write_down())
        if old:
            self._reseal(old, new)

    @api.model
    def _reseal(self, old, new):
        """Give what is as it was sealed by the old fields a seal of the new ones."""
        self.env.flush_all()
        for column in self._seal_columns:
            rows = self.env.execute_query(
                SQL(
                    "SELECT t.id, %(new)s FROM %(table)s t WHERE t.%(seal)s = %(old)s",
                    new=self._select_seal_by(new),
                    old=self._select_seal_by(old),
                    table=SQL.identifier(self._table),
                    seal=SQL.identifier(column),
                )
            )
            self._adopt_seals(column, dict(rows))

    @api.model
    def _adopt_seals(self, column, seals):
        """Write seals to a column, of very many records.

        :param dict seals: {id: seal}
        """
        if not seals:
            return
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(table)s t SET %(seal)s = k.seal
                  FROM unnest(%(ids)s, %(seals)s) k(id, seal)
                 WHERE t.id = k.id
                """,
                table=SQL.identifier(self._table),
                seal=SQL.identifier(column),
                ids=list(seals),
                seals=list(seals.values()),
            )
        )
        self.browse(seals).invalidate_recordset([column], flush=False)
