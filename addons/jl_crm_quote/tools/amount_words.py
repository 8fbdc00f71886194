"""An amount in the words that a contract needs: 大写, which nobody can alter."""

from decimal import ROUND_HALF_UP, Decimal

SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
SMALL = ("", "拾", "佰", "仟")
LARGE_SIMPLIFIED = ("", "万", "亿", "万亿")
LARGE_TRADITIONAL = ("", "萬", "億", "萬億")
GROUP = 10_000


def write_amount(amount, is_traditional=False):
    """Return an amount as Chinese financial numerals, to the cent.

    :param amount: float or int, below 10 ** 16
    :param bool is_traditional: 貳參陸萬億圓 for 贰叁陆万亿元
    :rtype: str
    """
    exact = Decimal(repr(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole, cents = divmod(abs(int(exact * 100)), 100)
    digits = TRADITIONAL if is_traditional else SIMPLIFIED
    unit = "圓" if is_traditional else "元"
    text = _write_whole(whole, digits, is_traditional)
    if text or not cents:
        text = (text or digits[0]) + unit
    text += _write_cents(cents, digits, has_whole=bool(whole))
    minus = ("負" if is_traditional else "负") if exact < 0 else ""
    return minus + text


def _write_whole(number, digits, is_traditional):
    large = LARGE_TRADITIONAL if is_traditional else LARGE_SIMPLIFIED
    groups = []
    while number:
        number, group = divmod(number, GROUP)
        groups.append(group)
    text, is_gap = "", False
    for nth in reversed(range(len(groups))):
        group = groups[nth]
        if not group:
            is_gap = True
            continue
        # a zero is read between groups where places are left out
        if text and (is_gap or group < GROUP // 10):
            text += digits[0]
        text += _write_group(group, digits) + _name_group(groups, nth, large)
        is_gap = False
    return text


def _name_group(groups, nth, large):
    """Return 万 alone where 亿 follows anyway: 壹万贰仟亿."""
    is_above = nth == len(large) - 1 and groups[nth - 1]
    return large[1] if is_above else large[nth]


def _write_group(group, digits):
    text, is_gap = "", False
    for nth in reversed(range(4)):
        digit = group // 10**nth % 10
        if not digit:
            is_gap = bool(text)
            continue
        if is_gap:
            text += digits[0]
        text += digits[digit] + SMALL[nth]
        is_gap = False
    return text


def _write_cents(cents, digits, has_whole):
    if not cents:
        return "整"
    tenth, cent = divmod(cents, 10)
    text = digits[tenth] + "角" if tenth else (digits[0] if has_whole else "")
    return text + (digits[cent] + "分" if cent else "整")
