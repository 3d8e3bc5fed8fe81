"""What no voice should say, in any language: control characters, emoji, markup. Words are left to the languages."""

import re
import unicodedata

from vidgen_assets.domain.speech.text import Rule

# Emoji with their selectors, skin tones, flags and keycaps: Unicode's emoji-data, rounded up to whole blocks.
_EMOJI = (
    r"[0-9#*]\ufe0f?\u20e3"
    r"|[\U0001f000-\U0001fbff\u2600-\u27bf\u2b1b\u2b1c\u2b50\u2b55\u231a\u231b\u23e9-\u23fa\ufe0e\ufe0f\u20e3]"
    r"|[\U000e0000-\U000e007f]"
)
# A tag has a name, then nothing but attributes: `a < b and c > d` has no tag in it, and `List<int>` is no markup.
_TAG_BODY = r"""[A-Za-z][\w:-]*(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*"""
_TAG = rf"</{_TAG_BODY}>|<{_TAG_BODY}/>|(?<![\w)])<{_TAG_BODY}>"
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " "}
_SAME_LETTER = r"[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\u2100-\u2138]"


def _normal(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


CLEANING = (
    Rule(re.compile(r"&(?:amp|lt|gt|quot|nbsp);"), lambda match: _ENTITIES[match[0]]),
    Rule.fixed(_TAG, " "),
    Rule.fixed(_EMOJI, " "),
    Rule.fixed(r"(?:…|\.{3,})(?=\s*(?:[A-Z]|$))", ". "),
    Rule.fixed(r"…|\.{3,}", ", "),
    Rule(re.compile(r"\w[\u0300-\u036f]+"), lambda match: unicodedata.normalize("NFC", match[0])),
    Rule(re.compile(_SAME_LETTER), _normal),
    Rule.fixed(r"[\u2018\u2019\u02bc](?=\w)", "'"),
    Rule.fixed(r"[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufffc\ufffd]+", ""),
    Rule.fixed(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]+", " "),
)
"""The rules that every language starts with. They leave no control character, surrogate or private-use character."""

PAUSES = (
    Rule.fixed(r"[\"“”„«»‹›‘‚`\[\]{}<>^|\\~_*]+|(?<!\w)['’]|['’](?!\w)", " "),
    Rule.fixed(r"(?<![\w-])-{2,9}(?=\w)|(?<!\w)-(?=[^\W\d])|(?<!\w)/+|/+(?!\w)|[$#](?!\d)", " "),
    Rule.fixed(r"[–—―]+|(?<=\s)-+(?=\s)|[()]+", ", "),
)
"""What is left of brackets and dashes is a pause, in every language, and quotes are silent."""


def _strongest(match: re.Match[str]) -> str:
    run = match[0]
    mark = next((mark for mark in run if mark in ".!?"), next((mark for mark in run if mark in ";:,"), ""))
    if len(run) == 1:
        return run
    return mark if match.end() == len(match.string) else f"{mark} "


TIDYING = (
    Rule.fixed(r"^[\s,;:]+|[\s,;:]+$", ""),
    Rule(re.compile(r"[\s,;:.!?]+"), _strongest),
)
"""Run last: spaces and pauses that came together become one, and the strongest stays."""
