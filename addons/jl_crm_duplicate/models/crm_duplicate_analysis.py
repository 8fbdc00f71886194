from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..tools.keys import Customer
from ..tools.phone import find_phones, mask_phone
from ..tools.rules import LIKELY, Reason
from ..tools.scoring import Match, changed_parameters, entry_parameters, list_reasons
from ..tools.statements import CALL_ENTRY, CHECK_CHANGED

HIT_LIMIT = 10
HIT_LIMIT_MAX = 50
ID_LIMIT = 2**31


class CrmDuplicateAnalysis(models.AbstractModel):
    """Who in the base looks like a customer that somebody describes (DUP-1, DUP-2).

    The search itself sees everybody, so that nobody enters a customer for the second
    time because the first is hidden from them. What is told of a hit depends on the
    reader: of one they may not see, its name, holder, department and status alone.
    """

    _name = "crm.duplicate.analysis"
    _description = "Duplicate Analysis"

    @api.model
    def _analyse(self, customer, exclude=(), limit=HIT_LIMIT):
        """Return the hits for an engine's customer, the most alike first.

        :param customer: a :class:`~..tools.keys.Customer`
        :param exclude: ids of partners that are not to be found, itself as a rule
        :param int limit: at most so many hits
        :rtype: list[dict]
        """
        matches = self._find_matches(customer, exclude, limit)
        partners = self.env["res.partner"].browse(match.partner_id for match in matches)
        seen = partners._filtered_access("read")
        numbers = self._find_shared_numbers(customer, partners)
        return [
            self._describe(match, partner, partner in seen, numbers)
            for match, partner in zip(matches, partners.sudo(), strict=True)
        ]

    @api.model
    def _find_matches(self, customer, exclude, limit):
        limit = min(max(int(limit), 1), HIT_LIMIT_MAX)
        self.env["crm.duplicate.index"]._refresh_pending()
        parameters = entry_parameters(customer, exclude=exclude, limit=limit)
        rows = self.env.execute_query(SQL(CALL_ENTRY, **parameters))
        return [match for match in map(Match._make, rows) if self._is_worth(match)]

    @api.model
    def _match_saved(self, partner_ids, least=LIKELY):
        """Return {customer's id: its matches, the best first}, in one statement.

        :param partner_ids: ids of saved customers
        :param float least: points below which nothing is a match; branches and
            namesakes in other cities are none at all
        :rtype: dict[int, list[Match]]
        """
        self.env["crm.duplicate.index"]._refresh_pending()
        parameters = changed_parameters(partner_ids, least=least)
        rows = self.env.execute_query(SQL(CHECK_CHANGED, **parameters))
        found = defaultdict(list)
        for match in sorted(map(Match._make, rows), key=lambda one: -one.points):
            if match.verdict != "related":
                found[match.probe_id].append(match)
        return dict(found)

    @api.model
    def _is_worth(self, match):
        """Whether a match is shown to people."""
        return match.verdict != "unlikely"

    @api.model
    def _describe(self, match, partner, is_seen, numbers):
        verdicts = self._get_verdict_labels()
        return {
            "partner_id": partner.id if is_seen else False,
            "display_name": partner.name or partner.display_name,
            "score": match.score,
            "verdict": match.verdict,
            "verdict_label": verdicts[match.verdict],
            "reasons": self._word_reasons(match, is_seen, numbers),
            "holder": partner.user_id.name or "",
            "department": partner.user_id.sale_team_id.name or "",
            "status": partner._get_duplicate_status(),
        }

    @api.model
    def _get_verdict_labels(self):
        return {
            "certain": self.env._("Certain"),
            "likely": self.env._("Likely"),
            "possible": self.env._("Possible"),
            "related": self.env._("Related"),
        }

    @api.model
    def _word_reasons(self, match, is_seen, numbers):
        words = self._get_reason_words()
        texts = [words[reason] for reason in list_reasons(match.reasons)]
        shared = numbers.get(match.partner_id, ())
        if is_seen and shared and match.reasons & Reason.PHONE:
            masked = ", ".join(map(mask_phone, shared))
            number = self.env._("same phone %(number)s", number=masked)
            texts[texts.index(words[Reason.PHONE])] = number
        return texts

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
    def _find_shared_numbers(self, customer, partners):
        """Return {partner id: numbers that both have}, in the order of the entry."""
        written = (number for cell in customer.phones for number in find_phones(cell))
        wanted = tuple(dict.fromkeys(written))
        if not wanted or not partners:
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, phones FROM crm_duplicate_norm
                 WHERE partner_id = ANY(%s) AND name_no = 0
                """,
                partners.ids,
            )
        )
        return {
            partner_id: [number for number in wanted if number in phones]
            for partner_id, phones in rows
        }

    @api.model
    def _make_customer(self, values):
        """Return the engine's customer for what a client sent, whatever it is."""
        text = {name: self._read_text(value) for name, value in values.items()}
        numbers = self.env["crm.duplicate.index"]._get_number_fields()
        return Customer(
            name=text.get("name", ""),
            phones=tuple(filter(None, map(text.get, numbers))),
            mails=tuple(filter(None, [text.get("email")])),
            website=text.get("website", ""),
            city=text.get("city", ""),
            street=f"{text.get('street', '')} {text.get('street2', '')}".strip(),
            contacts=tuple(filter(None, [text.get("contact")])),
            tax_id=text.get("vat") or text.get("company_registry", ""),
        )

    @api.model
    def _get_itself(self, values):
        """Return the id of the customer that is looked at, if it is saved."""
        itself = values.get("id")
        # what else a client may send there, True among it, names nobody
        return [itself] if type(itself) is int and 0 < itself < ID_LIMIT else []

    @api.model
    def _read_text(self, value):
        return str(value) if value not in (None, False) else ""
