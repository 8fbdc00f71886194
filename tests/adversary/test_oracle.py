"""The invariants, on rows and answers as a server gives them (issue 16, 8)."""

from __future__ import annotations

import pytest

from tests.adversary.world import make_outcome, make_world
from tests.outside.adversary import canary, keeping, reading, writing
from tests.outside.adversary.attempt import Attempt, Step
from tests.outside.adversary.ledger import Change
from tests.outside.adversary.sent import find_sent

pytestmark = pytest.mark.no_odoo


@pytest.fixture
def world():
    return make_world()


def write(role: str, model: str, name: str, **values) -> Attempt:
    return Attempt(role, (Step(model, "write", ([f"@{name}"], values)),))


def update(table: str, row: int, **columns) -> Change:
    """Columns as (before, after)."""
    old = {"id": row, **{key: pair[0] for key, pair in columns.items()}}
    new = {"id": row, **{key: pair[1] for key, pair in columns.items()}}
    return Change(table, "update", old, new)


def judge(world, attempt, *changes, result=True) -> list[str]:
    outcome = make_outcome(world, attempt, list(changes), result)
    outcome.sent = find_sent(world, outcome.answers)
    rules = (reading, writing, keeping)
    found = [finding for rule in rules for finding in rule.judge(world, outcome)]
    return sorted({finding.key for finding in found})


def test_an_owner_changes_their_own(world):
    attempt = write("salesperson", "res.partner", "own.customer", phone="1")
    assert not judge(world, attempt, update("res_partner", 10, phone=("0", "1")))


def test_nobody_changes_what_is_hidden(world):
    """security.md 27c: a line moved onto somebody else's order changes its total."""
    attempt = write(
        "salesperson", "sale.order.line", "own.draft_line", order_id="@foreign.draft"
    )
    found = judge(
        world,
        attempt,
        update("sale_order_line", 12, order_id=(11, 21)),
        update("sale_order", 21, amount_total=(5, 6)),
    )
    assert found == [
        "changed what is not theirs: sale.order moved (none)",
        "linked to what is hidden: sale.order.line.order_id (none)",
    ]


def test_a_stamp_is_no_change(world):
    attempt = write("salesperson", "res.partner", "own.customer", phone="1")
    change = update("res_partner", 20, write_date=("a", "b"))
    assert not judge(world, attempt, change)


def test_a_share_is_not_ownership(world):
    """security.md 6: whoever may edit does not take."""
    attempt = write("colleague", "res.partner", "edit.customer", customer_holder=2)
    found = judge(world, attempt, update("res_partner", 30, customer_holder=(1, 2)))
    assert found == [
        "taken without an act: res.partner.customer_holder (edit)",
        "what the system keeps was set: res.partner.customer_holder ()",
    ]


def test_who_may_edit_edits(world):
    attempt = write("colleague", "res.partner", "edit.customer", phone="1")
    assert not judge(world, attempt, update("res_partner", 30, phone=("0", "1")))


def test_who_may_read_does_not_write(world):
    attempt = write("colleague", "res.partner", "read.customer", phone="1")
    found = judge(world, attempt, update("res_partner", 40, phone=("0", "1")))
    assert found == ["changed what is not theirs: res.partner written (read)"]


def test_what_the_system_keeps_stays(world):
    attempt = write("salesperson", "res.partner", "own.customer", customer_holder=0)
    found = judge(world, attempt, update("res_partner", 10, customer_holder=(1, 0)))
    assert found == ["what the system keeps was set: res.partner.customer_holder ()"]


def test_kept_rows_stay(world):
    attempt = write("administrator", "crm.review.decision", "own.draft", user_id=1)
    found = judge(world, attempt, update("crm_review_decision", 5, user_id=(1, 2)))
    assert found == ["a kept row changed: crm.review.decision update ()"]


def test_a_decision_is_of_who_decides(world):
    """security.md 7: nobody approves in somebody else's name."""
    attempt = Attempt("administrator", (Step("ir.actions.server", "run", (["@0"],)),))
    change = Change("crm_review_decision", "insert", None, {"id": 6, "user_id": 4})
    found = judge(world, attempt, change)
    assert found == ["signed or decided for somebody: crm.review.decision ()"]


@pytest.mark.parametrize("error", [False, True])
def test_canaries_are_heard(world, error):
    """In answers and in the words of a refusal."""
    attempt = Attempt(
        "salesperson", (Step("res.partner", "read", (["@own.customer"],)),)
    )
    outcome = make_outcome(world, attempt, [])
    text = canary.make_text("foreign", "res.partner", "street")
    if error:
        outcome.answers[0].error = text
    else:
        outcome.answers[0].result = [{"street": text}]
    [finding] = reading.judge(world, outcome)
    assert finding.key == (
        "told what is hidden: res.partner by res.partner (salesperson, none)"
    )


def test_one_hears_one_s_own(world):
    attempt = Attempt(
        "salesperson", (Step("res.partner", "read", (["@own.customer"],)),)
    )
    text = canary.make_text("own", "res.partner", "street")
    assert not judge(world, attempt, result=[{"street": text}])


def test_a_closed_key_gets_nothing():
    attempt = Attempt(
        "archived", (Step("res.partner", "search_count", ([],)),), via="key"
    )
    assert judge(make_world(), attempt, result=3) == [
        "a closed key answers: archived ()"
    ]


def test_phones_and_amounts_tell_where_they_are_from():
    text = f"call {canary.make_phone(1, 2)} about 1234.56"
    found = canary.find(text, ["own", "foreign"], {"1234.56": ("read", "sale.order")})
    phone = ("foreign", "res.partner", "phone")
    assert found == {phone, ("read", "sale.order", "amount")}


def test_a_customer_does_not_read_how_they_are_judged(world):
    """security.md N16."""
    attempt = Attempt("portal", (Step("res.partner", "read", (["@own.customer"],)),))
    found = judge(world, attempt, result=[{"name": "x", "customer_holder": 7}])
    assert found == ["told how a customer is judged: res.partner.customer_holder ()"]
