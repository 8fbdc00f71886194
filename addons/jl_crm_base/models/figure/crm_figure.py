from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

NUMBERS = ("integer", "float", "monetary")
DATES = ("date", "datetime")


class CrmFigure(models.Model):
    """One number: on the workplace, in its list and in its test (RES-5, TUR-5).

    An add-on ships its figures as rows. The number is counted with the rights of the
    reader, and opens the list of exactly what was counted.
    """

    _name = "crm.figure"
    _description = "Figure"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="By which code and tests know it. It stays when the name changes.",
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    board = fields.Selection(
        selection=[("workplace", "Workplace")],
        required=True,
        default="workplace",
        help="The page on which it stands.",
    )
    section = fields.Selection(
        selection=[
            ("mine", "My Work"),
            ("asked", "Waiting for Me"),
            ("office", "Office"),
            ("month", "This Month"),
            ("people", "My People"),
        ],
        required=True,
        default="mine",
    )
    tone = fields.Selection(
        selection=[("normal", "Normal"), ("danger", "Red When There Is Any")],
        required=True,
        default="normal",
    )
    is_quiet = fields.Boolean(
        string="Hidden at Zero",
        help="It stands on the page only while there is something to do.",
    )
    group_ids = fields.Many2many(
        comodel_name="res.groups",
        string="For Whom",
        required=True,
        help="Members of one of these groups see the figure.",
    )
    definition = fields.Text(
        required=True,
        translate=True,
        help="What is counted, in words.",
    )
    empty_text = fields.Char(
        translate=True,
        help="What stands there instead of zero.",
    )
    model_id = fields.Many2one(
        comodel_name="ir.model",
        required=True,
        ondelete="cascade",
        domain="[('transient', '=', False), ('abstract', '=', False)]",
    )
    model_name = fields.Char(related="model_id.model", string="Name of the Model")
    domain = fields.Text(
        required=True,
        default="[]",
        help="Which records are counted. Besides constants it may say uid, today, "
        "week, month (the first day of each), day_begin, week_begin, month_begin (the "
        "moments at which they begin), company, companies, and what add-ons add.",
    )
    measure = fields.Selection(
        selection=[("count", "How Many"), ("sum", "Sum of a Field")],
        required=True,
        default="count",
    )
    sum_field = fields.Char(help="Name of the field that is added up.")
    date_field = fields.Char(
        help="Name of the date by which periods are told apart.",
    )
    person_field = fields.Char(
        help="Name of the field that says whose a record is. The table of one's people "
        "has a column for the figure then.",
    )
    action_id = fields.Many2one(
        comodel_name="ir.actions.act_window",
        string="Opens",
        ondelete="set null",
        help="The list that shows the records; the domain is that of the figure.",
    )

    _code_unique = models.Constraint(
        "UNIQUE (code)", "There is a figure with this code already. Choose another."
    )

    @api.constrains("model_id", "measure", "sum_field", "date_field", "person_field")
    def _check_fields(self):
        for figure in self:
            if figure.measure == "sum":
                figure._ensure_field("sum_field", lambda one: one.type in NUMBERS)
            if figure.date_field:
                figure._ensure_field("date_field", lambda one: one.type in DATES)
            if figure.person_field or figure.section == "people":
                figure._ensure_field(
                    "person_field", lambda one: one.comodel_name == "res.users"
                )

    def _ensure_field(self, name, fits):
        field = self._get_model()._fields.get(self[name] or "")
        if not field or not field.store or not fits(field):
            raise ValidationError(
                self.env._(
                    "“%(value)s” is no stored field of %(model)s that can be used as "
                    "“%(label)s”. Choose another.",
                    value=self[name] or "",
                    model=self.model_id.name,
                    label=self._fields[name]._description_string(self.env),
                )
            )

    def action_open(self, person_id=None):
        """List what the figure counts, for whoever asks (RES-5).

        :param int person_id: of whom, where the figure tells persons apart
        :return: the action of a list, with the domain of the figure
        :rtype: dict
        :raise AccessError: the figure is for others
        """
        self.ensure_one()
        self.check_access("read")
        domain = Domain(self._read_domain())
        if person_id and self.person_field:
            domain &= Domain(self.person_field, "=", person_id)
        return {
            **self._prepare_list(),
            "name": self.name,
            "domain": list(domain),
            "target": "current",
        }

    def _prepare_list(self):
        """Return the list that shows the records, with nothing of a filter in it."""
        # its rows are shown with the rights of the reader; the action itself is public
        action = self.sudo().action_id
        if not action:
            return {
                "type": "ir.actions.act_window",
                "res_model": self.sudo().model_name,
                "views": [(False, "list"), (False, "form")],
                "context": {},
            }
        values = action._get_action_dict()
        return {**values, "context": self._clean_context(values["context"])}

    def _get_model(self):
        return self.env[self.sudo().model_name]

    def _is_quiet_for_reader(self):
        """Whether whoever asks sees the figure only while there is something to do.

        Hook: an add-on knows for whom a figure is not the daily work.

        :rtype: bool
        """
        return self.is_quiet

    def _has_section(self):
        """Whether its section stands on the page though all of it is zero; a hook."""
        return True

    @api.model
    def _get_reader_domain(self):
        """Return the domain of the figures that are for the user."""
        return Domain("group_ids", "in", list(self.env.user._get_group_ids()))
