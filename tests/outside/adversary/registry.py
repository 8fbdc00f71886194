"""Models, fields, methods and rights, as `dump.py` found them in the registry."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Odoo's own models that hold what is a customer's, besides those that we extend
GUARDED = frozenset(
    {
        *("res.partner", "crm.lead", "sale.order", "sale.order.line", "res.users"),
        *("mail.activity", "mail.message", "mail.followers", "ir.attachment"),
        *("account.move", "account.move.line", "calendar.event"),
    }
)
# what belongs to nobody's business: pages, tests, programs
IGNORED = ("ir.ui.", "ir.asset", "ir.module", "base.module", "bus.", "iap.", "website.")
LINKS = ("many2one", "one2many", "many2many")


@dataclass(frozen=True)
class Field:
    name: str
    type: str
    store: bool = False
    readonly: bool = False
    required: bool = False
    computed: bool = False
    related: str = ""
    inverse: bool = False
    system: bool = False
    ours: bool = False
    groups: str = ""
    relation: str = ""
    parent: bool = False
    translate: bool = False
    inverse_name: str = ""
    link: tuple[str, ...] = ()
    options: tuple = ()

    @property
    def is_protected(self) -> bool:
        """Whether no client has to write it: design.md, "Protected fields"."""
        is_kept = self.store and self.readonly and not self.inverse
        return self.system or is_kept or self.name == "access_token"


@dataclass(frozen=True)
class Method:
    name: str
    ours: bool
    on_model: bool
    parameters: tuple[tuple[str, bool], ...]

    @property
    def required(self) -> list[str]:
        return [name for name, needed in self.parameters if needed]


@dataclass(frozen=True)
class Model:
    name: str
    table: str
    transient: bool
    ours: bool
    touched: bool
    kept: bool
    fields: dict[str, Field]
    methods: dict[str, Method]
    rights: dict[str, list[str]] = field(default_factory=dict)
    rec_name: str = ""

    def may(self, login: str, operation: str) -> bool:
        return operation in self.rights.get(login, ())

    @cached_property
    def links(self) -> dict[str, str]:
        """Stored many-to-one fields and where they lead to."""
        return {
            name: one.relation
            for name, one in self.fields.items()
            if one.type == "many2one" and one.store
        }


class Registry:
    def __init__(self, models: dict[str, Model]) -> None:
        self.models = models
        self.by_table = {model.table: model for model in models.values()}
        # m2m table → (model, column1, comodel, column2)
        self.by_link = dict(_find_links(models))

    @classmethod
    def read(cls, path: Path) -> Registry:
        text = path.read_text(encoding="utf-8")
        return cls({name: _make(name, of) for name, of in json.loads(text).items()})

    @cached_property
    def guarded(self) -> dict[str, Model]:
        """Ours, what we extend, and what has a link to a guarded model of Odoo."""
        return {name: one for name, one in self.models.items() if self._is_guarded(one)}

    def _is_guarded(self, model: Model) -> bool:
        if model.name.startswith(IGNORED):
            return False
        if model.ours or model.name in GUARDED:
            return True
        leads = any(field.relation in GUARDED for field in model.fields.values())
        by_name = {"res_model", "res_id"} <= model.fields.keys()
        return (leads and model.touched) or by_name or (leads and model.transient)


def _make(name: str, of: dict) -> Model:
    fields = {
        key: Field(
            key,
            **{
                what: tuple(value) if isinstance(value, list) else value
                for what, value in one.items()
            },
        )
        for key, one in of.pop("fields").items()
    }
    methods = {
        key: Method(
            key, one["ours"], one["model"], tuple(map(tuple, one["parameters"]))
        )
        for key, one in of.pop("methods").items()
    }
    return Model(name, fields=fields, methods=methods, **of)


def _find_links(models: dict[str, Model]):
    for model in models.values():
        for one in model.fields.values():
            if one.link:
                table, left, right = one.link
                yield table, (model.name, left, one.relation, right)
