"""Ways in by methods: buttons, messages, files, an administrator's code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.outside.adversary.attempt import Step
from tests.outside.adversary.values import WORDS
from tests.outside.adversary.ways import Ways

if TYPE_CHECKING:
    pass


# what may be written on a paper on the way to its print
PAPERS = ("sale.order", "crm.contract", "crm.contract.change")
LOOKING = frozenset({"open", "view", "preview", "print", "import", "share", "send"})
CODE = "env['{model}'].with_user(<@{user}>).browse(<@{record}>).{method}()"
GENERIC = frozenset(
    {
        *("create", "write", "unlink", "copy", "read", "web_read", "web_save", "load"),
        *("onchange", "search_read", "name_search", "formatted_read_group", "search"),
    }
)


class MethodWays(Ways):
    """Each returns the steps of an attempt."""

    def method(self, role: str) -> tuple[Step, ...]:
        """A public method of ours, with somebody's record."""
        model, name = self.pick_target(role, mine=0.3)
        methods = [
            one for one in self.registry.models[model].methods.values() if one.ours
        ]
        methods = [one for one in methods if one.name not in GENERIC]
        if not methods:
            return ()
        method = self.draw.choice(methods)
        return (self._call(model, method, name, role),)

    def _call(self, model: str, method: Any, name: str, role: str) -> Step:
        arguments = [self._guess(one, role) for one in method.required]
        first = [] if method.on_model else [[name]]
        return Step(model, method.name, (*first, *arguments), self.context())

    def _guess(self, parameter: str, role: str) -> Any:
        if parameter.startswith(("reason", "message", "note", "body")):
            return WORDS
        if parameter.startswith("date"):
            return "2099-12-31"
        if "user" in parameter:
            return self.forger.pick("res.users", role)
        if "partner" in parameter or "customer" in parameter:
            return self.forger.pick("res.partner", role)
        return self.draw.choice(({}, [], WORDS, 1, self.forger.pick_any(role)))

    def sequence(self, role: str) -> tuple[Step, ...]:
        """A change of a paper, then some of its buttons, as its owner."""
        model = self.draw.choice(PAPERS)
        name = self._pick_name(model, role, 0.9)
        buttons = [
            one
            for one in self.registry.models[model].methods.values()
            if one.ours
            and not one.required
            and one.name.startswith("action_")
            # those that merely open something
            and not LOOKING.intersection(one.name.split("_"))
        ]
        steps = []
        if self.draw.random() < 0.8:
            steps.append(self._change_paper(model, name, role))
        pressed = self.draw.choices(buttons, k=self.draw.choice((1, 2, 2)))
        steps += [self._call(model, button, name, role) for button in pressed]
        return tuple(steps)

    def _change_paper(self, model: str, name: str, role: str) -> Step:
        lines = [one for one in self.world.records if one.startswith(f"{name[1:]}_")]
        lines = [one for one in lines if one.rpartition("_")[2] in ("line", "payment")]
        if lines and self.draw.random() < 0.7:
            line = self.draw.choice(lines)
            model = self.world.records[line][0]
            name = f"@{line}"
        fields = self.registry.models[model].fields
        numbers = [
            field
            for field in fields.values()
            if field.type in ("float", "monetary")
            and field.store
            and not field.is_protected
        ]
        if numbers and self.draw.random() < 0.6:
            field = self.draw.choice(numbers)
            values = {field.name: self.forger.forge(field, role)}
        else:
            values = self.forger.values(model, role, 1)
        return Step(model, "write", ([name], values))

    def post(self, role: str) -> tuple[Step, ...]:
        """A message with a file, to whoever it names."""
        model = self.draw.choice([m for m in self.known if self._has_thread(m)])
        name = self._pick_name(model, role, 0.8)
        file = self.draw.choice(self.world.find("ir.attachment") or ["none"])
        kwargs: dict[str, Any] = {
            "body": WORDS,
            "partner_ids": [self.forger.pick_own("res.partner", role)],
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
        }
        first = Step(
            "ir.attachment",
            *("create", ([{"name": "new.xlsx", "datas": "Zm9yZ2Vk"}],)),
        )
        if self.draw.random() < 0.6:
            kwargs["attachment_ids"] = ["@0"]
        elif self.draw.random() < 0.5:
            kwargs["attachment_ids"] = [f"@{file}"]
        return (first, Step(model, "message_post", ([name],), kwargs))

    def _has_thread(self, model: str) -> bool:
        return "message_post" in self.registry.models[model].methods

    def publish(self, role: str) -> tuple[Step, ...]:
        """A copy of a file, free of its document."""
        name = self._pick_name("ir.attachment", role, 0.7)
        values = {"public": True, "res_model": False, "res_id": 0}
        number = self.draw.choice((1, 2, 3))
        values = dict(self.draw.sample(list(values.items()), number))
        method = self.draw.choice(("copy", "write"))
        return (Step("ir.attachment", method, ([name], values)),)

    def server_action(self, role: str) -> tuple[Step, ...]:
        """An administrator's code that acts for somebody else."""
        if role != "administrator":
            return self.method(role)
        model, name = self.pick_target(role)
        if self.draw.random() < 0.6:
            model = self.draw.choice([*PAPERS, "crm.handover"])
            name = self._pick_name(model, role, 1)
        methods = [
            one
            for one in self.registry.models[model].methods.values()
            if one.ours and not one.required and one.name.startswith("action_")
        ]
        if not methods:
            return self.method(role)
        users = self.world.find("res.users", ("user",))
        words = {"model": model, "user": self.draw.choice(users), "record": name[1:]}
        code = CODE.format(method=self.draw.choice(methods).name, **words)
        values = {"name": "x", "state": "code", "code": code, "model_id": 1}
        return (
            Step("ir.actions.server", "create", ([values],)),
            Step("ir.actions.server", "run", (["@0"],)),
        )
