"""Whether a number can be dialled: Chinese ones by their rules, others by theirs."""

import re

import phonenumbers

from odoo.addons.jl_crm_duplicate.tools import phone

# what goes wrong, told to people by models/profile/res_partner.py
MOBILE = "mobile"
AREA_CODE = "area_code"
LANDLINE = "landline"
FOREIGN = "foreign"

_DASHED_EXTENSION = re.compile(r"(.*\d{6,}.*?)-\d{1,5}$")
_COUNTRY = re.compile(r"^\(?(?:(?:\+|00)\s*86|86(?=\D|\d{10}))\)?")
_ABROAD = re.compile(r"^\(?(?:\+|00)\s*(?!86)")
_LANDLINE = re.compile(r"0(?:(?:10|2\d)\d{7,8}|[3-9]\d{2}\d{7,8})")
_SERVICE = re.compile(r"[48]00\d{7}|9[56]\d{3,6}|1\d{4}")
_NO_AREA = re.compile(r"[2-8]\d{6,7}")
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d{2})")


def find_fault(text, country, is_mobile=False):
    """Return what is wrong with the first number that cannot be right, or None.

    :param str text: one number or several, as people write them
    :param str country: code of the country where a number without a prefix is
    :param bool is_mobile: only a mobile number is right
    :return: tuple of the number and one of MOBILE, AREA_CODE, LANDLINE, FOREIGN
    """
    for index, number in enumerate(_list_numbers(text)):
        fault = _find_fault(number, country, is_mobile)
        # 0760-88123456/88123457: the second has the area code of the first
        if fault and (fault != AREA_CODE or index == 0):
            return number, fault
    return None


def _list_numbers(text):
    """Return the numbers of a cell, or what stands there instead of one."""
    parts = [part.strip() for part in phone.split_phones(text)]
    numbers = [part for part in parts if re.search(r"\d", phone.drop_extension(part))]
    return numbers or [part for part in parts if part][:1]


def _find_fault(number, country, is_mobile):
    if _ABROAD.match(number) or (country != "CN" and not _COUNTRY.match(number)):
        return _find_foreign_fault(number, country)
    digits = _read_chinese(number)
    if phone.is_mobile(digits):
        return None
    if is_mobile:
        return MOBILE
    if _LANDLINE.fullmatch(digits) or _SERVICE.fullmatch(digits):
        return None
    if _NO_AREA.fullmatch(digits):
        return AREA_CODE
    # eleven digits that begin with 1 were meant to be a mobile
    return MOBILE if re.fullmatch(r"1\d{9,11}", digits) else LANDLINE


def _read_chinese(number):
    """Return the digits that are dialled within China, without the extension."""
    number = phone.drop_extension(number)
    if match := _DASHED_EXTENSION.fullmatch(number):
        digits = re.sub(r"\D", "", number)
        number = match[1] if len(digits) > 12 else number
    is_international = bool(_COUNTRY.match(number))
    digits = re.sub(r"\D", "", _COUNTRY.sub("", number))
    if is_international and not digits.startswith(("0", "1", "400", "800")):
        return f"0{digits}"
    if is_international and re.fullmatch(r"10\d{8}", digits):
        return f"0{digits}"
    return digits


def _find_foreign_fault(number, country):
    if number.startswith("00"):
        number = f"+{number[2:]}"
    if not (country or number.startswith("+")):
        return None
    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return FOREIGN
    return None if phonenumbers.is_possible_number(parsed) else FOREIGN


def write_chinese(text):
    """Return one Chinese number as people there write it, or None (IMP-1).

    ``139 0000 0104``, ``0756-8881234``, ``400-812-3456``; an extension stays behind it.

    :param str text: one number; several, and what cannot be right, are left alone
    """
    numbers = _list_numbers(text)
    if len(numbers) != 1 or _ABROAD.match(numbers[0]) or find_fault(text, "CN"):
        return None
    number = numbers[0]
    digits = _read_chinese(number)
    tail = _find_extension(number)
    if phone.is_mobile(digits):
        shown = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    elif area := _AREA.match(digits):
        shown = f"{area[0]}-{digits[area.end() :]}"
    elif re.fullmatch(r"[48]00\d{7}", digits):
        shown = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    else:
        shown = digits
    return f"{shown}-{tail}" if tail else shown


def _find_extension(number):
    """Return the digits of the extension of a number, if it has one."""
    plain = phone.drop_extension(number)
    if plain != number:
        return re.sub(r"\D", "", number[len(plain) :])
    match = _DASHED_EXTENSION.fullmatch(number)
    if match and len(re.sub(r"\D", "", number)) > 12:
        return number[match.end(1) + 1 :]
    return ""
