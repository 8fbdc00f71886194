"""Ways in by values: of what is there, and of what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.outside.adversary.attempt import Step
from tests.outside.adversary.people import ISLANDS, LOOK, NONE, READ, ROLES
from tests.outside.adversary.values import LEADING, MAGIC, WORDS, weigh
from tests.outside.adversary.ways import Ways

if TYPE_CHECKING:
    from tests.outside.adversary.registry import Model


# of `weigh`: links to what matters, what the system keeps
WORTH_IT = 2.0


class ValueWays(Ways):
    """Each returns the steps of an attempt."""

    def write(self, role: str) -> tuple[Step, ...]:
        model, name = self.pick_target(role, mine=0.75)
        values = self.forger.values(model, role, self.draw.choice((1, 1, 1, 1, 2)))
        return (Step(model, "write", ([name], values), self.context()),)

    def web_save(self, role: str) -> tuple[Step, ...]:
        model, name = self.pick_target(role, mine=0.75)
        values = self.forger.values(model, role, self.draw.choice((1, 2)))
        kwargs = {"specification": self.specify(model), **self.context()}
        return (Step(model, "web_save", ([name], values), kwargs),)

    def load(self, role: str) -> tuple[Step, ...]:
        model, name = self.pick_target(role, mine=0.75)
        values = self.forger.values(model, role, 1)
        [(field, value)] = list(values.items()) or [("name", WORDS)]
        of = self.registry.models[model].fields.get(field)
        if of and of.type == "many2one":
            field = f"{field}/.id"
        return (Step(model, "load", ([".id", field], [[name, value]])),)

    def x2many(self, role: str) -> tuple[Step, ...]:
        """From a parent of one's own down to somebody else's child."""
        model, name = self.pick_target(role, mine=1)
        fields = self.registry.models[model].fields
        lists = [one for one in fields.values() if one.type.endswith("2many")]
        lists = [one for one in lists if one.relation in self.known] or lists
        if not lists:
            return self.write(role)
        field = self.draw.choice(lists)
        values = {field.name: self.forger.forge(field, role)}
        return (Step(model, "write", ([name], values), self.context()),)

    def copy(self, role: str) -> tuple[Step, ...]:
        model, name = self.pick_target(role, mine=0.6)
        default = self.forger.values(model, role, self.draw.choice((0, 1, 2)) or 1)
        return (Step(model, "copy", ([name], default), self.context()),)

    def unlink(self, role: str) -> tuple[Step, ...]:
        model, name = self.pick_target(role, mine=0.6)
        return (Step(model, "unlink", ([name],)),)

    def sweep(self, role: str) -> tuple[Step, ...]:
        """Field after field of what matters most, before any comes again."""
        deck = self._decks.setdefault(role, [])
        if not deck:
            deck += self._lay_deck(role)
            self.draw.shuffle(deck)
        if not deck:
            # who may write nothing reads
            return self.read(role)
        model, name, field = deck.pop()
        of = self.registry.models[model].fields[field]
        values = {field: self.forger.forge(of, role)}
        if field == "parent_id":
            values["is_company"] = False
            # what is left out can no longer be like another's
            values |= self.draw.choice(({}, {"vat": False}))
        return (Step(model, "write", ([f"@{name}"], values)),)

    def _lay_deck(self, role: str) -> list[tuple[str, str, str]]:
        """(model, record, field) of what leads somewhere or is kept by the system."""
        return [
            (self.world.records[name][0], name, field)
            for name in self._pick_examples(role)
            for field, of in self.registry.models[
                self.world.records[name][0]
            ].fields.items()
            if field not in MAGIC and weigh(of) >= WORTH_IT
        ]

    def _pick_examples(self, role: str) -> list[str]:
        """Of each kind of record one of each stance that lets one write."""
        examples: dict[tuple[str, str], list[str]] = {}
        for name, (model, _id) in self.world.records.items():
            island, _dot, part = name.partition(".")
            stance = ROLES[role].stance(island) if island in ISLANDS else NONE
            if model in LEADING and stance not in (NONE, LOOK, READ):
                examples.setdefault((stance, part), []).append(name)
        return [self.draw.choice(names) for names in examples.values()]

    def create(self, role: str) -> tuple[Step, ...]:
        model = self.registry.guarded[self._pick_model(role)]
        values = {**self.fill(model, role), **self.forger.values(model.name, role, 1)}
        context = self.context()
        if self.draw.random() < 0.2:
            forged = self.forger.values(model.name, role, 1)
            context["context"] |= {f"default_{key}": one for key, one in forged.items()}
        return (
            Step(model.name, "create", ([values],), context),
            self.read_all(model.name, "@0"),
        )

    def _pick_model(self, role: str) -> str:
        login = ROLES[role].login
        fit = [
            name
            for name, model in self.registry.guarded.items()
            if model.may(login, "create")
        ]
        # those that lead somewhere come first
        known = [name for name in fit if name in self.known]
        ours = [name for name in fit if self.registry.guarded[name].ours]
        return self.draw.choice(
            self.draw.choice([one for one in (known, ours, fit) if one])
        )

    def fill(self, model: Model, role: str, *, hidden: bool = False) -> dict[str, Any]:
        """What the model requires, of what is one's own."""
        values: dict[str, Any] = {}
        for field in model.fields.values():
            is_needed = field.required and not field.is_protected
            if is_needed and not field.related and field.name not in ("company_id",):
                values[field.name] = self._fill_one(field, role, hidden)
        if {"res_model", "res_id"} <= model.fields.keys():
            name = self.forger.pick_any(role)
            values |= {"res_model": self.world.records[name[1:]][0], "res_id": name}
        if values.get("res_model_id"):
            del values["res_model_id"]
        return values

    def _fill_one(self, field: Any, role: str, hidden: bool) -> Any:
        if field.type == "many2one":
            pick = self.forger.pick if hidden else self.forger.pick_own
            return pick(field.relation, role)
        if field.type == "selection" and field.options:
            return self.draw.choice(field.options)
        return {"date": "2031-01-01", "datetime": "2031-01-01 00:00:00"}.get(
            field.type, self.forger.forge(field, role)
        )

    def wizard(self, role: str) -> tuple[Step, ...]:
        """A dialogue filled in with others' records, and its buttons."""
        login = ROLES[role].login
        fit = [
            one
            for one in self.registry.guarded.values()
            if one.transient and one.may(login, "create")
        ]
        ours = [one for one in fit if one.ours]
        model = self.draw.choice(ours if ours and self.draw.random() < 0.6 else fit)
        target, name = self.pick_target(role, mine=0.4)
        values = self.fill(model, role)
        for field in model.fields.values():
            if field.relation in self.known and field.type != "one2many":
                values[field.name] = self._link(field, role)
        if {"res_model", "res_id"} <= values.keys():
            values |= {"res_model": target, "res_id": name}
        context = {"active_model": target, "active_id": name, "active_ids": [name]}
        kwargs = {"context": context}
        steps = [Step(model.name, "create", ([values],), kwargs)]
        steps.append(self.read_all(model.name, "@0"))
        methods = [one for one in model.methods.values() if self._is_button(one)]
        if methods:
            button = self.draw.choice(methods)
            steps.append(Step(model.name, button.name, (["@0"],), kwargs))
        return tuple(steps)

    @staticmethod
    def _is_button(method: Any) -> bool:
        starts = ("action_", "button_", "create_", "send_")
        return method.name.startswith(starts) and not method.required

    def _link(self, field: Any, role: str) -> Any:
        name = self.forger.pick(field.relation, role)
        return name if field.type == "many2one" else [[6, 0, [name]]]
