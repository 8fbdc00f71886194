from odoo import api, models
from odoo.fields import Domain

# what an opportunity copies from its customer: how they are reached
CONTACT_DATA = frozenset(
    {
        *("email_from", "email_normalized", "email_cc", "email_domain_criterion"),
        *("phone", "phone_sanitized", "phone_mobile_search"),
        *("street", "street2", "zip", "website", "function"),
    }
)
# what it says of the person whom it is about
PERSONAL_FIELDS = (
    "contact_name",
    "email_from",
    "phone",
    "website",
    "street",
    "street2",
    "zip",
    "city",
    "function",
)


class CrmLead(models.Model):
    """Opportunities do not tell how a customer is reached whom one may not see (CAR-7).

    Directors, Information Dept and Legal Dept see everybody's opportunities: of those
    that are neither theirs nor their people's, and whose customer they do not see, the
    contact data are masked: they have the names alone.
    """

    _name = "crm.lead"
    _inherit = "crm.lead"

    @api.depends("partner_id", "partner_name")
    def _compute_commercial_partner_id(self):
        # of a customer whom one may not see the name is known, here and elsewhere
        hidden = self.browse()
        if not self.env.su:
            seen = self.partner_id._filtered_access("read")
            hidden = self.filtered(lambda lead: lead.partner_id - seen)
        super(CrmLead, hidden.sudo())._compute_commercial_partner_id()
        return super(CrmLead, self - hidden)._compute_commercial_partner_id()

    @api.model
    def _search(self, domain, *args, **kwargs):
        if self._reads_hidden():
            domain = Domain(domain).map_conditions(self._guard_condition)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        domain = self._guard_terms(domain, (*groupby, *aggregates))
        return super()._read_group(domain, groupby, aggregates, *args, **kwargs)

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        groupby = [term for terms in grouping_sets for term in terms]
        domain = self._guard_terms(domain, (*groupby, *aggregates))
        return super()._read_grouping_sets(domain, grouping_sets, aggregates, order)

    def _read_format(self, fnames, load="_classic_read"):
        rows = super()._read_format(fnames, load)
        told = CONTACT_DATA.intersection(fnames)
        masked = told and set(self._filter_masked()._ids)
        for row in rows if masked else ():
            if row["id"] in masked:
                row.update(dict.fromkeys(told, False))
        return rows

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        columns = {
            number
            for number, path in enumerate(fields)
            if CONTACT_DATA.intersection(path[:1])
        }
        masked = columns and self._filter_masked()
        if not masked:
            return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)
        rows = []
        for lead in self:
            lines = super(CrmLead, lead)._export_rows(
                fields, _is_toplevel_call=_is_toplevel_call
            )
            for line in lines if lead in masked else ():
                line[:] = [
                    "" if number in columns else value
                    for number, value in enumerate(line)
                ]
            rows += lines
        return rows

    def _track_filter_for_display(self, tracking_values):
        told = super()._track_filter_for_display(tracking_values)
        if not self._filter_masked():
            return told
        return told.filtered(
            lambda value: value.field_id.sudo().name not in CONTACT_DATA
        )

    @api.model
    def _reads_hidden(self):
        """Whether the user may see opportunities whose customer they do not see."""
        user = self.env.user
        is_office = self.env.su or not user._is_internal()
        return not is_office and not user._sees_every_customer()

    @api.model
    def _guard_condition(self, condition):
        """Nobody guesses by a condition what they are not told."""
        name = condition.field_expr.split(".")[0]
        return (
            condition & self._get_unmasked_domain()
            if name in CONTACT_DATA
            else condition
        )

    @api.model
    def _guard_terms(self, domain, terms):
        names = {term.split(":")[0].split(".")[0] for term in terms}
        if CONTACT_DATA.isdisjoint(names) or not self._reads_hidden():
            return domain
        return Domain(domain) & self._get_unmasked_domain()

    @api.model
    def _get_unmasked_domain(self):
        """Return the domain of opportunities that tell the user all."""
        user = self.env.user
        return (
            Domain("partner_id", "=", False)
            | Domain("user_id", "in", list(user._get_customer_holder_ids()))
            | user._get_part_domain("read")
        )

    def _filter_masked(self):
        """Return the opportunities of which the user is told the names alone."""
        if not self._reads_hidden():
            return self.browse()
        holders = self.env.user._get_customer_holder_ids()
        others = self.sudo().filtered(
            lambda lead: (
                lead.partner_id.customer_holder and lead.user_id.id not in holders
            )
        )
        others = others.with_env(self.env)
        seen = others.partner_id._filtered_access("read")
        return others.filtered(lambda lead: lead.partner_id not in seen)

    @api.model
    def _get_contact_texts(self):
        """Return the fields that speak of the contact alone."""
        return [name for name in PERSONAL_FIELDS if name in self._fields]

    def _forget_person(self, words):
        """Take out of the history of the opportunities who their contact was (GEN-3).

        :param words: what tells who it is
        """
        self.env["mail.tracking.value"].search(
            [
                ("mail_message_id.model", "=", self._name),
                ("mail_message_id.res_id", "in", self.ids),
                "|",
                ("old_value_char", "in", words),
                ("new_value_char", "in", words),
            ]
        ).unlink()
