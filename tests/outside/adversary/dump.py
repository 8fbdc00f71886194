"""What the registry knows, written down once: runs inside `odoo shell`, with Odoo."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

OURS = "odoo.addons.jl_crm"
OPERATIONS = ("create", "read", "write", "unlink")


def dump(env: Any, path: Path, logins: list[str]) -> None:
    """Write models, fields, public methods and rights of the logins as JSON."""
    users = env["res.users"].with_context(active_test=False)
    people = {user.login: user for user in users.search([("login", "in", logins)])}
    models = {
        name: _describe(env, name, people)
        for name in sorted(env.registry)
        if not env[name]._abstract and env[name]._auto
    }
    path.write_text(json.dumps(models), encoding="utf-8")


def _describe(env: Any, name: str, people: dict[str, Any]) -> dict[str, Any]:
    model = env[name]
    return {
        "table": model._table,
        "transient": model._transient,
        "ours": model._original_module.startswith("jl_crm"),
        "touched": any(
            _is_ours(part) and part._name == name for part in type(model).__mro__
        ),
        "kept": isinstance(model, env.registry["kept.row.mixin"]),
        "rec_name": model._rec_name or "",
        "fields": _describe_fields(model),
        "methods": dict(_find_methods(type(model))),
        "rights": {
            login: [op for op in OPERATIONS if model.with_user(user).has_access(op)]
            for login, user in people.items()
        },
    }


def _describe_fields(model: Any) -> dict[str, Any]:
    readable = model._list_readable_parents()
    found = {key: _describe_field(field) for key, field in model._fields.items()}
    for name in readable & found.keys():
        found[name]["parent"] = False
    return found


def _describe_field(field: Any) -> dict[str, Any]:
    found = {
        "type": field.type,
        "store": bool(field.store and field.column_type),
        "readonly": bool(field.readonly),
        "required": bool(field.required),
        "computed": bool(field.compute) and not field.related,
        "related": ".".join(field.related.split(".")) if field.related else "",
        "inverse": bool(field.inverse),
        "system": bool(getattr(field, "system", False)),
        "ours": field._module is not None and field._module.startswith("jl_crm"),
        "groups": field.groups or "",
        "relation": field.comodel_name or "",
        "parent": field.type == "many2one" and field.ondelete == "cascade",
        "translate": bool(getattr(field, "translate", False)),
    }
    if field.type == "one2many":
        found["inverse_name"] = field.inverse_name or ""
    if field.type == "many2many" and field.store:
        found["link"] = [field.relation, field.column1, field.column2]
    if field.type == "selection" and isinstance(field.selection, list):
        found["options"] = [value for value, _label in field.selection]
    return found


def _find_methods(model: type) -> Any:
    """Public methods that we wrote or overrode, with their parameters."""
    for name in dir(model):
        method = inspect.getattr_static(model, name, None)
        if name.startswith("_") or not inspect.isfunction(method):
            continue
        if getattr(method, "_api_private", False):
            continue
        makers = [part for part in model.__mro__ if name in vars(part)]
        parameters = list(inspect.signature(method).parameters.values())[1:]
        yield (
            name,
            {
                "ours": any(_is_ours(maker) for maker in makers),
                "model": bool(getattr(method, "_api_model", False)),
                "parameters": [
                    [one.name, one.default is one.empty]
                    for one in parameters
                    if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)
                ],
            },
        )


def _is_ours(part: type) -> bool:
    # what we give to all models makes none of them ours
    return part.__module__.startswith(OURS) and getattr(part, "_name", "") != "base"
