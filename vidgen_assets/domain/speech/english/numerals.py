"""The names of numbers: digits in, English words out. What stands around a number is not known here."""

from num2words import num2words

NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LONGEST = 15
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣ", "0123456789+-nx")


def cardinal(digits: str) -> str:
    """``1,024.5`` as words. A leading zero (``007``), or more than 15 digits, is read digit by digit."""
    whole, point, rest = digits.replace(",", "").partition(".")
    if len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        words = spelled(whole)
    else:
        words = _american(num2words(int(whole or 0)))
    return f"{words} point {spelled(rest)}" if point else words


def spelled(digits: str) -> str:
    """Each digit by its name."""
    return " ".join(_DIGITS[int(digit)] for digit in digits)


def ordinal(number: int) -> str:
    """``21`` as ``twenty-first``."""
    return _american(num2words(number, to="ordinal"))


def year(number: int) -> str:
    """``1998`` as ``nineteen ninety-eight``."""
    return _american(num2words(number, to="year"))


def decade(digits: str) -> str:
    """``1990`` as ``nineteen nineties``, ``80`` as ``eighties``."""
    words = year(int(digits)) if len(digits) == 4 else cardinal(digits)
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def fraction(top: str, bottom: str) -> str:
    """``2`` and ``3`` as ``two thirds``; a bottom that people do not name is said as ``over``."""
    one, size = top == "1", int(bottom)
    if size == 2:
        part = "half" if one else "halves"
    elif size == 4:
        part = "quarter" if one else "quarters"
    elif 3 <= size <= 20 or (size <= 1000 and size % 10 == 0 and size):
        part = ordinal(size).removeprefix("one ") + ("" if one else "s")
    else:
        part = f"over {cardinal(bottom)}"
    return f"{cardinal(top)} {part}"


def power(exponent: str) -> str:
    """What is said of a base for its exponent: ``squared``, ``to the power of minus three``."""
    plain = exponent.translate(_SUPERSCRIPTS).strip("{}() ")
    if plain in ("2", "3"):
        return "squared" if plain == "2" else "cubed"
    sign, plain = ("minus ", plain[1:]) if plain[:1] in ("-", "−") else ("", plain.removeprefix("+"))
    return f"to the power of {sign}{cardinal(plain) if plain.isdecimal() else plain}"


def _american(words: str) -> str:
    return words.replace(" and ", " ").replace(",", "")
