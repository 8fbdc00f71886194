from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..stage.crm_lead_progress import ON_THE_WAY

# filter → field of the opportunity; of persons see _get_person_domain
FILTERS = {
    "team_ids": "team_id",
    "region_ids": "partner_id.commercial_partner_id.customer_region_id",
    "industry_ids": "partner_id.commercial_partner_id.industry_id",
    "product_ids": "main_product_id",
}
GROUP_FIELDS = {
    "team": FILTERS["team_ids"],
    "region": FILTERS["region_ids"],
    "industry": FILTERS["industry_ids"],
    "product": FILTERS["product_ids"],
}
# the dates by which the opportunities of a period are chosen
DATES = ("create_date", "date_deadline", "date_closed")
DATETIMES = ("create_date", "date_closed")
# what the rows of the table are, and the model of their names
GROUPS = {
    "person": "res.users",
    "team": "crm.team",
    "region": "customer.region",
    "industry": "res.partner.industry",
    "product": "product.template",
}


class CrmFunnel(models.AbstractModel):
    """The sales funnel: how many opportunities come how far (TUR-5, IMP-6)."""

    _name = "crm.funnel"
    _description = "Sales Funnel"

    @api.model
    @api.readonly
    def get_funnel(self, filters):
        """Return the funnel of the opportunities that the user may see (TUR-5).

        One statement reads them all. What a person has a part of counts for them
        with that part of its amount.

        :param dict filters: ``date_field`` (one of DATES), ``date_from`` and
            ``date_to`` (dates as text, the last day included), ``user_ids``,
            ``team_ids``, ``region_ids``, ``industry_ids``, ``product_ids`` (lists of
            ids), ``group`` (one of GROUPS)
        :return: ``stages``, ``groups``, ``totals``, ``currency_id``; with each number
            the domain of its opportunities
        :rtype: dict
        """
        self.env["crm.lead"].check_access("read")
        domain = self._get_domain(filters)
        group = filters.get("group")
        group = group if group in GROUPS else "person"
        cells = self._read_cells(domain, group, filters.get("user_ids") or [])
        stages = self._list_stages(filters.get("team_ids") or [])
        return {
            "domain": list(domain),
            "stages": self._count_stages(stages, cells, domain),
            "groups": self._count_groups(group, cells, domain),
            "totals": self._count_outcomes(cells, domain),
            "currency_id": self.env.company.currency_id.id,
        }

    @api.model
    def _get_domain(self, filters):
        """Return the domain of the opportunities that the filters choose."""
        # the lost ones are archived
        domain = Domain("type", "=", "opportunity") & Domain(
            "active", "in", (True, False)
        )
        domain &= self._get_period_domain(filters)
        for name, field in FILTERS.items():
            if filters.get(name):
                domain &= Domain(field, "in", filters[name])
        if filters.get("user_ids"):
            domain &= self._get_person_domain(filters["user_ids"])
        return domain

    @api.model
    def _get_period_domain(self, filters):
        field = filters.get("date_field")
        field = field if field in DATES else "create_date"
        domain = Domain.TRUE
        if first := filters.get("date_from"):
            domain &= Domain(field, ">=", self._to_bound(field, first))
        if last := filters.get("date_to"):
            after = fields.Date.add(fields.Date.to_date(last), days=1)
            domain &= Domain(field, "<", self._to_bound(field, after))
        return domain

    @api.model
    def _to_bound(self, field, day):
        """Return where the user's day begins, as the field has it."""
        day = fields.Date.to_date(day)
        if field not in DATETIMES:
            return fields.Date.to_string(day)
        midnight = self.env.tz.localize(fields.Datetime.to_datetime(day))
        begin = midnight - midnight.utcoffset()
        return fields.Datetime.to_string(begin.replace(tzinfo=None))

    @api.model
    def _get_person_domain(self, user_ids):
        """Return what counts for persons: their part, else what is theirs alone."""
        alone = Domain("split_ids", "=", False) & Domain("user_id", "in", user_ids)
        return Domain("split_ids.user_id", "in", user_ids) | alone

    @api.model
    def _list_stages(self, team_ids):
        """Return the stages on the way, in their order."""
        domain = Domain("stage_state", "in", ON_THE_WAY)
        if team_ids:
            domain &= Domain("team_ids", "in", [*team_ids, False])
        return self.env["crm.stage"].search(domain, order="sequence, id")

    @api.model
    def _count_stages(self, stages, cells, domain):
        now, past, lost = self._sum_stages(cells)
        rows = []
        # whoever came further has been here as well
        beyond, later = _zero(), []
        for stage in reversed(stages):
            _add(beyond, past[stage.id])
            later.append(stage.id)
            rows.append(
                {
                    **self._describe_stage(stage, now[stage.id], domain),
                    "reached": beyond[0],
                    "reached_amount": beyond[1],
                    "reached_domain": list(
                        domain & Domain("reached_stage_id", "in", later[:])
                    ),
                    "lost": lost[stage.id][0],
                    "lost_domain": list(
                        domain
                        & Domain("reached_stage_id", "=", stage.id)
                        & Domain("opportunity_state", "=", "lost")
                    ),
                }
            )
        return _rate(rows[::-1])

    @api.model
    def _sum_stages(self, cells):
        """Return {stage: numbers} of who is there, who came so far, who was lost."""
        now, past, lost = defaultdict(_zero), defaultdict(_zero), defaultdict(_zero)
        for _group, stage, reached, state, *numbers in cells:
            _add(past[reached], numbers)
            if state == "lost":
                _add(lost[reached], numbers)
            elif state == "open" or (state == "won" and stage == reached):
                _add(now[stage], numbers)
        return now, past, lost

    @api.model
    def _describe_stage(self, stage, now, domain):
        here = domain & Domain("stage_id", "=", stage.id)
        state = "won" if stage.stage_state == "won" else "open"
        return {
            "id": stage.id,
            "name": stage.name,
            "state": state,
            "count": now[0],
            "amount": now[1],
            "weighted": now[2],
            "domain": list(here & Domain("opportunity_state", "=", state)),
        }

    @api.model
    def _count_outcomes(self, cells, domain):
        totals = defaultdict(_zero)
        for _group, _stage, _reached, state, *numbers in cells:
            _add(totals[state], numbers)
            _add(totals["all"], numbers)
        return {
            state: {
                "count": totals[state][0],
                "amount": totals[state][1],
                "weighted": totals[state][2],
                "domain": list(_choose(domain, state)),
            }
            for state in ("all", "open", "won", "lost", "closed")
        }

    @api.model
    def _count_groups(self, group, cells, domain):
        sums = defaultdict(lambda: defaultdict(_zero))
        for key, _stage, _reached, state, leads, amount, weighted, parts in cells:
            count = parts if group == "person" else leads
            numbers = (count, amount, weighted)
            _add(sums[key][state], numbers)
            _add(sums[key]["all"], numbers)
        # of who is seen, the name is as well
        names = self.env[GROUPS[group]].sudo().browse([key for key in sums if key])
        names = {one.id: one.display_name for one in names.exists()}
        rows = [
            self._describe_group(group, key, names.get(key, ""), states, domain)
            for key, states in sums.items()
        ]
        return sorted(rows, key=lambda row: (-row["won"] - row["amount"], row["name"]))

    @api.model
    def _describe_group(self, group, key, name, states, domain):
        if group == "person" and key:
            domain &= self._get_person_domain([key])
        elif group == "person":
            domain &= Domain("split_ids", "=", False) & Domain("user_id", "=", False)
        else:
            domain &= Domain(GROUP_FIELDS[group], "=", key or False)
        decided = states["won"][0] + states["lost"][0]
        return {
            "id": key or 0,
            "name": name or self.env._("Undefined"),
            "count": states["all"][0],
            "open": states["open"][0],
            "amount": states["open"][1],
            "weighted": states["open"][2],
            "won_count": states["won"][0],
            "won": states["won"][1],
            "lost": states["lost"][0],
            "rate": decided and round(100 * states["won"][0] / decided),
            **{
                f"{state}_domain": list(_choose(domain, state))
                for state in ("all", "open", "won", "lost")
            },
        }


def _choose(domain, state):
    if state == "all":
        return domain
    return domain & Domain("opportunity_state", "=", state)


def _zero():
    return [0, 0.0, 0.0]


def _add(sums, numbers):
    for place, number in enumerate(numbers[:3]):
        sums[place] += number or 0


def _rate(rows):
    """Say of each stage how many of the one before came to it, in percent."""
    before = None
    for row in rows:
        row["conversion"] = before and round(100 * row["reached"] / before)
        before = row["reached"]
    return rows
