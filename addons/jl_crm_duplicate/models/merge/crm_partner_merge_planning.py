from odoo import api, models


class CrmPartnerMerge(models.Model):
    """Says before a merge what would move, and after it what did."""

    _name = "crm.partner.merge"
    _inherit = "crm.partner.merge"

    def _plan(self):
        """Write down what would move, before anything does."""
        self.env.flush_all()
        engine = self.env["crm.merge.engine"].sudo()
        for merge in self.sudo():
            merge.plan_ids.unlink()
            merge.conflict_ids.unlink()
            if merge.survivor_id and merge._get_losers():
                engine._fill_pairs(merge)
                counts = engine._count_links("res.partner")
                lines = [
                    line
                    for reference, moved, kept in counts
                    for line in self._prepare_plan(merge, reference, moved, kept)
                ]
                lines += self._prepare_company_conflicts(merge)
                self.env["crm.partner.merge.plan"].sudo().create(lines)

    @api.model
    def _prepare_plan(self, merge, reference, moved, kept):
        return [
            {
                "merge_id": merge.id,
                "kind": kind,
                "res_table": reference.table,
                "res_column": reference.column,
                "form": reference.form,
                "model_column": reference.model_column,
                "row_count": count,
            }
            for kind, count in (("move", moved), ("kept", kept))
            if count
        ]

    @api.model
    def _prepare_company_conflicts(self, merge):
        """Lines of the fields of which two members have a value in one company."""
        rows = self.env["crm.merge.engine"]._read_rows(merge.partner_ids).values()
        return [
            {
                "merge_id": merge.id,
                "kind": "kept",
                "res_table": "res_partner",
                "res_column": name,
                "form": "company",
                "row_count": len(companies),
            }
            for name, field in self.env["res.partner"]._fields.items()
            if field.company_dependent
            and (companies := self._find_conflicts([row[name] or {} for row in rows]))
        ]

    @api.model
    def _find_conflicts(self, values):
        """Return the companies in which the values are not the same."""
        companies = {company for value in values for company in value}
        return [
            company
            for company in companies
            if len({repr(v[company]) for v in values if v.get(company)}) > 1
        ]

    def _keep_plan(self):
        """Let the plan say what really moved."""
        plans = self.env["crm.partner.merge.plan"].sudo()
        plans.search([("merge_id", "in", self.ids), ("form", "!=", "company")]).unlink()
        plans._write_from_journal(self.ids)
