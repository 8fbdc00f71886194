from odoo import api, models
from odoo.tools import SQL

from ...tools.phone import find_phones, mask_phone
from ...tools.rules import Part, Reason
from ...tools.scoring import list_reasons, share_points


class CrmDuplicateAnalysis(models.AbstractModel):
    """What a reader is told of a hit: who it is, the verdict, the reasons (DUP-1)."""

    _name = "crm.duplicate.analysis"
    _inherit = "crm.duplicate.analysis"

    @api.model
    def _describe_matches(self, matches, customers):
        """Return the matches as they are shown to the reader.

        :param customers: {probe id: engine's customer}, for the numbers that both have;
            those left out are told no numbers
        """
        numbers = self._find_shared_numbers(matches, customers)
        told = self._tell_of({match.partner_id for match in matches})
        return [
            self._describe(match, *told[match.partner_id], numbers) for match in matches
        ]

    @api.model
    def _tell_of(self, ids):
        """Return {id: (whether the reader may see it, what any reader is told of it)}.

        :param ids: of customers; of leads as numbers below zero
        """
        told = {}
        for model, sign in (("res.partner", 1), ("crm.lead", -1)):
            records = self.env[model].browse(
                sign * one for one in ids if sign * one > 0
            )
            seen = set(records._filtered_access("read").ids) if records else ()
            for record in records.sudo():
                is_seen = record.id in seen
                told[sign * record.id] = is_seen, record._tell_duplicate(is_seen)
        return told

    @api.model
    def _describe(self, match, is_seen, told, numbers):
        verdicts = self._get_verdict_labels()
        return {
            **told,
            "score": match.score,
            "verdict": match.verdict,
            "verdict_label": verdicts[match.verdict],
            **self._tell_reasons(match, is_seen, numbers),
        }

    @api.model
    def _find_shared_numbers(self, matches, customers):
        """Return {(probe id, partner id): numbers of both}, as the probe has them."""
        wanted = {
            probe: tuple(dict.fromkeys(self._list_numbers(customer)))
            for probe, customer in customers.items()
        }
        if not any(wanted.values()) or not matches:
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, phones FROM crm_duplicate_norm
                 WHERE partner_id = ANY(%s) AND name_no = 0
                """,
                [match.partner_id for match in matches],
            )
        )
        phones = dict(rows)
        return {
            (match.probe_id, match.partner_id): [
                number
                for number in wanted.get(match.probe_id, ())
                if number in phones.get(match.partner_id, ())
            ]
            for match in matches
        }

    @api.model
    def _list_numbers(self, customer):
        return (number for cell in customer.phones for number in find_phones(cell))

    @api.model
    def _get_verdict_labels(self):
        return {
            "certain": self.env._("Certain"),
            "likely": self.env._("Likely"),
            "possible": self.env._("Possible"),
            "related": self.env._("Related"),
            "unlikely": self.env._("Weak"),
        }

    @api.model
    def _selection_verdict(self):
        return list(self._get_verdict_labels().items())

    @api.model
    def _tell_reasons(self, match, is_seen, numbers):
        """Return the reasons as texts, and each with the points that it weighs.

        A reason that another one already counts for weighs nothing of its own; what
        speaks against the match and is no reason to show it comes last.
        """
        words = self._word_reasons(match, is_seen, numbers)
        points, against = share_points(match)
        parts = self._get_part_words()
        weights = [
            {"text": text, "points": self._format_points(points.get(reason, 0))}
            for reason, text in words.items()
        ]
        weights += [
            {"text": parts[part], "points": self._format_points(points)}
            for part, points in against.items()
            # that a hidden customer has an address is nobody's business
            if is_seen
        ]
        return {"reasons": list(words.values()), "weights": weights}

    @api.model
    def _word_reasons(self, match, is_seen, numbers):
        words = self._get_reason_words()
        texts = {reason: words[reason] for reason in list_reasons(match.reasons)}
        shared = numbers.get((match.probe_id, match.partner_id), ())
        if is_seen and shared and Reason.PHONE in texts:
            masked = ", ".join(map(mask_phone, shared))
            texts[Reason.PHONE] = self.env._("same phone %(number)s", number=masked)
        return texts

    @api.model
    def _format_points(self, points):
        """Return +7.5 or -1.5; nothing where there is nothing to weigh."""
        return f"{points:+.1f}" if round(points, 1) else ""

    @api.model
    def _join_weights(self, weights):
        """Return the reasons of a hit with their points, in one line."""
        return " · ".join(f"{one['text']} {one['points']}".strip() for one in weights)

    @api.model
    def _get_part_words(self):
        """Return {part of the engine: what speaks against a match there}."""
        return {
            Part.TAX_ID: self.env._("but another tax ID"),
            Part.PHONE: self.env._("but other phones"),
            Part.MAIL: self.env._("but another mail or web domain"),
            Part.ADDRESS: self.env._("but another address"),
            Part.CITY: self.env._("but another city"),
        }

    @api.model
    def _get_reason_words(self):
        """Return {reason of the engine: how people say it}."""
        return {
            Reason.TAX_ID: self.env._("same tax ID"),
            Reason.PHONE: self.env._("same phone"),
            Reason.MAIL: self.env._("same e-mail"),
            Reason.DOMAIN: self.env._("same mail or web domain"),
            Reason.ADDRESS: self.env._("same address"),
            Reason.CONTACT: self.env._("same contact person"),
            Reason.OTHER_TAX_ID: self.env._("but another tax ID"),
            Reason.OTHER_CITY: self.env._("but another city"),
            Reason.OTHER_BRANCH: self.env._("another branch"),
            **self._get_name_reason_words(),
            **self._get_part_reason_words(),
        }

    @api.model
    def _get_name_reason_words(self):
        return {
            Reason.SAME: self.env._("same name"),
            Reason.SAME_PARTS: self.env._(
                "same trade word, other legal form or writing"
            ),
            Reason.SAME_ROOT: self.env._("same trade word, same line of business"),
            Reason.SAME_TRADE: self.env._("same trade word"),
            Reason.KIN_INDUSTRY: self.env._(
                "same trade word, related line of business"
            ),
            Reason.OTHER_INDUSTRY: self.env._(
                "same trade word, other line of business"
            ),
            Reason.ROMANISED: self.env._("the name in Pinyin"),
            Reason.ROMANISED_OTHER: self.env._(
                "the name in Pinyin, other line of business"
            ),
            Reason.SAME_SOUND: self.env._("a name that sounds the same"),
            Reason.OTHER_SIGNS: self.env._(
                "a name that sounds the same, written otherwise"
            ),
            Reason.SWAPPED: self.env._("the same characters in another order"),
            Reason.ONE_MORE: self.env._("one character more or less"),
            Reason.ONE_MORE_SHORT: self.env._("one character more or less"),
            Reason.ONE_OTHER: self.env._("one character differs"),
        }

    @api.model
    def _get_part_reason_words(self):
        return {
            Reason.CONTAINED: self.env._("the name contains it"),
            Reason.IN_ADDRESS: self.env._("the address contains it"),
            Reason.SAME_CITY: self.env._("in this city"),
            Reason.WORKS_THERE: self.env._("the contact person works there"),
        }
