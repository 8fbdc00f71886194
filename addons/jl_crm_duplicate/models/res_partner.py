from odoo import api, fields, models

# what is entered within a customer and checked with it
NESTED = {"alias_ids", "child_ids", "duplicate_reason"}


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = [
        "res.partner",
        "duplicate.guard.mixin",
        "duplicate.load.mixin",
        "duplicate.access.mixin",
        "duplicate.pool.mixin",
        "duplicate.comparison.mixin",
        "partner.merge.mixin",
    ]

    alias_ids = fields.One2many(
        comodel_name="res.partner.alias",
        inverse_name="partner_id",
        string="Aliases",
        help="Brands, English, former and short names under which duplicates of "
        "this customer are found.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        split = [self._split_duplicate_reason(vals) for vals in vals_list]
        with self._guard_duplicates() as scope:
            self._get_entered_parents(vals_list)._remember_duplicates(scope)
            partners = super().create([vals for vals, _reason in split])
            partners._index_duplicates()
            scope.give_reasons(partners.ids, [reason for _vals, reason in split])
            scope.number(partners.ids)
            scope.touch(partners.ids)
        return partners

    def write(self, vals):
        sources = self.env["crm.duplicate.index"]._get_source_fields()
        if vals.keys().isdisjoint(NESTED.union(sources)):
            return super().write(vals)
        vals, reason = self._split_duplicate_reason(vals)
        with self._guard_duplicates() as scope:
            scope.give_reasons(self.ids, [reason] * len(self))
            changing = self._filter_changed_by(vals)
            changing._remember_before_write(scope, vals)
            before = self.commercial_partner_id
            result = super().write(vals)
            (before | self)._index_duplicates()
            scope.touch(changing.ids)
        return result

    def unlink(self):
        affected = (self | self.commercial_partner_id).ids
        self.env["crm.duplicate.changes"]._note_bereaved(self)
        result = super().unlink()
        self.env["crm.duplicate.index"]._refresh_later(affected)
        return result

    def _index_duplicates(self):
        """Bring the keys of the partners and of their companies in line."""
        customers = self | self.commercial_partner_id
        self.env["crm.duplicate.index"]._refresh_later(customers.ids)

    def _tell_duplicate(self, is_seen):
        """Return what a reader is told of a customer that looks like another.

        :param bool is_seen: whether the reader may open it
        """
        self.ensure_one()
        return {
            "partner_id": self.id if is_seen else False,
            "lead_id": False,
            "access_token": False if is_seen else self._make_access_token(),
            "display_name": self.name or self.display_name,
            "holder": self.user_id.name or "",
            "department": self.user_id.sale_team_id.name or "",
            "status": self._get_duplicate_status(),
        }

    def _get_duplicate_status(self):
        """Return what a reader is told of the state of a hit."""
        self.ensure_one()
        return self.env._("Active") if self.active else self.env._("Archived")

    @api.model
    @api.readonly
    def analyse_duplicates(self, values, limit=10):
        """Return who in the base looks like what is being entered (DUP-1, DUP-2).

        :param dict values: fields of res.partner as a form has them; ``id`` is the
            customer itself if it is saved, ``contact`` the name of a person; where
            ``is_company`` is given and false, a name alone tells little
        :param int limit: at most so many hits, 50 being the most
        :return: dicts with ``partner_id`` (False where the reader may not see it, who
            can then ask for access by the ``access_token``; and for a lead),
            ``lead_id`` (of a lead that the reader may see), ``display_name``,
            ``score`` (0 to 100), ``verdict`` (certain, likely, possible, related,
            unlikely), ``verdict_label``, ``reasons`` (list of texts), ``holder``,
            ``department``, ``status``
        :raise AccessError: the caller may not enter customers
        """
        self.browse().check_access("create")
        analysis = self.env["crm.duplicate.analysis"]
        customer = analysis._make_customer(values)
        is_person = "is_company" in values and not values["is_company"]
        itself = analysis._get_itself(values)
        return analysis._analyse(customer, itself, limit, is_person=is_person)
