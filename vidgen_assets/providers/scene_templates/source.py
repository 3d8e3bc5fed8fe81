"""Values as Python source, laid out the way formatters do. What the source is for is not known here."""

import re

WIDTH = 88

_TAG = re.compile(r"<bookmark\s")
_GLUE = "\0"
_SIMPLE = r"(?:[A-Za-z_][\w.]*|\d[\w.]*)"
_POWER = re.compile(rf"(?<![\w.)\]])({_SIMPLE}) \*\* (-?{_SIMPLE})(?![\w.(\[])")


def literal(text: str) -> str:
    """A string literal that reads well: raw where there are backslashes, double quotes unless that needs escapes."""
    if "\\" in text and '"' not in text and not text.endswith("\\") and text.isprintable():
        return f'r"{text}"'
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + "".join(_escaped(char, quote) for char in text) + quote


def prose(text: str, *, indent: int) -> str:
    """A string literal; one that does not fit in a line is several between parentheses."""
    one_line = literal(text)
    if len(one_line) + indent < WIDTH or " " not in text.strip():
        return one_line
    return "\n".join(["(", *(f"    {part}" for part in strings(text, WIDTH - indent - 4)), ")"])


def _escaped(char: str, quote: str) -> str:
    if char in ("\\", quote):
        return "\\" + char
    return char if char.isprintable() else ascii(char)[1:-1]


def number(value: float) -> str:
    """The shortest form of a number, whole ones without a point."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def formatted(expression: str) -> str:
    """An expression as `ast` writes it, with powers of simple operands as formatters write them: ``x**2``."""
    return _POWER.sub(r"\1**\2", expression)


def sequence(items: list[str], *, indent: int = 0) -> str:
    """A tuple of expressions."""
    return f"({items[0]},)" if len(items) == 1 else bracketed("(", items, ")", indent=indent)


def bracketed(opening: str, items: list[str], closing: str, *, indent: int) -> str:
    """A list, tuple or dictionary, in one line if that fits, else with an item in each."""
    one_line = f"{opening}{', '.join(items)}{closing}"
    if len(one_line) + indent < WIDTH and "\n" not in one_line:
        return one_line
    return "\n".join([opening, *(f"    {line}" for item in items for line in f"{item},".split("\n")), closing])


def call(head: str, arguments: list[str], tail: str = "", *, indent: int) -> list[str]:
    """``head(arguments)tail`` in one line if it fits, else with an argument in each line."""
    one_line = f"{head}({', '.join(arguments)}){tail}"
    if len(one_line) + indent <= WIDTH and "\n" not in one_line:
        return [one_line]
    inner = [line for argument in arguments for line in f"{argument},".split("\n")]
    return [f"{head}(", *(f"    {line}" for line in inner), f"){tail}"]


def strings(text: str, room: int) -> list[str]:
    """`text` as literals of at most `room` characters, to be joined by Python; cut at spaces."""
    lines, line = [], ""
    for word in re.findall(r"\S+\s*", _TAG.sub(f"<bookmark{_GLUE}", text)):
        if line and len(literal(_unglued(line + word.rstrip()))) > room:
            lines.append(line)
            line = ""
        line += word
    return [literal(_unglued(part)) for part in [*lines, line]]


def _unglued(text: str) -> str:
    return text.replace(_GLUE, " ")


def block(name: str, text: str) -> list[str]:
    """A constant of several lines between triple quotes, with every line as it is read."""
    raw = "\\" in text and '"""' not in text and not text.endswith(("\\", '"'))
    body = text if raw else text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if not raw and body.endswith('"'):
        body = body[:-1] + '\\"'
    shown = "".join(char if char.isprintable() or char == "\n" else ascii(char)[1:-1] for char in body)
    return f'{name} = {"r" if raw else ""}"""{shown}"""'.split("\n")
