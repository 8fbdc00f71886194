"""Where a text speaks of a person, and what of it stays."""

import html
import re

from odoo.addons.jl_crm_duplicate.tools import industries, phone, places

CUT = "***"
# letters of scripts without blanks between the words
_IDEOGRAPH = "\u3400-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W_{_IDEOGRAPH}]"
_TAG = re.compile(r"(<[^>]*>)")


def find_longer_words(name):
    """Return the places and trades of the dictionaries of which the name is a part."""
    known = places.ALL_NAMES | industries.WORDS
    return {word for word in known if name in word and word != name}.union(
        f"{city}{suffix}{name}"
        for city in places.find_cities_with(name)
        for suffix in ("", "市")
    )


class Mentions:
    """The words that tell who somebody is, found as whole words (GEN-3).

    A name that is a part of a longer one, of a place, a customer, a colleague or a
    trade, is none of the person's.
    """

    def __init__(self, names, mails=(), numbers=(), longer=()):
        """Make the patterns.

        :param names: what the person is called
        :param mails: addresses, without regard to the case of their letters
        :param numbers: phones and other numbers, however they are spaced
        :param longer: names that contain one of these and stay
        """
        cut = [_write_name(name) for name in _sort(names)]
        exact = [_write_mail(mail) for mail in _sort(mails)]
        exact += [_write_number(number) for number in _sort(numbers)]
        keep = [re.escape(word) for word in _sort(longer)]
        self._whole = _compile(keep, exact + cut)
        self._exact = _compile([], exact)
        escaped = [_write_name(html.escape(name)) for name in _sort(names)]
        self._shown = _compile(keep, exact + cut + escaped)

    def cut(self, text):
        """Return a plain text without the mentions."""
        return _cut(self._whole, text)

    def cut_html(self, text):
        """Return an HTML text without them; tags lose addresses and numbers alone."""
        return "".join(
            _cut(self._exact if part.startswith("<") else self._shown, part)
            for part in _TAG.split(text)
        )


def _sort(words):
    return sorted({word.strip() for word in words} - {""}, key=len, reverse=True)


def _compile(keep, cut):
    """What is kept is tried first, at each place of the text."""
    patterns = [f"(?P<keep>{'|'.join(keep)})"] if keep else []
    return re.compile("|".join([*patterns, *cut])) if cut else None


def _cut(pattern, text):
    if not pattern:
        return text
    return pattern.sub(
        lambda found: found.groupdict().get("keep") or CUT,
        text,
    )


def _write_name(name):
    """A name between other letters is a part of another word."""
    before, after = (_edge(name[end]) for end in (0, -1))
    if len(name) == 1 and before is None:
        # one character alone is a surname, or any word
        before = after = f"[{_IDEOGRAPH}]"
    head = f"(?<!{before})(?<!{before}-)" if before else ""
    tail = f"(?!{after}|-{after})" if after else ""
    return f"{head}{re.escape(name)}{tail}"


def _edge(letter):
    """Return what must not stand beside a letter, or None beside an ideograph."""
    return None if re.match(f"[{_IDEOGRAPH}]", letter) else _LETTER


def _write_mail(mail):
    return rf"(?<![\w.+-])(?i:{re.escape(mail)})(?![\w-])"


def _write_number(number):
    """A phone however it is spaced, with its country or without; others as they are."""
    exact = rf"(?<!{_LETTER}){re.escape(number)}(?!{_LETTER})"
    if re.search(r"[^\W\d_]", number):
        return exact
    return "|".join([exact, *map(_write_phone, phone.find_phones(number))])


def _write_phone(digits):
    spaced = r"[\s()./-]*".join(digits.lstrip("0"))
    return rf"(?<!\d)(?:(?:\+|00)\d{{1,3}}[\s()-]*|86[\s-]*)?\(?0?{spaced}(?!\d)"
