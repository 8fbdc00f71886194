from functools import partial

from odoo import api, models
from odoo.fields import Domain


class DocumentRowMixin(models.AbstractModel):
    """Odoo's rows that say who takes part in a document, one by one (CAR-7).

    Odoo shows them to everybody. They are told to whoever may read the document; those
    that are about the user, to the user as well.
    """

    _name = "document.row.mixin"
    _description = "Rows of a Document"

    # fields of the model that point to the partner whom a row is about
    _own_fields = ()

    @api.model
    def _search(
        self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs
    ):
        query = super()._search(
            domain, offset, limit, order, bypass_access=bypass_access, **kwargs
        )
        if self.env.su or bypass_access or self._asks_for_own(Domain(domain)):
            return query
        return self.browse(query)._filter_seen()._as_query(ordered=bool(order))

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if result or self.env.su or operation != "read" or not any(self._ids):
            return result
        if hidden := self - self._filter_seen():
            make_error = self.env["ir.rule"]._make_access_error
            return hidden, partial(make_error, operation, hidden)
        return None

    @api.model
    def _asks_for_own(self, domain):
        """Whether nothing but the user's own rows can satisfy the domain."""
        both = getattr(domain, "OPERATOR", "") == "&"
        me = self.env.user.partner_id.id
        return any(
            getattr(one, "field_expr", "") in self._own_fields
            and (one.operator, one.value) in (("=", me), ("in", [me]))
            for one in (domain.children if both else [domain])
        )

    def _filter_seen(self):
        """Return the rows of documents that the user may read, and their own."""
        me = self.env.user.partner_id.id
        rows = self._read_documents()
        others = {}
        for _id, model, document, *partners in rows:
            if me not in partners:
                others.setdefault(model, set()).add(document)
        seen = {
            model: self._find_readable(model, documents)
            for model, documents in others.items()
        }
        kept = {
            id_
            for id_, model, document, *partners in rows
            if me in partners or document in seen[model]
        }
        return self.filtered(lambda row: row.id in kept)

    def _read_documents(self):
        """Return [id, model and id of its document, ids of whom it is about] of each.

        :rtype: list[tuple]
        """
        raise NotImplementedError

    def _read_columns(self, *names):
        """Return [id, columns, ids of whom it is about] of each row.

        What is read past the rules does not stay in the cache.
        """
        query = self._search(Domain("id", "in", self.ids), bypass_access=True)
        terms = [
            self._field_to_sql(self._table, name)
            for name in ("id", *names, *self._own_fields)
        ]
        return self.env.execute_query(query.select(*terms))

    @api.model
    def _find_readable(self, model, ids):
        """Return the ids of the documents that the user may read."""
        if model not in self.env:
            return frozenset()
        documents = self.env[model].browse(ids).exists()
        return frozenset(documents._filtered_access("read")._ids)
