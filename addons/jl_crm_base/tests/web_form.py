from lxml import etree

X2MANY = ("one2many", "many2many")


def save_in_form(model, values, view=None):
    """Make a record the way the web client does in a new form.

    It asks for the view, for what a new record begins with, and sends back every field
    that is not readonly: an empty one too, as False.

    :param model: with the user and the context of the action
    :param dict values: what the user types
    :param view: id of the form; Odoo's choice by default
    :return: the record
    """
    spec = _get_specification(model, view)
    begun = _change(model, {}, [], spec)
    typed = _change(model, {**begun, **values}, list(values), spec)
    filled = {**begun, **values, **typed}
    sent = {
        name: filled.get(name, _to_command(model._fields[name], False))
        for name in spec
        if name != "id" and not model._fields[name].readonly
    }
    [row] = model.web_save(sent, spec)
    return model.browse(row["id"])


def _change(model, values, names, spec):
    changed = model.onchange(values, names, spec)["value"]
    return {
        name: _to_command(model._fields[name], value) for name, value in changed.items()
    }


def _get_specification(model, view):
    form = etree.fromstring(model.get_view(view, "form")["arch"])
    own = [
        node.get("name")
        for node in form.iter("field")
        if not any(parent.tag == "field" for parent in node.iterancestors())
    ]
    return {name: _describe(model._fields[name]) for name in own}


def _describe(field):
    if field.type in X2MANY:
        return {"fields": {}}
    return {"fields": {"display_name": {}}} if field.relational else {}


def _to_command(field, value):
    if field.type in X2MANY:
        return value or []
    return value["id"] if isinstance(value, dict) else value
