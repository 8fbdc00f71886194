"""In which order the classes of a model are asked, and the guards within them."""

import difflib
import inspect
import logging
import os
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

from odoo.exceptions import RedirectWarning, UserError

from .order_classes import OURS, Family
from .order_trace import Trace, get_code

_logger = logging.getLogger(__name__)

MODELS = (
    "res.partner",
    "crm.lead",
    "sale.order",
    "sale.order.line",
    "mail.activity",
    "res.users",
)
READS = (
    "_search",
    "_check_access",
    "web_search_read",
    "search_fetch",
    "_compute_display_name",
)
METHODS = (
    "create",
    "name_create",
    "load",
    "copy",
    "copy_data",
    "write",
    "unlink",
    *READS,
)
GUARDS = (
    "_add_quote_item",
    "_add_registration",
    "_check_",
    "_clean_values",
    "_content_changed",
    "_drop_system",
    "_ensure_",
    "_give_trials",
    "_guard_",
    "_hold",
    "_keep_as",
    "_refuse",
    "_register_",
    "_pass_gate",
    "_settle",
    "_stop_",
    "_strip_defaults",
    "_touch_",
    "_unlink_except",
    "_unlink_if",
    "_void",
)
HEAD = (
    "Who is asked, in this order: ours one by one, Odoo's together.",
    "Only what this add-on changes.",
)
ACTS = (
    "",
    "What happens: overrides and guards, one within the other.",
    "(Odoo) is where the rows are saved or found.",
)
RENEW = "JL_RENEW_ORDER"


class OrderMixin:
    """Compare the order with the add-on's ``tests/order.txt``.

    The file has two parts: the classes, as far as the add-on changes their order, and
    what happens when people do this and that. Code that only moves to other classes
    changes the first part and leaves the second.
    """

    # of these too
    order_models = ()
    # guards of which other add-ons decide when they are asked
    order_left_out = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        addons = cls._list_addons()
        cls.family = Family(addons)
        cls.older = Family(addons[:-1])
        cls.models = (*MODELS, *cls.order_models)
        cls.chains = cls._list_chains()
        cls.told = []

    @classmethod
    def _list_addons(cls):
        """Return the add-on and what it needs, in the order of loading."""
        module = cls.env.ref(f"base.module_{cls.test_module}")
        needed = module.upstream_dependencies(exclude_states=("uninstallable",))
        return cls._sort_addons(needed | module)

    @staticmethod
    def _sort_addons(modules):
        depths = {}
        for one in modules:
            _measure_depth(one, depths)
        return sorted(depths, key=lambda name: (depths[name], name))

    @classmethod
    def _list_chains(cls):
        """Return {(model, method): code objects of ours, in the order of asking}."""
        chains = defaultdict(list)
        for model in cls.family.names:
            for definition in cls.family.list_classes(model, OURS):
                for name, member in vars(definition).items():
                    is_override = name in METHODS and model in cls.models
                    if is_override or (name.startswith(GUARDS) and name not in READS):
                        chains[model, name].append(get_code(member))
        return chains

    @contextmanager
    def _tell(self, act, reads=False):
        """Put down what is asked while the body runs; it may be refused."""
        self.env.cr.flush()
        self.env.invalidate_all()
        # or it depends on what came before what is asked
        self.env.registry.clear_all_caches()
        left_out = {*self.order_left_out, *(() if reads else READS)}
        chains = {
            key: codes for key, codes in self.chains.items() if key[1] not in left_out
        }
        trace, end = Trace(chains, self.family.addons), []
        with trace.listen():
            try:
                with self.env.cr.savepoint():
                    yield
                    self.env.cr.flush()
            except (UserError, RedirectWarning) as error:
                _logger.info("%s: %s", act, error)
                end = [f"  refused: {type(error).__name__}"]
        self.told += ["", act, *(trace.describe() or ["  nothing"]), *end]

    def _open(self, model, user):
        """Return the model as a client of the user has it, without the tests' marks."""
        return self.env(user=user.id, context={"lang": "en_US", "tz": "UTC"})[model]

    def _assert_order(self):
        """The order is the one of the file, or the file is renewed if so asked."""
        file = Path(inspect.getfile(type(self))).with_name("order.txt")
        text = "\n".join([*self._describe_classes(), *ACTS, *self.told, ""])
        if os.environ.get(RENEW):
            file.write_text(text, encoding="utf-8")
        known = file.read_text(encoding="utf-8") if file.exists() else ""
        diff = difflib.unified_diff(
            known.splitlines(), text.splitlines(), "as written", "as it is", lineterm=""
        )
        if lines := list(diff):
            self.fail(
                "The order in which classes and guards are asked has changed. If that "
                f"is meant, write it anew: {RENEW}=1 ./jl test --only addons --addon "
                f"{self.test_module} --tags /{self.test_module}:{type(self).__name__}\n"
                + "\n".join(lines)
            )

    def _describe_classes(self):
        yield from HEAD
        for model in self.models:
            sections = list(self._describe_methods(model))
            if sections:
                yield from ("", model, "=" * len(model), *sections)

    def _describe_methods(self, model):
        for method in self._list_methods(model):
            order = self.family.describe(model, method)
            if order != self.older.describe(model, method):
                yield from (method, *(f"  {line}" for line in order))

    def _list_methods(self, model):
        """Return the methods to name: of guards, those that several classes have."""
        ours = self.family.list_classes(model, OURS)
        names = {
            name for one in ours for name in vars(one) if callable(getattr(one, name))
        }
        shared = {
            name
            for name in names.difference(METHODS)
            if len(self.family.describe(model, name)) > 1 and not name.startswith("__")
        }
        return [name for name in METHODS if name in names] + sorted(shared)


def _measure_depth(module, depths):
    """Put down how far a module is from base, at most, as Odoo does."""
    if module.name not in depths:
        needed = module.dependencies_id.depend_id
        below = [_measure_depth(one, depths) for one in needed]
        depths[module.name] = max(below, default=-1) + 1
    return depths[module.name]
