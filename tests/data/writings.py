"""The many ways in which people write one and the same thing into a sheet."""

from random import Random

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
MOBILE_PREFIXES = ("135", "136", "137", "138", "139", "150", "158", "159", "180",
                   "186", "188", "189", "133", "177")  # fmt: skip

LANDLINE_FORMS = (
    "{area}-{number}",
    "{area}-{number}",
    "{area}-{number}",
    "{area}-{number}",
    "({area}){number}",
    "（{area}）{number}",
    "{area}{number}",
    "{area} {number}",
    "+86 {trunkless} {head} {tail}",
    "86-{trunkless}-{number}",
    "0086{trunkless}{number}",
    "{area}-{number}-{extension}",
    "{area}-{number}转{extension}",
    "{area}-{number} ext.{extension}",
    "{area}-{number}/{other}",
    "{area}-{number}、{area}-{other}",
    "{wide_area}－{wide_number}",
    "{area}-{number} ",
)
MOBILE_FORMS = (
    "{number}",
    "{number}",
    "{number}",
    "{number}",
    "{a} {b} {c}",
    "{a}-{b}-{c}",
    "+86 {number}",
    "+86-{a}-{b}-{c}",
    "{wide}",
    "{number}/{other}",
    "{number} ",
    "{number}（微信同号）",
)


def widen(text: str) -> str:
    """ASCII letters as full-width ones."""
    return text.translate(FULL_WIDTH)


def digits(rng: Random, count: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(count))


def subscriber(rng: Random, count: int) -> str:
    return str(rng.randrange(2, 9)) + digits(rng, count - 1)


def landline(rng: Random, area: str, count: int) -> str:
    number = subscriber(rng, count)
    other = number[:-2] + digits(rng, 2)
    return rng.choice(LANDLINE_FORMS).format(
        area=area,
        number=number,
        other=other,
        trunkless=area[1:],
        head=number[: count - 4],
        tail=number[count - 4 :],
        extension=rng.randrange(800, 890),
        wide_area=widen(area),
        wide_number=widen(number),
    )


def mobile(rng: Random) -> str:
    number = rng.choice(MOBILE_PREFIXES) + digits(rng, 8)
    other = rng.choice(MOBILE_PREFIXES) + digits(rng, 8)
    return rng.choice(MOBILE_FORMS).format(
        number=number,
        other=other,
        a=number[:3],
        b=number[3:7],
        c=number[7:],
        wide=widen(number),
    )


def organisation_code(rng: Random) -> str:
    """Nine characters with their check character (GB 11714)."""
    base = "MA" + digits(rng, 6)
    total = sum(int(c, 36) * w for c, w in zip(base, ORGANISATION_WEIGHTS, strict=True))
    return base + "0123456789X0"[11 - total % 11]


def tax_id(rng: Random, division: str) -> str:
    """Unified social credit code with its check character (GB 32100)."""
    base = f"91{division}{organisation_code(rng)}"
    total = sum(
        USCC_LETTERS.index(c) * w for c, w in zip(base, USCC_WEIGHTS, strict=True)
    )
    return base + USCC_LETTERS[(31 - total % 31) % 31]
