"""The benchmarks are found, and the README lists them."""

from __future__ import annotations

import re

import pytest

from workshop.commands.bench import find_benchmarks
from workshop.paths import PROJECT

pytestmark = pytest.mark.no_odoo


def test_the_readme_lists_every_benchmark():
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"`\./jl bench ([a-z-]+)`", text)

    assert sorted(listed) == [name.replace("_", "-") for name in find_benchmarks()]


@pytest.mark.parametrize("name", find_benchmarks())
def test_it_says_what_it_measures(name):
    benchmark = find_benchmarks()[name]

    assert benchmark.__doc__
    assert callable(benchmark.add_arguments)
    assert callable(benchmark.find_misses)
