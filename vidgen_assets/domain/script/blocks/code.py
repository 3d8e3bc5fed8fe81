"""Code fences -> `Code`, with the lines that light up, as in ``python {1,3-4}``."""

import re
import textwrap

from vidgen_assets.domain.script.faults import fault
from vidgen_assets.domain.script.limits import MAX_CODE_COLUMNS, MAX_CODE_LINES, check_length
from vidgen_assets.domain.visuals import Code

_FIELD = "code"
_RANGE = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")


def read(language: str, options: str, content: str, first: int) -> Code:
    """The program in `content`, whose first line is number `first` of the script.

    Raises:
        ScriptError: it is empty or too large, or `options` names lines that it does not have.
    """
    source = textwrap.dedent(content.expandtabs(4)).rstrip()
    source = "\n".join(line.rstrip() for line in source.splitlines())
    rows = source.strip("\n").splitlines()
    if not rows:
        raise fault(first - 1, _FIELD, "it is empty", "Write the code, or remove the block")
    if len(rows) > MAX_CODE_LINES:
        problem = f"it has {len(rows)} lines, at most {MAX_CODE_LINES} stay legible"
        raise fault(first - 1, _FIELD, problem, "Show the part that matters, or spread it over two paragraphs")
    for at, row in enumerate(rows):
        check_length(first + at, _FIELD, "this line", row, MAX_CODE_COLUMNS)
    return Code(language=language, source="\n".join(rows), highlights=_highlights(options, len(rows), first - 1))


def _highlights(options: str, height: int, line: int) -> tuple[tuple[int, int], ...]:
    text = options.strip().removeprefix("{").removesuffix("}")
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(_range(part, height, line) for part in parts)


def _range(part: str, height: int, line: int) -> tuple[int, int]:
    match = _RANGE.fullmatch(part)
    if match is None:
        raise fault(line, _FIELD, f"{part!r} is no line or range of lines", "Write them like {1,3-4}")
    start, end = int(match[1]), int(match[2] or match[1])
    if not 1 <= start <= end <= height:
        raise fault(line, _FIELD, f"there is no line {part}: the code has lines 1 to {height}", "Correct the range")
    return start, end
