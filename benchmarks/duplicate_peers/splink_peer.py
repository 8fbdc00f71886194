"""python -m benchmarks.duplicate_peers.splink_peer CUSTOMERS PAIRS raw|parsed

splink without labels, as its tutorial has it: on the columns as people filled them, or
on those that our engine has taken apart.
"""

from __future__ import annotations

import sys

import splink.comparison_library as compare
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI

RANDOM_PAIRS = 2e6
RECALL = 0.7
PROBABILITY = 0.01
RAW = {
    "comparisons": [
        compare.JaroWinklerAtThresholds("name", [0.95, 0.88]),
        compare.ExactMatch("city").configure(term_frequency_adjustments=True),
        compare.ExactMatch("phone").configure(term_frequency_adjustments=True),
        compare.ExactMatch("mobile").configure(term_frequency_adjustments=True),
        compare.ExactMatch("email").configure(term_frequency_adjustments=True),
        compare.ExactMatch("tax_id"),
        compare.JaroWinklerAtThresholds("street", [0.9]),
        compare.ExactMatch("contact").configure(term_frequency_adjustments=True),
    ],
    "blocks": ["name", "phone", "mobile", "email", "tax_id", "street"],
}
PARSED = {
    "comparisons": [
        compare.LevenshteinAtThresholds("trade", 1).configure(
            term_frequency_adjustments=True
        ),
        compare.ExactMatch("pinyin").configure(term_frequency_adjustments=True),
        compare.LevenshteinAtThresholds("industry", 1),
        compare.ExactMatch("city").configure(term_frequency_adjustments=True),
        compare.ExactMatch("phone").configure(term_frequency_adjustments=True),
        compare.ExactMatch("mobile").configure(term_frequency_adjustments=True),
        compare.ExactMatch("email").configure(term_frequency_adjustments=True),
        compare.ExactMatch("tax_id"),
        compare.ExactMatch("contact").configure(term_frequency_adjustments=True),
    ],
    "blocks": ["trade", "pinyin", "phone", "mobile", "email", "tax_id"],
}


def main(customers: str, pairs: str, kind: str) -> None:
    settings = RAW if kind == "raw" else PARSED
    database = DuckDBAPI()
    connection = database.duckdb_con
    # an empty cell becomes NULL: an empty number is no number that two share
    connection.read_csv(customers, all_varchar=True, header=True).to_table("customers")
    frame = database.register("customers")
    linker = Linker(frame, _make_settings(settings))
    training = linker.training
    blocks = [block_on(name) for name in settings["blocks"]]
    training.estimate_probability_two_random_records_match(blocks, recall=RECALL)
    training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=1)
    for name in (settings["blocks"][0], "phone", "mobile"):
        training.estimate_parameters_using_expectation_maximisation(block_on(name))
    found = linker.inference.predict(threshold_match_probability=PROBABILITY)
    scored = connection.table(found.physical_name)
    scored.project("id_l, id_r, match_probability").to_csv(pairs, header=True)


def _make_settings(settings) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=settings["comparisons"],
        blocking_rules_to_generate_predictions=[
            block_on(name) for name in settings["blocks"]
        ],
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
