"""Names of companies in Latin letters, from anywhere in the world."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from benchmarks.duplicates.generator.chance import split, weigh

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.chance import Chance

FAMILIES = split(
    "Miller Schmidt Johnson Brown Garcia Martin Rossi Ferrari Muller Weber Wagner"
    " Becker Hoffmann Koch Richter Klein Wolf Neumann Schwarz Zimmermann Braun"
    " Kruger Hartmann Lange Werner Krause Lehmann Fischer Meyer Clark Lewis Walker"
    " Hall Young King Wright Scott Green Baker Adams Nelson Carter Mitchell Roberts"
    " Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Rogers"
    " Reed Cook Morgan Cooper Peterson Bailey Kelly Howard Ward Cox Richardson Wood"
    " Watson Brooks Bennett Gray James Hughes Price Myers Long Foster Sanders Ross"
    " Powell Sullivan Russell Ortiz Jenkins Perry Butler Barnes Fisher Tanaka"
    " Suzuki Sato Nakamura Kobayashi Dubois Laurent Lefebvre Moreau Fournier Girard"
    " Bonnet Silva Santos Oliveira Souza Pereira Costa Almeida Novak Kowalski Nowak"
    " Jansen Visser Bakker Smit Andersson Johansson Nilsson Larsen"
)
STARTS = split(
    "Alpha Beta Omega Nova Terra Aero Hydro Inter Trans Euro Poly Micro Macro Omni"
    " Uni Pro Tech Net Digi Opti Vita Bio Eco Geo Luna Sol Star Prime Apex Zen Axis"
    " Core Delta Vertex Quantum Fusion Orion Atlas Titan Phoenix Falcon Eagle Lion"
    " Tiger Blue Red Green Silver Golden Northern Southern Eastern Western Pacific"
    " Atlantic Baltic Nordic Alpine"
)
ENDS = split(
    "tech soft ware net sys lab works line gate point link wave med pharm chem"
    " plast form flex mark trade log port way dex nex rix tron ton ium ora ica"
)
INDUSTRIES = split(
    "Electronics Trading Industries Technologies Systems Solutions Logistics Foods"
    " Textiles Machinery Engineering Consulting Chemicals Plastics Furniture"
    " Lighting Medical Pharma Software Automotive Packaging Printing Media Energy"
    " Steel Tools Imports Group Holdings International"
)
SUFFIXES = [
    "Inc.",
    "LLC",
    "Ltd.",
    "Ltd",
    "Limited",
    "GmbH",
    "Corp.",
    "Corporation",
    "Co., Ltd.",
    "S.A.",
    "B.V.",
    "AG",
    "Pty Ltd",
    "S.r.l.",
    "SARL",
    "plc",
    "Inc",
]
OTHER_SUFFIXES = ["", "Co.", "Company", "Ltd.", "Limited", "Inc", "LLC", "GmbH", "Corp"]
CONSONANTS = "bcdfghklmnprstvwz"
VOWELS = split("a e i o u ar en or ix ea")


def _two_families(chance: Chance) -> str:
    return f"{chance.choice(FAMILIES)} & {chance.choice(FAMILIES)}"


def _family(chance: Chance) -> str:
    return chance.choice(FAMILIES)


def _coined_family(chance: Chance) -> str:
    return f"{_coined(chance)} {_family(chance)}"


def _coined(chance: Chance) -> str:
    return chance.choice(STARTS) + chance.choice(ENDS)


def _syllables(chance: Chance) -> str:
    count = chance.randint(2, 3)
    parts = (chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(count))
    return "".join(parts).capitalize()


def _capitals(chance: Chance) -> str:
    count = chance.randint(3, 4)
    return "".join(chance.choice(string.ascii_uppercase) for _ in range(count))


KINDS = weigh(
    {
        _two_families: 22,
        _family: 8,
        _coined_family: 20,
        _coined: 12,
        _syllables: 30,
        _capitals: 8,
    }
)


def draw_latin_trade(chance: Chance) -> str:
    return chance.pick(KINDS)(chance)
