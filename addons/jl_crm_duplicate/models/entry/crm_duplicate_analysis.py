from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ...tools.keys import Customer, normalise
from ...tools.rules import LIKELY, Reason
from ...tools.scoring import changed_parameters, entry_parameters, read_matches
from ...tools.statements import CALL_ENTRY, CALL_SAVED
from ..index.res_partner import NUMBER_FIELDS
from .crm_duplicate_policy import RANKS

HIT_LIMIT = 10
HIT_LIMIT_MAX = 50
ID_LIMIT = 2**31
# what two people may share by chance is their name
MORE_THAN_A_NAME = (
    Reason.TAX_ID
    | Reason.PHONE
    | Reason.MAIL
    | Reason.DOMAIN
    | Reason.ADDRESS
    | Reason.CONTACT
)


class CrmDuplicateAnalysis(models.AbstractModel):
    """Who in the base looks like a customer that somebody describes (DUP-1, DUP-2).

    The search itself sees everybody, so that nobody enters a customer for the second
    time because the first is hidden from them. What is told of a hit depends on the
    reader: of one they may not see, its name, holder, department and status alone.
    """

    _name = "crm.duplicate.analysis"
    _description = "Duplicate Analysis"

    @api.model
    def _analyse(self, customer, exclude=(), limit=HIT_LIMIT, is_person=False):
        """Return the hits for an engine's customer, the most alike first.

        :param customer: a :class:`~..tools.keys.Customer`
        :param exclude: ids of partners that are not to be found, itself as a rule
        :param int limit: at most so many hits
        :param bool is_person: nobody says that it is a company
        :rtype: list[dict]
        """
        matches = self._find_matches(customer, exclude, limit)
        is_person = is_person and not self._looks_like_company(customer)
        matches = self._judge(matches, {0} if is_person else ())
        return self._describe_matches(matches, {0: customer})

    @api.model
    def _find_matches(self, customer, exclude, limit):
        limit = min(max(int(limit), 1), HIT_LIMIT_MAX)
        self.env["crm.duplicate.index"]._refresh_pending()
        parameters = entry_parameters(customer, exclude=exclude, limit=limit)
        rows = self.env.execute_query(SQL(CALL_ENTRY, **parameters))
        return read_matches(rows)

    @api.model
    def _match_saved(self, partner_ids):
        """Return {customer's id: its likely and certain matches, the best first}.

        :param partner_ids: ids of saved customers
        :rtype: dict[int, list[Match]]
        """
        self.env["crm.duplicate.index"]._refresh_pending()
        found = defaultdict(list)
        for match in self._find_saved(partner_ids, LIKELY):
            if match.verdict in RANKS:
                found[match.probe_id].append(match)
        return dict(found)

    @api.model
    def _find_saved(self, partner_ids, least):
        """Return the matches of saved customers, judged; their keys are up to date.

        :param partner_ids: ids of commercial entities
        :param float least: fewest points of a match
        """
        parameters = changed_parameters(partner_ids, least)
        rows = self.env.execute_query(SQL(CALL_SAVED, **parameters))
        matches = read_matches(rows)
        namesakes = {match.probe_id for match in matches if self._is_namesake(match)}
        return self._judge(matches, self._find_persons(namesakes))

    @api.model
    def _judge(self, matches, persons=()):
        """Return the matches worth showing, under the office's thresholds.

        :param persons: those of the customers in question who are people; with another
            one they share a name easily, so that a name alone is possible at most
        """
        judged = self.env["crm.duplicate.policy"]._judge(matches)
        namesakes = {
            match
            for match in judged
            if match.probe_id in persons and self._is_namesake(match)
        }
        others = self._find_persons({match.partner_id for match in namesakes})
        judged = [
            self._doubt(match)
            if match in namesakes and match.partner_id in others
            else match
            for match in judged
        ]
        # of two equally good hits the customer comes before the lead
        return sorted(judged, key=lambda one: (-one.score, one.partner_id < 0))

    @api.model
    def _is_namesake(self, match):
        return match.verdict in RANKS and not match.reasons & MORE_THAN_A_NAME

    @api.model
    def _doubt(self, match):
        _certain, likely = self.env["crm.duplicate.policy"]._get_thresholds()
        return match._replace(verdict="possible", score=min(match.score, likely - 1))

    @api.model
    def _looks_like_company(self, customer):
        """Whether the name has a legal form or a line of business."""
        name = normalise(customer)[0]
        return name.is_full or bool(name.industry)

    @api.model
    def _find_persons(self, partner_ids):
        """Return those of the ids that neither are companies nor look like one."""
        if not partner_ids:
            return set()
        self.env["res.partner"].flush_model(["is_company"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id
                  FROM res_partner p
                  JOIN crm_duplicate_norm n ON n.partner_id = p.id AND n.name_no = 0
                 WHERE p.id = ANY(%s) AND p.is_company IS NOT TRUE
                   AND NOT n.is_full AND n.industry = ''
                """,
                list(partner_ids),
            )
        )
        return {partner_id for (partner_id,) in rows}

    @api.model
    def _make_customer(self, values):
        """Return the engine's customer for what a client sent, whatever it is."""
        text = {name: self._read_text(value) for name, value in values.items()}
        return Customer(
            name=text.get("name", ""),
            phones=tuple(filter(None, map(text.get, NUMBER_FIELDS))),
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
