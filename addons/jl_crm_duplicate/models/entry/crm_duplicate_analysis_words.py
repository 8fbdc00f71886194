from odoo import api, models

from ..tools.phone import mask_phone
from ..tools.rules import Reason
from ..tools.scoring import list_reasons


class CrmDuplicateWords(models.AbstractModel):
    """How people say what the engine finds: verdicts and reasons (DUP-1).

    A part of crm.duplicate.analysis.
    """

    _name = "crm.duplicate.words"
    _description = "Words for Likeness"

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
    def _word_reasons(self, match, is_seen, numbers):
        words = self._get_reason_words()
        texts = [words[reason] for reason in list_reasons(match.reasons)]
        shared = numbers.get((match.probe_id, match.partner_id), ())
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
            Reason.CONTAINED: self.env._("the name contains it"),
        }
