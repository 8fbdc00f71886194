"""The .pot of each add-on is what Odoo exports today."""

from __future__ import annotations

from workshop.addons import find_addons
from workshop.translations.export import find_stale


def test_templates_are_up_to_date(runtime, installed, log_folder):
    stale = find_stale(runtime, installed, find_addons(), log_folder, write=False)

    assert not stale, "run ./jl pot"
