"""What the registry of a running server says of rights: models, groups, record rules.

The models are those of our add-ons, and those of Odoo on which our add-ons lay a rule.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.addons import find_addons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.client import Client

ENGLISH = {"lang": "en_US"}
PERMISSIONS = {
    "c": "perm_create",
    "r": "perm_read",
    "w": "perm_write",
    "d": "perm_unlink",
}
EVERYBODY = "Everybody"
# what groups are called in the tables; others by the name that Odoo gives them
GROUPS = {
    "sales_team.group_sale_salesman": "Salesperson",
    "sales_team.group_sale_salesman_all_leads": "All Documents",
    "sales_team.group_sale_manager": "Administrator of sales",
    "base.group_portal": "Portal",
    "base.group_user": "Employee",
}
# Odoo names a rule after its model: what stands in the domain, without its blanks, and
# what that means
CONDITIONS = {
    "(1,'=',1)": "everybody's",
    "company_ids": "own companies",
    "user.commercial_partner_id": "of the company that one belongs to",
    "'=',user.id)": "one's own, or nobody's",
    "('out_invoice','out_refund')": "invoices to customers",
    "'notin',('cancel','draft')": "neither drafts nor cancelled",
}


@dataclass(frozen=True)
class Rule:
    """A record rule: for whom, what they do, and with which records, in words."""

    whom: str
    letters: str
    words: str


@dataclass(frozen=True)
class Model:
    """A model, the rights of each role on it, and its record rules."""

    name: str
    label: str
    rights: tuple[str, ...]
    rules: tuple[Rule, ...]


def read_models(
    user: Callable[[str], Client], logins: Iterable[str]
) -> tuple[Model, ...]:
    """Ask a running server.

    :param user: gives the client of somebody from the demo data
    :param logins: one for each role, in the order of the columns
    """
    registry = _Registry(user("admin"))
    people = [registry.find_groups(login) for login in logins]
    return tuple(registry.describe(name, people) for name in registry.list_models())


def find_ours(client: Client) -> set[str]:
    """The stored models and the dialogues that our add-ons define."""
    ours = set(find_addons())
    fields = ["model", "modules", "abstract"]
    return {
        model["model"]
        for model in client.search_read("ir.model", [], fields)
        if not model["abstract"] and ours.issuperset(model["modules"].split(", "))
    }


class _Registry:
    def __init__(self, client: Client) -> None:
        self.client = client
        self.ours = find_ours(client)
        self.models = self._read("ir.model", [], ["model", "name"])
        self.names = {one["id"]: one["model"] for one in self.models}
        self.groups = self._name_groups()
        self.access = self._list_by_model(
            "ir.model.access", ["group_id", *PERMISSIONS.values()]
        )
        self.rules = self._list_by_model(
            "ir.rule", ["name", "domain_force", "groups", *PERMISSIONS.values()]
        )

    def list_models(self) -> list[str]:
        ids = self._list_own("ir.rule")
        ruled = {
            name
            for name, rules in self.rules.items()
            if any(rule["id"] in ids for rule in rules)
        }
        return sorted(self.ours | ruled)

    def find_groups(self, login: str) -> set[int]:
        [found] = self._read("res.users", [["login", "=", login]], ["all_group_ids"])
        return set(found["all_group_ids"])

    def describe(self, name: str, people: list[set[int]]) -> Model:
        [label] = [one["name"] for one in self.models if one["model"] == name]
        rights = tuple(self._find_letters(name, groups) for groups in people)
        rules = [
            Rule(self._name_whom(rule), _get_letters([rule]), _word_domain(rule))
            for rule in self.rules[name]
        ]
        return Model(name, label, rights, tuple(sorted(rules, key=_get_order)))

    def _find_letters(self, name: str, groups: set[int]) -> str:
        return _get_letters(
            row
            for row in self.access[name]
            if not row["group_id"] or row["group_id"][0] in groups
        )

    def _name_whom(self, rule: dict[str, Any]) -> str:
        names = [self.groups[one] for one in rule["groups"]]
        return ", ".join(sorted(names)) or EVERYBODY

    def _name_groups(self) -> dict[int, str]:
        fields = ["complete_name", "res_id"]
        data = self._read("ir.model.data", [["model", "=", "res.groups"]], fields)
        known = {one["res_id"]: GROUPS.get(one["complete_name"]) for one in data}
        groups = self._read("res.groups", [], ["full_name"])
        return {one["id"]: known.get(one["id"]) or one["full_name"] for one in groups}

    def _list_by_model(
        self, model: str, fields: list[str]
    ) -> defaultdict[str, list[dict[str, Any]]]:
        rows = defaultdict(list)
        for row in self._read(model, [["active", "=", True]], ["model_id", *fields]):
            rows[self.names[row["model_id"][0]]].append(row)
        return rows

    def _list_own(self, model: str) -> set[int]:
        domain = [["model", "=", model], ["module", "in", sorted(find_addons())]]
        return {
            one["res_id"] for one in self._read("ir.model.data", domain, ["res_id"])
        }

    def _read(self, model: str, domain: list, fields: list[str]) -> list[dict]:
        return self.client.search_read(model, domain, fields, context=ENGLISH)


def _get_letters(rows: Iterable[dict[str, Any]]) -> str:
    rows = list(rows)
    return "".join(
        letter for letter, name in PERMISSIONS.items() if any(row[name] for row in rows)
    )


def _word_domain(rule: dict[str, Any]) -> str:
    """Rules of ours say behind a colon whose records they let one see."""
    if ": " in rule["name"] and "/" not in rule["name"]:
        return rule["name"]
    domain = "".join((rule["domain_force"] or "").split()).replace('"', "'")
    words = [words for found, words in CONDITIONS.items() if found in domain]
    return f"{rule['name']}: {', '.join(words) or domain}"


def _get_order(rule: Rule) -> tuple[bool, str, str, str]:
    return rule.whom != EVERYBODY, rule.whom, rule.letters, rule.words
