from odoo import models
from odoo.tools import SQL

# Texts from before pictures were put into them. What is sealed is written anew by
# nobody, so few have an address: the index of each column holds those alone.
SHOWN = """
    SELECT f.id
      FROM unnest(%(ids)s) f(id)
      JOIN %(table)s t
        ON strpos(t.%(text)s, '/web/') > 0
       AND t.%(text)s ~ ('/web/(image|content)/' || f.id || '\\M')
     WHERE %(is_fixed)s
"""
REVIEWED = "t.review_state IN ('submitted', 'approved')"
# {model: its text, and when it is fixed}
TEXTS = {
    "sale.order": ("note", f"({REVIEWED} OR t.state = 'sale')"),
    "crm.contract": ("terms", f"({REVIEWED} OR t.state <> 'draft')"),
    "crm.contract.change": ("terms", f"({REVIEWED} OR t.is_applied)"),
}


class IrAttachment(models.Model):
    """Pictures that approved and signed papers show stay as they are (K3Q-4)."""

    _name = "ir.attachment"
    _inherit = "ir.attachment"

    def _find_sealed_files(self):
        return super()._find_sealed_files() | self.browse(self._list_shown())

    def _list_shown(self):
        """Return the ids of those that the text of a fixed paper shows."""
        found = set()
        for name, (text, is_fixed) in TEXTS.items():
            model = self.env[name]
            model.flush_model()
            query = SQL(
                SHOWN,
                ids=self.ids,
                table=SQL.identifier(model._table),
                text=SQL.identifier(text),
                is_fixed=SQL(is_fixed),
            )
            found.update(row[0] for row in self.env.execute_query(query))
        return found
