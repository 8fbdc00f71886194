"""Ways in by asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.outside.adversary.attempt import Step
from tests.outside.adversary.people import ROLES
from tests.outside.adversary.ways import TELLING, Ways

if TYPE_CHECKING:
    pass


class ReadingWays(Ways):
    """Each returns the steps of an attempt."""

    def onchange(self, role: str) -> tuple[Step, ...]:
        model = self.draw.choice(list(self.registry.guarded.values()))
        links = [one for one in model.fields.values() if one.relation in self.known]
        links = [one for one in links if one.type == "many2one"]
        name = self.forger.pick_any(role)
        values = {}
        if links and self.draw.random() < 0.8:
            field = self.draw.choice(links)
            values[field.name] = self.forger.pick(field.relation, role)
        elif {"res_model", "res_id"} <= model.fields.keys():
            values |= {"res_model": self.world.records[name[1:]][0], "res_id": name}
        else:
            values |= self.forger.values(model.name, role, 1)
        arguments = ([], values, list(values), self.specify(model.name))
        return (Step(model.name, "onchange", arguments, self.context()),)

    def read(self, role: str) -> tuple[Step, ...]:
        model, name = self.pick_target(role, mine=0.35)
        names = list(self.specify(model))
        if self.draw.random() < 0.5:
            # one field that is refused hides all the others
            ours = [
                name for name in names if self.registry.models[model].fields[name].ours
            ]
            names = self.draw.sample(names, min(5, len(names)))
            names += self.draw.sample(ours, min(5, len(ours)))
        way = self.draw.choice(("web_read", "read", "search_read", "group", "names"))
        if way == "web_read":
            return (self.read_all(model, name),)
        if way == "read":
            return (Step(model, "read", ([name], names), self.context()),)
        domain = [["id", "=", name]]
        if way == "group":
            return (self._group(model, domain),)
        if way == "names":
            kwargs = {"domain": domain, "context": dict(TELLING)}
            return (Step(model, "name_search", (), kwargs),)
        return (Step(model, "search_read", (domain, names), self.context()),)

    def _group(self, model: str, domain: list[Any]) -> Step:
        fields = self.registry.models[model].fields
        stored = [n for n, one in fields.items() if one.store and one.type != "binary"]
        words = [name for name in stored if fields[name].type == "char"]
        field = self.draw.choice(words if self.draw.random() < 0.5 else stored)
        measure = self.draw.choice(("array_agg", "max", "min", "sum"))
        arguments = (domain, [], [f"{field}:{measure}"])
        if self.draw.random() < 0.4:
            arguments = (domain, [field], ["__count"])
        return Step(model, "formatted_read_group", arguments)

    def around(self, role: str) -> tuple[Step, ...]:
        """What other models tell of a record: followers, messages, meetings, files."""
        fit = [
            one
            for one in self.registry.guarded.values()
            if one.may(ROLES[role].login, "read") and not one.transient
        ]
        model = self.draw.choice(fit)
        names = list(self.specify(model.name))
        target, name = self.pick_target(role, mine=0.2)
        links = [f for f in model.fields.values() if f.relation == target and f.store]
        if links:
            domain = [[self.draw.choice(links).name, "=", name]]
        elif {"res_model", "res_id"} <= model.fields.keys():
            domain = [["res_model", "=", target], ["res_id", "=", name]]
        else:
            domain = []
        kwargs = {"context": dict(TELLING), "order": "id desc", "limit": 30}
        return (Step(model.name, "search_read", (domain, names), kwargs),)
