import json

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL


class CrmHandover(models.Model):
    """What the system's items are called, in the language of each who reads (HUA-3)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    def _iter_names(self):
        """Yield (kind or template id, name) in the language of the context."""
        yield from super()._iter_names()
        items = self.env["crm.handover.template"].with_context(active_test=False)
        for item in items.search(Domain.TRUE):
            yield item.id, item.name
        for kind, name, _heading, _query in self._get_facts():
            yield kind, name

    def _write_names(self):
        """Let the items be called what they are called now: one statement."""
        names = self._map_names()
        self.line_ids.flush_recordset()
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_handover_line l SET name = k.name::jsonb
                  FROM unnest(%(whats)s, %(names)s) k(what, name)
                 WHERE l.handover_id = %(handover)s
                   AND COALESCE(l.kind, l.template_id::text) = k.what
                   AND l.name IS DISTINCT FROM k.name::jsonb
                """,
                whats=[str(what) for what in names],
                names=[json.dumps(one) for one in names.values()],
                handover=self.id,
            )
        )
        self.line_ids.invalidate_recordset(["name"], flush=False)
