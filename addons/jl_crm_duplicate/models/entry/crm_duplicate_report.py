from markupsafe import Markup

from odoo import api, models

# a refusal names so many rows in words; the client has them all
ROW_LIMIT = 50
NOTE_HIT_LIMIT = 5


class CrmDuplicateReport(models.AbstractModel):
    """What people are told of customers that were stopped."""

    _name = "crm.duplicate.report"
    _description = "Report on Refused Duplicates"

    @api.model
    def _describe_findings(self, findings):
        """Return each finding as a client gets it, its hits as the band shows them."""
        analysis = self.env["crm.duplicate.analysis"]
        index = self.env["crm.duplicate.index"]
        customers = dict(index._read_customers([one.customer_id for one in findings]))
        matches = [match for finding in findings for match in finding.matches]
        hits = iter(analysis._describe_matches(matches, customers))
        return [
            {
                "row": finding.row,
                "name": customers[finding.customer_id].name,
                "may_go_on": finding.may_go_on,
                "hits": [next(hits) for _match in finding.matches],
            }
            for finding in findings
        ]

    @api.model
    def _word_refusals(self, rows):
        """Return the message that names each row, its hits, and what to do."""
        texts = [self._word_refusal(row) for row in rows[:ROW_LIMIT]]
        if len(rows) > ROW_LIMIT:
            more = len(rows) - ROW_LIMIT
            texts.append(self.env._("… and %(number)s more rows.", number=more))
        texts.append(self._word_advice(all(row["may_go_on"] for row in rows)))
        return "\n\n".join(texts)

    @api.model
    def _word_refusal(self, row):
        lines = [self._word_headline(row)]
        lines += [f"• {self._word_hit(hit)}" for hit in row["hits"]]
        return "\n".join(lines)

    @api.model
    def _word_left_out(self, row):
        """Return what an import says of a row, in one line."""
        text = f"{self._word_headline(row)} {self._word_hit(row['hits'][0])}"
        if row["may_go_on"]:
            advice = self.env._(
                "Left out; to take it in, give a reason in a column for the field "
                "“Reason in Spite of Duplicates”."
            )
        else:
            advice = self.env._("Left out.")
        return f"{text}. {advice}"

    @api.model
    def _word_headline(self, row):
        is_certain = any(hit["verdict"] == "certain" for hit in row["hits"])
        if is_certain:
            text = self.env._("%(name)s is already in the system:", name=row["name"])
        else:
            text = self.env._(
                "%(name)s may already be in the system:", name=row["name"]
            )
        if not row["row"]:
            return text
        return self.env._("Row %(row)s: %(text)s", row=row["row"], text=text)

    @api.model
    def _word_hit(self, hit):
        """Return one line: name, verdict, reasons; holder, department, status."""
        verdict = self.env._(
            "%(name)s (%(verdict)s, %(score)s: %(reasons)s)",
            name=hit["display_name"],
            verdict=hit["verdict_label"],
            score=hit["score"],
            reasons=", ".join(hit["reasons"]),
        )
        holder = hit["holder"] or self.env._("nobody")
        about = [self.env._("responsible: %(holder)s", holder=holder)]
        about += filter(None, [hit["department"], hit["status"]])
        return f"{verdict} — {', '.join(about)}"

    @api.model
    def _word_advice(self, may_go_on):
        if may_go_on:
            return self.env._(
                "Open the existing record instead, or give a reason to save this one "
                "anyway (field “Reason in Spite of Duplicates”)."
            )
        return self.env._(
            "Use the existing record, or ask its responsible person for access. Only "
            "users with the right “Create in Spite of Duplicates” can save it again, "
            "with a reason."
        )

    @api.model
    def _post_notes(self, findings, title):
        """Write into each customer's chatter whom it looks like.

        Whoever reads the customer reads the note: it tells no more of a hit than what
        everybody may know.
        """
        if not findings:
            return
        analysis = self.env["crm.duplicate.analysis"]
        bodies = {}
        for finding in findings:
            matches = finding.matches[:NOTE_HIT_LIMIT]
            hits = analysis._describe_matches(matches, {})
            head = title
            if finding.reason:
                head = Markup("%s<br/>%s") % (title, finding.reason)
            bodies[finding.customer_id] = self._render_note(head, hits)
        customers = self.env["res.partner"].sudo().browse(bodies)
        customers._message_log_batch(bodies, author_id=self.env.user.partner_id.id)

    @api.model
    def _render_note(self, title, hits):
        """Return a note that lists hits below a title, as HTML."""
        lines = [Markup("<li>%s</li>") % self._word_hit(hit) for hit in hits]
        return Markup("<p>%s</p><ul>%s</ul>") % (title, Markup("").join(lines))

    @api.model
    def _get_unattended_title(self):
        """Return the title of a note where nobody was there to be asked."""
        return self.env._("Was created automatically and looks like:")
