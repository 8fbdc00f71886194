"""The checker of ours that finds public methods which use sudo too early."""

import ast
import textwrap

import pytest

from workshop.linting.access_doors import NAME, find_open_methods
from workshop.linting.access_flow import Flow, State
from workshop.linting.access_index import Index, find_files, iter_models
from workshop.paths import ADDONS

pytestmark = pytest.mark.no_odoo

MODEL = """
class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = "sale.order"

    def action_try(self, other=None):
{body}

    def _guard(self):
        return self.sudo().name

    def _ensure_seen(self):
        self.check_access("read")
        return self.sudo().name

    def _loop(self):
        return self._loop()
"""
SUDO = {
    "plain": "return self.sudo().access_token",
    "after": "self.sudo().name\nself.check_access('read')",
    "helper": "self._guard()\nreturn super().action_try()",
    "helper of each": "for order in self:\n    order._guard()",
    "lambda": "return self.filtered(lambda order: order.sudo().name)",
    "branch": "if other:\n    self.check_access('read')\nreturn self.sudo().name",
    "argument": "self.env['crm.merge'].run(self.sudo())",
    "comprehension": "return [order.sudo().name for order in self]",
    "other model": "return self.env['sale.order'].sudo().search([])",
    "by hand": "return self.sudo(True).name",
    "handler": (
        "try:\n    self.ensure_one()\nexcept ValueError:\n    return self.sudo()"
    ),
    "with": "with self._open():\n    self.sudo().name",
}
CHECKED = {
    "check": "self.check_access('read')\nreturn self.sudo().name",
    "refuse": "if not self.has_access('read'):\n    raise E\nreturn self.sudo().name",
    "filter": "self._filtered_access('read')\nreturn self.sudo().name",
    "helper": "self._ensure_seen()\nreturn self.sudo().name",
    "write": "self.write({})\nreturn self.sudo().name",
    "both branches": (
        "if other:\n    self.check_access('read')\n"
        "else:\n    self.check_access('write')\nreturn self.sudo().name"
    ),
    "guard": "if not self:\n    return\nself.check_access('read')\nself.sudo().name",
}
OPEN = {
    "nothing": "return self.name",
    "taken back": "return self.sudo(False).name",
    "taken back by name": "return self.sudo(flag=False).name",
    "settings": "return self.env['ir.config_parameter'].sudo().get_param('x')",
    "oneself": "return self.env.user.sudo().tz",
    "circle": "return self._loop()",
}


def _walk(body, *files):
    text = MODEL.format(body=textwrap.indent(body, " " * 8))
    tree = ast.parse(text)
    index = Index([])
    for one in (tree, *map(ast.parse, files)):
        index.add(one)
    [(model, _parents, node)] = iter_models(tree)
    flow = Flow(index, model)
    return flow.walk(node.body[2].body), flow


@pytest.mark.parametrize("body", SUDO.values(), ids=SUDO)
def test_sudo_is_found(body):
    assert _walk(body)[0] is State.SUDO


@pytest.mark.parametrize("body", CHECKED.values(), ids=CHECKED)
def test_checked_is_left_alone(body):
    assert _walk(body)[0] is State.CHECKED


@pytest.mark.parametrize("body", OPEN.values(), ids=OPEN)
def test_harmless_is_left_alone(body):
    assert _walk(body)[0] in (State.OPEN, State.GONE)


def test_helper_of_another_file():
    mixin = """
class ReviewMixin(models.AbstractModel):
    _name = "crm.review.mixin"

    def _ensure_released(self):
        return self.sudo()._is_released()
"""
    order = """
class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["crm.review.mixin", "sale.order"]
"""
    state, flow = _walk("self._ensure_released()", mixin, order)
    assert state is State.SUDO
    assert flow.helper == "_ensure_released"
    assert flow.place.lineno


def test_checks_of_another_file_count():
    checked = """
class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _ensure_released(self):
        self.check_access("read")
        return self.sudo()._is_released()
"""
    assert _walk("self._ensure_released()\nself.sudo()", checked)[0] is State.CHECKED


def test_the_add_ons_are_read():
    index = Index(find_files(ADDONS))
    assert index.find("sale.order", "_ensure_released")
    assert index.find("crm.contract", "action_review_submit")
    assert not index.find("sale.order", "no_such_method")


def _find(body):
    text = MODEL.format(body=textwrap.indent(body, " " * 8))
    index = Index([])
    index.add(ast.parse(text))
    return list(find_open_methods(text, index))


def test_message():
    [(line, method, how)] = _find(SUDO["helper"])
    assert (line, method) == (6, "sale.order.action_try")
    assert how == "line 7, in _guard"


def test_private_methods_are_nobodys_doors():
    assert not _find(CHECKED["check"])


@pytest.mark.parametrize("name", ["create", "write", "unlink"])
def test_what_the_orm_checks_is_left_out(name):
    text = MODEL.format(body="        self.sudo()").replace("action_try", name)
    assert not list(find_open_methods(text, Index([])))


def test_add_ons_pass():
    """security.md N1: nothing in the add-ons but what says why, in the line above."""
    files = find_files(ADDONS)
    index = Index(files)
    for file in files:
        lines = file.read_text().splitlines()
        for line, method, how in find_open_methods("\n".join(lines), index):
            is_meant = f"disable={NAME}" in lines[line - 1]
            says_why = lines[line - 2].lstrip().startswith("#")
            assert is_meant and says_why, f"{file}: {method} ({how})"
