"""Source for program listings."""

import re

from vidgen_assets.domain.visuals import Code
from vidgen_assets.providers.scene_templates.cues import cued
from vidgen_assets.providers.scene_templates.shot import Shot, steps
from vidgen_assets.providers.scene_templates.source import block, literal

_WORDS_A_FOCUS = 3


def is_same(before: Code, visual: Code) -> bool:
    """Whether a listing is the one before, with other lines lit."""
    return (before.source, before.language) == (visual.source, visual.language)


def write(visual: Code, spoken: str, name: str, *, goes_on: bool) -> Shot:
    """The lines that are spoken about light up."""
    lines = visual.source.replace("\r\n", "\n").expandtabs(4).split("\n")
    ranges = list(visual.highlights) or _every_line(lines, len(spoken.split()))
    phrases = [_as_words(lines[low - 1 : high]) for low, high in ranges]
    cues = cued(spoken, phrases)
    focuses = [(f"{name}.focus({low})" if low == high else f"{name}.focus({low}, {high})",) for low, high in ranges]
    constant = f"{name.upper()}_SOURCE"
    setup = f"{name} = CodeListing({constant}, language={literal(visual.language)})"
    return Shot(
        text=cues.text,
        setup=[setup] if not goes_on else [],
        entrance=f"{name}.appear()" if not goes_on else "",
        body=steps(cues, focuses, "pace.fit(0.8", f"{name}.pulse"),
        uses=frozenset({"CodeListing"}),
        seconds=1.4,
        constants=block(constant, "\n".join(lines)) if not goes_on else [],
    )


def _every_line(lines: list[str], words: int) -> list[tuple[int, int]]:
    """All lines with something in them, in as many steps as the voice has time for."""
    written = [number for number, line in enumerate(lines, 1) if line.strip()] or [1]
    size = -(-len(written) // max(1, words // _WORDS_A_FOCUS))
    groups = [written[start : start + size] for start in range(0, len(written), size)]
    return [(group[0], group[-1]) for group in groups]


def _as_words(lines: list[str]) -> str:
    """The words in names and comments, ``camelCase`` and ``snake_case`` taken apart."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_|\W+", " ", " ".join(lines))
