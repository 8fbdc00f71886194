from odoo import models
from odoo.fields import Command

WHOLE = 100


class CrmLead(models.Model):
    """Opportunities that become one: their people have the parts that they had.

    By the revenue that each expected; who shared nothing had all of theirs (K3O-2).
    """

    _name = "crm.lead"
    _inherit = "crm.lead"

    def _merge_dependences(self, opportunities):
        amounts = (self | opportunities).sudo()._weigh_parts()
        result = super()._merge_dependences(opportunities)
        if amounts:
            self.sudo()._share_result(amounts)
        return result

    def _weigh_parts(self):
        """Return {person: weight} of what counts for whom; nothing where all is one's.

        :rtype: dict
        """
        if not self.split_ids:
            return {}
        weights = {}
        is_known = all(lead.expected_revenue > 0 for lead in self)
        for lead in self:
            revenue = lead.expected_revenue if is_known else 1.0
            for user, percent in lead._list_parts():
                part = revenue * percent / WHOLE
                weights[user] = weights.get(user, 0.0) + part
        return weights

    def _list_parts(self):
        """Return (person, percent) of an opportunity, the whole where it is one's."""
        if self.split_ids:
            return [(split.user_id, split.percent) for split in self.split_ids]
        return [(self.user_id, WHOLE)] if self.user_id else []

    def _share_result(self, weights):
        """Write the parts anew, as whole as rounding lets them be.

        :param dict weights: {person: weight}
        """
        total = sum(weights.values())
        people = sorted(weights, key=lambda user: (-weights[user], user.id))
        percents = [round(weights[user] / total * WHOLE, 2) for user in people]
        percents[0] = round(percents[0] + WHOLE - sum(percents), 2)
        parts = [
            (user, percent)
            for user, percent in zip(people, percents, strict=True)
            if percent > 0
        ]
        made = [
            Command.create({"user_id": user.id, "percent": percent})
            for user, percent in parts
        ]
        self.write({"split_ids": [Command.clear(), *made]})
