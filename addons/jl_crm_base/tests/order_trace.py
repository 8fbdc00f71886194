"""What is entered while something happens."""

import inspect
import sys
from contextlib import contextmanager

from odoo import models


class Trace:
    """What of ours is entered, one within the other, and when Odoo saves.

    Classes that call each other by ``super()`` are one call. What is repeated at once
    is told once, and what other add-ons start is left out.
    """

    def __init__(self, chains, addons):
        self._chains = chains
        self._addons = addons
        self._codes = {code for codes in chains.values() for code in codes}
        self._rows = {
            get_code(vars(models.BaseModel)[name]): name
            for name in ("create", "write", "unlink", "_search")
        }
        self._root = _Call("", "")
        self._open = [(None, self._root)]

    @contextmanager
    def listen(self):
        before = sys.getprofile()
        sys.setprofile(self._hear)
        try:
            yield
        finally:
            sys.setprofile(before)

    def _hear(self, frame, event, _arg):
        if event == "return" and frame is self._open[-1][0]:
            self._open.pop()
        elif event == "call" and frame.f_code in self._codes:
            if not self._is_of_others(frame):
                self._enter(frame)
        elif event == "call" and frame.f_code in self._rows:
            self._save(frame)

    def _enter(self, frame):
        model = _get_model(frame)
        key = (model, frame.f_code.co_name)
        chain = self._chains.get(key, ())
        if frame.f_code not in chain:
            return
        # a later one is reached by `super()`
        if frame.f_code is chain[0] or not self._is_open(key):
            call = _Call(*key)
            self._open[-1][1].calls.append(call)
            self._open.append((frame, call))

    def _save(self, frame):
        key = (_get_model(frame), self._rows[frame.f_code])
        if self._open[-1][1].key == key and not self._is_of_others(frame):
            self._open[-1][1].calls.append(_Call("", "(Odoo)"))

    def _is_of_others(self, frame):
        """Whether an add-on that is not looked at asks, and does not pass on alone."""
        outer = frame.f_back
        while outer and frame is not self._open[-1][0]:
            module = outer.f_globals.get("__name__") or ""
            _odoo, _, addon = module.partition("odoo.addons.")
            is_other = addon and addon.partition(".")[0] not in self._addons
            if is_other and outer.f_code.co_name != frame.f_code.co_name:
                return True
            frame, outer = outer, outer.f_back
        return False

    def _is_open(self, key):
        return any(call.key == key for _frame, call in self._open)

    def describe(self):
        return list(self._root.describe())


class _Call:
    def __init__(self, model, method):
        self.key = (model, method)
        self.calls = []

    def describe(self, depth=1):
        told = None
        for call in self.calls:
            model, method = call.key
            name = method if model in ("", self.key[0]) else f"{model}: {method}"
            lines = ["  " * depth + name, *call.describe(depth + 1)]
            if lines != told:
                yield from lines
            told = lines


def get_code(member):
    member = getattr(member, "__func__", member)
    return getattr(inspect.unwrap(member), "__code__", None)


def _get_model(frame):
    return getattr(frame.f_locals.get("self"), "_name", "")
