"""Paragraphs -> beats: what is said, what is written in captions, and what is seen meanwhile."""

import re
from itertools import pairwise

from vidgen_assets.domain.plan import Beat
from vidgen_assets.domain.script.drafts import Paragraph
from vidgen_assets.domain.script.faults import fault
from vidgen_assets.domain.script.prose import Prose, joined
from vidgen_assets.domain.visuals import Statement, Visual

_STATEMENT_CHARS = 90
_SHORTEST_CLAUSE = 20
_CLAUSE = re.compile(r"(?:[,;:]|\s[—–-])\s")


def beats(paragraph: Paragraph) -> tuple[Beat, ...]:
    """One beat for each visual of the paragraph, or one with a statement when it has none.

    The sentences of a paragraph with several visuals are shared out evenly among them, in order.
    """
    prose, visuals = paragraph.prose, paragraph.visuals
    if not visuals:
        return (_beat(prose, Statement(text=paragraph.caption or statement(prose))),)
    sentences = prose.sentences()
    if len(sentences) < len(visuals):
        problem = f"{len(visuals)} blocks follow a paragraph of {len(sentences)} sentence(s)"
        raise fault(paragraph.line, "narration", problem, "Write a paragraph, or a sentence, for each block")
    bounds = [round(at * len(sentences) / len(visuals)) for at in range(len(visuals) + 1)]
    parts = [joined(sentences[start:end]) for start, end in pairwise(bounds)]
    return tuple(_beat(part, visual) for part, visual in zip(parts, visuals, strict=True))


def statement(prose: Prose) -> str:
    """What sums the paragraph up on screen: its phrases in bold, else its first sentence, kept short."""
    if prose.strong:
        phrases = [phrase.rstrip(".,;:") for phrase in prose.strong]
        listed = f"{', '.join(phrases[:-1])} and {phrases[-1]}" if len(phrases) > 1 else phrases[0]
        return prose.showing(listed[:1].upper() + listed[1:])
    return prose.showing(_short(prose.sentences()[0].text))


def _short(sentence: str) -> str:
    """The sentence, or as many of its clauses, or else words, as fit."""
    if len(sentence) <= _STATEMENT_CHARS:
        return sentence
    ends = [match.start() for match in _CLAUSE.finditer(sentence)]
    fitting = [end for end in ends if _SHORTEST_CLAUSE <= end <= _STATEMENT_CHARS]
    if fitting:
        return sentence[: fitting[-1]] + "…"
    return sentence[:_STATEMENT_CHARS].rsplit(" ", 1)[0] + "…"


def _beat(prose: Prose, visual: Visual) -> Beat:
    return Beat(spoken=prose.spoken, display=prose.display, visual=visual)
