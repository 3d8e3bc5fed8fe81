"""Source for statements."""

import re

from vidgen_assets.domain.inline import pieces
from vidgen_assets.domain.visuals import Statement
from vidgen_assets.providers.scene_templates.cues import cued
from vidgen_assets.providers.scene_templates.shot import Shot, as_said, steps
from vidgen_assets.providers.scene_templates.source import call, literal

_MOST_WORDS = 7
_PLAIN = frozenset(
    [
        "about",
        "after",
        "again",
        "because",
        "before",
        "being",
        "could",
        "every",
        "first",
        "simply",
        "their",
        "there",
        "these",
        "those",
        "where",
        "which",
        "while",
    ]
)


def write(visual: Statement, spoken: str, name: str) -> Shot:
    """Phrases that light up as they are spoken."""
    phrases = _phrases(visual.text)
    cues = cued(spoken, [as_said(phrase) for phrase in phrases], at_once=len(phrases) > 1)
    keywords = _keywords(visual.text)
    arguments = [literal(phrase) for phrase in phrases]
    if keywords:
        arguments.append(f"keywords=[{', '.join(literal(word) for word in keywords)}]")
    says = [(f"{name}.say({number})",) for number in range(len(phrases))]
    return Shot(
        text=cues.text,
        setup=call(f"{name} = KineticStatement", arguments, indent=8),
        entrance=f"{name}.prepare()",
        body=steps(cues, says, "pace.fill(0.6", f"{name}.pulse"),
        uses=frozenset({"KineticStatement"}),
        seconds=0.8,
    )


def _phrases(text: str) -> list[str]:
    """Clauses; long ones are halved until each can be taken in at once."""
    clauses = [clause for clause in re.split(r"(?<=[.!?;:,—])\s+", " ".join(text.split())) if clause]
    if any(piece.is_formula for piece in pieces(text)):
        return [" ".join(clauses)]
    return [part for clause in clauses for part in _halved(clause.split())]


def _halved(words: list[str]) -> list[str]:
    if len(words) <= _MOST_WORDS:
        return [" ".join(words)]
    middle = len(words) // 2
    return [*_halved(words[:middle]), *_halved(words[middle:])]


def _keywords(text: str) -> list[str]:
    """The two longest words, in their order."""
    plain = " ".join(piece.text for piece in pieces(text) if not piece.is_formula)
    found = [word for word in re.findall(r"[^\W\d_]{5,}", plain) if word.casefold() not in _PLAIN]
    longest = sorted(dict.fromkeys(found), key=len, reverse=True)[: 2 if len(plain) > 30 else 1]
    return [word for word in dict.fromkeys(found) if word in longest]
