import base64

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, email_normalize

from ..roles import ADMINISTRATOR, GENERAL_AFFAIRS
from ..tools.workbook import write_workbook

OFFICERS = (ADMINISTRATOR, GENERAL_AFFAIRS)
# nobody's address, for those who have none: Odoo demands one
NO_MAIL = "none@privacy.invalid"
# neither of these says anything of a person
LEFT_OUT = {
    "binary",
    "json",
    "many2one_reference",
    "one2many",
    "properties",
    "properties_definition",
    "reference",
}


class PrivacyLookupWizard(models.TransientModel):
    """Find, export and erase what is kept of a person (GEN-3).

    General Affairs find by it what the add-ons keep as well. Deleting single records
    stays the administrators' matter.
    """

    _inherit = "privacy.lookup.wizard"

    email = fields.Char(required=False)
    phone = fields.Char()
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Contact",
        readonly=True,
        context={"active_test": False},
        help="Who is erased. Namesakes are found too, and stay as they are.",
    )
    text_ids = fields.One2many(
        comodel_name="privacy.lookup.text",
        inverse_name="wizard_id",
        string="Texts",
    )
    export_file = fields.Binary(readonly=True, attachment=False)
    export_name = fields.Char(readonly=True)

    @api.model
    def _ensure_privacy_officer(self):
        if not self.env.su and not any(map(self.env.user.has_group, OFFICERS)):
            raise AccessError(
                self.env._(
                    "Only General Affairs and administrators handle personal data. "
                    "Ask one of them."
                )
            )

    def action_lookup(self):
        """Find what is kept of the person (GEN-3).

        :return: the action that lists it
        :raise AccessError: the caller is neither of General Affairs nor administrator
        """
        self._ensure_privacy_officer()
        self.check_access("write")
        # General Affairs read the lines, and neither write nor delete by them
        return super(PrivacyLookupWizard, self.sudo()).action_lookup()

    def action_export(self):
        """Download what is kept of the person, a sheet for each model (GEN-3).

        :rtype: dict
        :raise UserError: nothing was looked up yet
        """
        self.check_access("write")
        self._ensure_looked_up()
        content = write_workbook(self.sudo()._iter_sheets())
        self.write(
            {
                "export_file": base64.b64encode(content),
                "export_name": self.env._(
                    "Personal data %(date)s.xlsx",
                    date=self.env.company._to_day(),
                ),
            }
        )
        self._note(self.env._("Exported: %(count)s records", count=self.line_count))
        path = f"/web/content/privacy.lookup.wizard/{self.id}/export_file"
        return {
            "type": "ir.actions.act_url",
            "url": f"{path}?download=true&filename_field=export_name",
            "target": "download",
        }

    def action_preview(self):
        """Show each text that erasing changes, before it is changed (GEN-3).

        :rtype: dict
        :raise UserError: the look-up did not begin at a contact, or it is no person
        """
        self.check_access("write")
        self._ensure_contact()
        person = self.partner_id.sudo()
        person._ensure_erasable()
        texts = self.env["privacy.lookup.text"].sudo()
        self.sudo().text_ids.unlink()
        rows = texts._prepare_texts(person._find_mentions())
        texts.create([{**row, "wizard_id": self.id} for row in rows])
        view = self.env.ref("jl_crm_pipeline.privacy_lookup_wizard_view_form_preview")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Erase This Person"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_erase(self):
        """Erase the contact, and keep of it that it was done (GEN-3).

        The texts whose tick was taken out in the preview stay as they are.

        :return: the action that shows the row of the log
        :raise UserError: the look-up did not begin at a contact, or it is no person
        """
        self.check_access("write")
        self._ensure_contact()
        left_out = self.sudo().text_ids.filtered(lambda one: not one.is_changed)
        done = self.partner_id._erase_person(left_out._get_places())
        if left_out:
            done.append(
                self.env._("Texts left as they are: %(count)s", count=len(left_out))
            )
        log = self._note("\n".join([self.env._("Erased"), *done]))
        self._forget()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Privacy Log"),
            "res_model": "privacy.log",
            "res_id": log.id,
            "views": [(False, "form")],
        }

    def _forget(self):
        """Keep nothing of the person in the look-up itself."""
        # what was done with single lines before stays in its own row of the log
        self.sudo().log_id = False
        self.sudo().line_ids.unlink()
        self.sudo().text_ids.unlink()
        known = ("email", "phone", "partner_id", "export_file", "export_name")
        self.sudo().write({**dict.fromkeys(known, False), "name": "***"})

    def _ensure_contact(self):
        """:raise UserError: it is not said who is erased"""
        self._ensure_looked_up()
        if not self.partner_id:
            raise UserError(
                self.env._(
                    "Open the contact and choose Privacy Lookup there: it is that "
                    "contact which is erased."
                )
            )

    def _ensure_looked_up(self):
        self._ensure_privacy_officer()
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("Look the person up first."))

    def _note(self, details):
        """Keep who did it and when; the name itself is not kept."""
        return (
            self.env["privacy.log"]
            .sudo()
            .create(
                {
                    "anonymized_name": self.name,
                    "anonymized_email": self.email or NO_MAIL,
                    "execution_details": details,
                    "records_description": self.records_description,
                }
            )
        )

    def _post_log(self):
        if self.email or not self.execution_details:
            return super()._post_log()
        if self.log_id:
            self.log_id.execution_details = self.execution_details
        else:
            self.log_id = self._note(self.execution_details)
        return None

    def _get_query(self):
        stand_in = self
        if not self.email:
            stand_in = self.new({"name": self.name, "email": NO_MAIL}, origin=self)
        query = super(PrivacyLookupWizard, stand_in)._get_query()
        return SQL("(%s) UNION (%s)", query, self._get_customer_query())

    def _get_customer_query(self):
        """Return what the add-ons keep, and the records of this very contact."""
        arms = [
            SQL(
                "SELECT %s, id, active FROM res_partner WHERE id IN (TABLE person)",
                self._get_model_id("res.partner"),
            )
        ]
        for model, field in self.env["res.partner"]._iter_references():
            arms.append(
                SQL(
                    "SELECT %s, id, TRUE FROM %s WHERE %s IN (TABLE person)",
                    self._get_model_id(model._name),
                    SQL.identifier(model._table),
                    SQL.identifier(field.name),
                )
            )
        person = self._get_person_query()
        return SQL("WITH person AS (%s) %s", person, SQL(" UNION ALL ").join(arms))

    def _get_person_query(self):
        mail = self.email and email_normalize(self.email)
        number = self.phone and self.env["res.partner"]._phone_format(
            number=self.phone, country=self.env.company.country_id
        )
        return SQL(
            """
            SELECT id FROM res_partner
             WHERE id = %(contact)s OR parent_id = %(contact)s
                OR email_normalized = %(mail)s OR phone_sanitized = %(number)s
                OR mobile = %(phone)s
            """,
            contact=self.partner_id.id or None,
            mail=mail or None,
            number=number or None,
            phone=self.phone or None,
        )

    @api.model
    def _get_model_id(self, name):
        return self.env["ir.model"]._get_id(name)

    def _iter_sheets(self):
        """Yield (title, header, rows) of what was found, and of its duplicate keys."""
        for model, lines in self.line_ids.grouped("res_model_id").items():
            records = self.env[model.model].browse(lines.mapped("res_id")).exists()
            yield model.name, *self._make_table(records)
        people = self.line_ids.filtered(lambda line: line.res_model == "res.partner")
        index = self.env["crm.duplicate.index"]
        table = index._describe_rows(people.mapped("res_id"))
        yield self.env._("Normal Forms for Duplicates"), *table

    @api.model
    def _make_table(self, records):
        """Return the header and the rows, without columns that are empty in all."""
        columns = [
            (field._description_string(self.env), values)
            for field in records._fields.values()
            if field.store
            and field.type not in LEFT_OUT
            and any(values := [self._write_value(one, field) for one in records])
        ]
        header = [title for title, _values in columns]
        return header, list(zip(*(values for _title, values in columns), strict=True))

    @api.model
    def _write_value(self, record, field):
        value = record[field.name]
        if field.relational:
            return ", ".join(name or "" for name in value.mapped("display_name"))
        return value


class PrivacyLookupWizardLine(models.TransientModel):
    _inherit = "privacy.lookup.wizard.line"

    @api.onchange("is_active")
    def _onchange_is_active(self):
        # Odoo archives the record with all rights, whoever may only read the line
        self.browse().check_access("write")
        return super()._onchange_is_active()

    def action_unlink(self):
        self.check_access("write")
        return super().action_unlink()
