from functools import partial

from odoo import api, models
from odoo.tools import SQL, ormcache

from odoo.addons.jl_crm_base.tools.arrays import as_array
from odoo.addons.jl_crm_base.tools.permit import Permit

# to fetch rows of which the hidden ones are masked afterwards
ROWS = Permit("jl_crm_pipeline_meeting_rows")
# what decides, past the cache: there the masked values of hidden meetings stand
FACTS = """
    SELECT e.id,
           e.user_id,
           EXISTS (SELECT FROM calendar_event_res_partner_rel r
                    WHERE r.calendar_event_id = e.id AND r.res_partner_id = %(me)s)
           OR EXISTS (SELECT FROM calendar_attendee a
                       WHERE a.event_id = e.id AND a.partner_id = %(me)s)
           OR (e.create_uid = %(user)s AND e.create_date = %(now)s),
           e.opportunity_id,
           e.res_model,
           e.res_id,
           ARRAY(SELECT p.id
                   FROM calendar_event_res_partner_rel r
                   JOIN res_partner p ON p.id = r.res_partner_id
                  WHERE r.calendar_event_id = e.id AND p.customer_holder <> 0)
      FROM calendar_event e
     WHERE e.id = ANY(%(ids)s::int4[])
"""


class CalendarEvent(models.Model):
    """Who is told what a meeting is about, and who changes it (CAR-7).

    It is read by its organiser and superiors, by who takes part, and by whoever may
    read all that it is about: an opportunity, a document, customers. A meeting about
    none of them is read as Odoo has it. Others see when its people are busy.
    """

    _name = "calendar.event"
    _inherit = "calendar.event"

    _guarded = True

    @api.depends("partner_ids", "user_id")
    @api.depends_context("uid")
    def _compute_user_can_edit(self):
        result = super()._compute_user_can_edit()
        may = self._origin._filtered_access("write")
        for event in self.filtered("id"):
            is_private = event._check_private_event_conditions()
            event.user_can_edit = event._origin in may and not is_private
        return result

    @api.model
    def _list_open_fields(self):
        # Odoo's form and its own steps set them
        return super()._list_open_fields() | {"res_model", "videocall_location"}

    @api.model
    def _list_owner_fields(self):
        return super()._list_owner_fields() | {"user_id"}

    def _filter_owned(self, names):
        owned = super()._filter_owned(names)
        me = self.env.user
        if "user_id" not in names or me.has_group("base.group_system"):
            return owned
        people = {False, *me._get_customer_holder_ids()}
        return owned.filtered(lambda event: event.sudo().user_id.id in people)

    @api.model
    @ormcache()
    def _get_placing_fields(self):
        # to give a meeting away is no way to take one
        return super()._get_placing_fields() - {"user_id"}

    def _check_access(self, operation):
        result = super()._check_access(operation)
        is_asked = operation != "create" and not self.env.su and any(self._ids)
        if result or not is_asked or (operation == "read" and ROWS.holds(self.env)):
            return result
        if forbidden := self.browse(self._list_hidden_ids(operation)):
            make_error = self.env["ir.rule"]._make_access_error
            return forbidden, partial(make_error, operation, forbidden)
        return None

    def _list_hidden_ids(self, operation="read"):
        """Return the ids of those that the user may not read, or not change.

        :param str operation: ``read``, or any other
        :rtype: list[int]
        """
        ids = [id_ for id_ in self._ids if id_]
        me = self.env.user
        if not ids or me._is_superuser():
            return []
        people = me._get_customer_holder_ids()
        others = [
            row
            for row in self.browse(ids)._read_facts()
            if not (row[1] in people or row[2])
        ]
        if operation != "read" and me.has_group("base.group_system"):
            return []
        may = self._find_allowed(others, operation)
        return [row[0] for row in others if not self._is_allowed(row, may, operation)]

    def _read_facts(self):
        self.flush_recordset(["user_id", "opportunity_id", "res_model", "res_id"])
        self.env["calendar.attendee"].flush_model(["event_id", "partner_id"])
        self.env["res.partner"].flush_model(["customer_holder"])
        me = self.env.user
        facts = SQL(
            FACTS,
            me=me.partner_id.id,
            user=me.id,
            now=self.env.cr.now(),
            ids=as_array(self.ids),
        )
        return self.env.execute_query(facts)

    @api.model
    def _find_allowed(self, rows, operation):
        """Return {model: ids that the user may read or change} of what is met about."""
        about = {}
        for row in rows:
            for model, ids in self._list_subjects(row):
                about.setdefault(model, set()).update(ids)
        mode = "read" if operation == "read" else "write"
        return {
            model: set(self._filter_documents(model, ids, mode))
            for model, ids in about.items()
        }

    @api.model
    def _filter_documents(self, model, ids, mode):
        documents = self.env[model].sudo(flag=False).browse(ids)
        return documents.exists()._filtered_access(mode)._ids

    @api.model
    def _list_subjects(self, row):
        """Return (model, ids) of what the meeting is about, each a guarded record."""
        _id, _user, _mine, lead, model, document, customers = row
        subjects = [("crm.lead", [lead])] if lead else []
        if document and model in self.env and self.env[model]._is_guarded():
            subjects.append((model, [document]))
        if customers:
            subjects.append(("res.partner", customers))
        return subjects

    @api.model
    def _is_allowed(self, row, may, operation):
        subjects = self._list_subjects(row)
        if not subjects:
            # nobody's customer: Odoo's privacy decides who reads it
            return operation == "read"
        return all(may[model].issuperset(ids) for model, ids in subjects)
