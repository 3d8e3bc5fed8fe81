"""Numbers where they stand in a text: signs, years, ranges, dates, times. How numbers are called is in `numerals`."""

import re

from vidgen_assets.domain.speech.english.numerals import (
    NUMBER,
    cardinal,
    decade,
    fraction,
    ordinal,
    spelled,
    year,
)
from vidgen_assets.domain.speech.text import Rule

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_GLYPHS = {"½": ("1", "2"), "⅓": ("1", "3"), "⅔": ("2", "3"), "¼": ("1", "4"), "¾": ("3", "4"), "⅛": ("1", "8")}
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_AFTER_MONTH = re.compile(rf"{_MONTH} $")
_CUE_REACH = 20
_ADDRESS_PARTS = 4
_YEAR_CUE = re.compile(
    rf"(?:\b(?:in|since|until|during|year|early|late|mid|circa|{_MONTH}|{_MONTH} \d\d?,?)|©|\() $|\($", re.I
)


def _plain(match: re.Match[str]) -> str:
    digits = match["number"]
    before, after = match.string[max(0, match.start() - _CUE_REACH) : match.start()], match.string[match.end() :][:1]
    if _AFTER_MONTH.search(before) and digits.isdecimal() and 1 <= int(digits) <= 31:
        words = ordinal(int(digits))
    elif re.fullmatch(r"1[7-9]\d\d|20\d\d", digits) and _YEAR_CUE.search(before) and not match["sign"]:
        words = year(int(digits))
    else:
        words = cardinal(digits)
    sign = "minus " if match["sign"] else ""
    return _apart(before, sign + words, after)


def _apart(before: str, words: str, after: str) -> str:
    """The words with a space where a letter would touch them, as in ``VGG16`` and ``3D``."""
    return f"{' ' if before[-1:].isalpha() else ''}{words}{' ' if after[:1].isalpha() else ''}"


def _range(match: re.Match[str]) -> str:
    low, high = match["low"], match["high"]
    numbers = float(low.replace(",", "")), float(high.replace(",", ""))
    years = re.fullmatch(r"(?:1[5-9]|20)\d\d", low) and re.fullmatch(r"(?:1[5-9]|20)\d\d", high)
    joint = "to" if numbers[0] < numbers[1] else "minus"
    if years and joint == "to":
        return f"{year(int(low))} to {year(int(high))}"
    return f"{cardinal(low)} {joint} {cardinal(high)}"


def _date(match: re.Match[str]) -> str:
    return f"{_MONTHS[int(match['month']) - 1]} {ordinal(int(match['day']))}, {year(int(match['year']))}"


def _clock(match: re.Match[str]) -> str:
    hour, minute = cardinal(str(int(match["hour"]))), match["minute"]
    if minute == "00":
        return f"{hour} o'clock"
    return f"{hour} oh {cardinal(minute[1])}" if minute[0] == "0" else f"{hour} {cardinal(minute)}"


def _scientific(match: re.Match[str]) -> str:
    sign = "minus " if match["sign"] == "-" else ""
    return f"{cardinal(match['base'])} times ten to the power of {sign}{cardinal(str(int(match['exponent'])))}"


def _fraction(match: re.Match[str]) -> str:
    whole = f"{cardinal(match['whole'])} and " if match["whole"] else ""
    return whole + fraction(match["top"], match["bottom"])


def _glyph(match: re.Match[str]) -> str:
    return (" and " if match.string[match.start() - 1 : match.start()].isdecimal() else "") + fraction(
        *_GLYPHS[match[0]]
    )


def _version(match: re.Match[str]) -> str:
    parts = match[0].split(".")
    return (" dot " if len(parts) == _ADDRESS_PARTS else " point ").join(map(cardinal, parts))


NUMBERS = (
    Rule(re.compile(r"\b(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b"), _date),
    Rule(re.compile(r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b"), _clock),
    Rule(re.compile(r"\b(\d+):(\d+)\b"), lambda match: f"{cardinal(match[1])} to {cardinal(match[2])}"),
    Rule(re.compile(r"\b0x([0-9A-Fa-f]+)\b"), lambda match: "hex " + " ".join(match[1].upper())),
    Rule(re.compile(r"\b0b([01]+)\b"), lambda match: "binary " + spelled(match[1])),
    Rule(re.compile(rf"(?<![\w.])(?P<base>{NUMBER})[eE](?P<sign>[-+]?)(?P<exponent>\d{{1,4}})\b"), _scientific),
    Rule(re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?!\d)"), _version),
    Rule(re.compile(r"(?<=ython |ction |rsion |igure |apter )\d+\.\d\d\b"), _version),
    Rule(re.compile(r"\b([12]\d\d0|[2-9]0)'?s\b"), lambda match: decade(match[1])),
    Rule(
        re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d{1,15})(?:st|nd|rd|th)\b"),
        lambda match: ordinal(int(match[1].replace(",", ""))),
    ),
    Rule.fixed(r"\b24/7\b", "twenty-four seven"),
    Rule.fixed(r"\b50/50\b", "fifty fifty"),
    Rule(
        re.compile(r"(?<![\w/.,])(?:(?P<whole>\d{1,3}) )?(?P<top>\d{1,3})/(?P<bottom>[1-9]\d{0,3})(?![\w/]|\.\d)"),
        _fraction,
    ),
    Rule(re.compile(f"[{''.join(_GLYPHS)}]"), _glyph),
    Rule(re.compile(rf"(?<![\w.−-])(?P<low>{NUMBER})(?:-|\s?–\s?)(?P<high>{NUMBER})(?![\w-])"), _range),
    Rule(re.compile(rf"(?P<sign>(?<![\w.)\]])[-−])?(?P<number>{NUMBER})"), _plain),
)
"""Most special first; the last takes every number that is left."""
