"""`Shot`: the source of one beat in parts. The modules for the kinds of visuals write it, `scene` puts it together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vidgen_assets.domain.formula import parse, spoken
from vidgen_assets.domain.inline import pieces
from vidgen_assets.providers.scene_templates.cues import Cued
from vidgen_assets.providers.scene_templates.source import call

_WORDS_A_SECOND = 2.6
_LONG = 2.4
"""Seconds without anything new after which something has to move."""


Together = tuple[str, ...]
"""Expressions of animations that are played at once."""


@dataclass(frozen=True)
class Shot:
    """The source of one beat.

    Attributes:
        text: what is spoken, with bookmarks.
        setup: statements that build the picture; none when the picture of the beat before stays.
        entrance: the expression of the animation that opens the beat; empty when the picture stays.
        seconds: how long the entrance takes.
        body: the statements after the entrance.
        uses: the names that are imported from the scene kit.
        constants: lines that stand before the class.
    """

    text: str
    setup: list[str]
    entrance: str
    body: list[str]
    uses: frozenset[str]
    seconds: float = 1.0
    constants: list[str] = field(default_factory=list)


def steps(cues: Cued, animations: Sequence[Together], run_time: str, idle: str, last: str = "") -> list[str]:
    """The statements that play animations on their bookmarks, with the idle motion in long gaps and at the end.

    `run_time` is the start of a call of ``pace`` without its closing parenthesis, such as ``pace.fit(0.8``. `last` are
    the arguments of the idle motion at the end, when they are not just `idle`.
    """
    lines: list[str] = []
    if cues.marks and cues.marks[0] and cues.lead / _WORDS_A_SECOND > _LONG:
        lines.append(f'pace.linger({idle}, before="{cues.marks[0]}")')
    for number, together in enumerate(animations):
        mark = cues.marks[number]
        before = next((f', before="{later}"' for later in cues.marks[number + 1 :] if later), "")
        if mark:
            lines.append(f'self.wait_until_bookmark("{mark}")')
        lines += play(together, f"{run_time}{before})")
        if before and cues.gaps[number] / _WORDS_A_SECOND > _LONG:
            lines.append(f"pace.linger({idle}{before})")
    return [*lines, f"pace.linger({last or idle})"]


def play(animations: Together, run_time: str) -> list[str]:
    """A statement that plays animations at once, as it stands in a beat."""
    return call("self.play", [*animations, f"run_time={run_time}"], indent=12)


def as_said(text: str) -> str:
    """A text of a visual in words, formulas as they are read out. Raises `FormulaError`."""
    return " ".join(spoken(parse(piece.text)) if piece.is_formula else piece.text for piece in pieces(text))
