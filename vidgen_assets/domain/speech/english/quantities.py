"""Numbers that come with something: units, percentages, money, magnitudes. Bare numbers belong to `numbers`."""

import re

from vidgen_assets.domain.speech.english.numerals import NUMBER, cardinal, power
from vidgen_assets.domain.speech.text import Rule

_UNITS = {
    "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "µm": "micrometer", "μm": "micrometer",
    "nm": "nanometer", "mi": "mile", "ft": "foot", "kg": "kilogram", "g": "gram", "mg": "milligram", "µg": "microgram",
    "lb": "pound", "lbs": "pound", "oz": "ounce", "L": "liter", "l": "liter", "mL": "milliliter", "ml": "milliliter",
    "s": "second", "sec": "second", "ms": "millisecond", "µs": "microsecond", "μs": "microsecond",
    "us": "microsecond", "ns": "nanosecond", "min": "minute", "h": "hour", "hr": "hour", "hrs": "hour",
    "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "THz": "terahertz",
    "kB": "kilobyte", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte",
    "KiB": "kibibyte", "MiB": "mebibyte", "GiB": "gibibyte", "TiB": "tebibyte", "kbit": "kilobit", "Mbit": "megabit",
    "Gbit": "gigabit", "kbps": "kilobit per second", "Mbps": "megabit per second", "Gbps": "gigabit per second",
    "fps": "frame per second", "rpm": "revolution per minute", "mph": "mile per hour", "bpm": "beat per minute",
    "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "kWh": "kilowatt hour", "V": "volt",
    "kV": "kilovolt", "mV": "millivolt", "mA": "milliampere", "Ω": "ohm", "kΩ": "kiloohm", "J": "joule",
    "kJ": "kilojoule", "MJ": "megajoule", "kcal": "kilocalorie", "eV": "electronvolt", "keV": "kiloelectronvolt",
    "MeV": "megaelectronvolt", "GeV": "gigaelectronvolt", "N": "newton", "Pa": "pascal", "kPa": "kilopascal",
    "MPa": "megapascal", "hPa": "hectopascal", "K": "kelvin", "mol": "mole", "dB": "decibel", "px": "pixel",
    "FLOPS": "flops", "FLOPs": "flops", "GFLOPS": "gigaflops", "TFLOPS": "teraflops", "PFLOPS": "petaflops",
    "°C": "degree Celsius", "°F": "degree Fahrenheit", "°": "degree", "ha": "hectare",
    "yr": "year", "yrs": "year", "wk": "week", "wks": "week",
}  # fmt: skip
_PLURALS = {"foot": "feet"}
_SAME_PLURAL = ("flops", "hertz", "kelvin")
_PER = {"": "", "h": "hour", "hr": "hour", "d": "day"}
_MONEY = {"$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny"), "¥": ("yen", "")}
_MAGNITUDES = {"k": "thousand", "K": "thousand", "M": "million", "B": "billion", "bn": "billion", "T": "trillion"}
_SYMBOLS = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_UNIT = re.compile(
    rf"(?<=\d)(?:[  ]?(?!K\b)|[  ])(?P<unit>{_SYMBOLS})(?P<power>[²³]|\^[23])?"
    rf"(?:/(?P<per>{_SYMBOLS})(?P<per_power>[²³]|\^[23])?)?(?![\w/'])"
)
_ONE = re.compile(r"(?<![\d.,])1$")


def _unit(match: re.Match[str]) -> str:
    one = bool(_ONE.search(match.string, max(0, match.start() - 2), match.start()))
    name = _named(_UNITS[match["unit"]], match["power"], one)
    if match["per"]:
        name += f" per {_named(_UNITS[match['per']], match['per_power'], True)}"
    return f" {name}"


def _named(unit: str, exponent: str | None, one: bool) -> str:
    first, space, rest = unit.partition(" ")
    plural = first if one or first.endswith(_SAME_PLURAL) else _PLURALS.get(first, f"{first}s")
    name = f"{plural}{space}{rest}"
    if not exponent:
        return name
    areas = {"2": "square", "3": "cubic"}
    said = power(exponent.removeprefix("^"))
    return f"{name} {said}" if "second" in name else f"{areas['2' if said == 'squared' else '3']} {name}"


def _money(match: re.Match[str]) -> str:
    name, small = _MONEY[match["sign"]]
    amount, magnitude = match["amount"], match["attached"] or match["word"]
    if magnitude:
        return f"{cardinal(amount)} {_MAGNITUDES.get(magnitude, magnitude)} {_many(name)}"
    whole, _, cents = amount.partition(".")
    if whole in ("", "0") and len(cents) == 2 and small:
        return f"{cardinal(str(int(cents)))} {_cents(small, cents)}"
    words = f"{cardinal(whole or '0')} {name if whole == '1' else _many(name)}"
    if len(cents) != 2 or not small:
        return f"{cardinal(amount)} {_many(name)}" if cents else words
    return words if cents == "00" else f"{words} and {cardinal(str(int(cents)))} {_cents(small, cents)}"


def _many(name: str) -> str:
    return name if name == "yen" else f"{name}s"


def _cents(name: str, cents: str) -> str:
    return name if cents == "01" else {"penny": "pence"}.get(name, f"{name}s")


def _magnitude(match: re.Match[str]) -> str:
    return f" {_MAGNITUDES[match[0]]}"


MONEY = Rule(
    re.compile(
        rf"(?P<sign>[$€£¥])\s?(?P<amount>{NUMBER})"
        r"(?:(?P<attached>[kKMBT]|bn)\b|\s(?P<word>thousand|million|billion|trillion)\b)?"
    ),
    _money,
)
QUANTITIES = (
    MONEY,
    Rule.fixed(r"(?<=\d)\s?[–-]\s?(?=[$€£¥]\d)", " to "),
    Rule.fixed(r"(?<=\d)\s?%", " percent"),
    Rule.fixed(r"(?<=\d)\s?‰", " per mille"),
    Rule.fixed(r"(?<=\d)\+(?=\s|$)", " plus"),
    Rule.fixed(r"(?<=\d)[×x](?=\d)", " by "),
    Rule.fixed(r"(?<=\d)[x×](?= (?:\w+er|more|less|as|speed-?up|the|improvement)\b)", " times"),
    Rule(re.compile(r"(?<=\d)(?:[kMBT]|bn)\b(?!/)|(?<=\d\d)K\b"), _magnitude),
    Rule(_UNIT, _unit),
)
