from odoo import api, models


class CrmMergeNames(models.AbstractModel):
    """What people call a column of a table, and the records that it stands in."""

    _name = "crm.merge.names"
    _description = "Names of References"

    @api.model
    def _find_field(self, table, column):
        """Return the model and the field in which a column shows, or (None, None).

        A table of links has no model of its own: it shows in the field that makes it.
        """
        links = []
        for model in self.env.values():
            if model._abstract or model._transient:
                continue
            if model._table == table and model._auto:
                return model, model._fields.get(column)
            links += [
                field
                for field in model._fields.values()
                if field.type == "many2many" and field.relation == table and field.store
            ]
        for field in links:
            if field.column2 == column:
                return self.env[field.model_name], field
        for field in links:
            return self.env[field.comodel_name], None
        return None, None

    @api.model
    def _describe_column(self, table, column):
        """Return how people call a column, in the language of the reader."""
        model, field = self._find_field(table, column)
        if model is None:
            return table
        title = self._get_model_title(model)
        if field is None or field.type == "many2one_reference":
            return title
        label = field._description_string(self.env)
        return self.env._("%(model)s (%(field)s)", model=title, field=label)

    @api.model
    def _get_model_title(self, model):
        return self.env["ir.model"]._get(model._name).sudo().name
