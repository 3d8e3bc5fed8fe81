"""Which pictures among characters the installed fonts can draw as outlines. Letters are always left as they are."""

import re
import unicodedata
from functools import lru_cache

from vidgen_assets.scenekit.compiling import svg
from vidgen_assets.scenekit.outlines import page

_NEVER_A_GLYPH = "\U0010fffe"
_INVISIBLE = re.compile("[\u200d\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")


def drawable(text: str, fonts: str) -> str:
    """`text` in composed form, without emoji that `fonts` (Typst source) lack or have in colour only."""
    composed = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return "".join(char for char in composed if not _is_picture(char) or _has_outline(char, fonts))


def _is_picture(char: str) -> bool:
    return ord(char) > 0x2300 and unicodedata.category(char) in ("So", "Sk", "Cn", "Co")


@lru_cache(maxsize=256)
def _has_outline(char: str, fonts: str) -> bool:
    drawn = page(svg(f'{fonts}#"{char}{_NEVER_A_GLYPH}"')).outlines
    return len(drawn) == 2 and drawn[0].glyph != drawn[1].glyph
