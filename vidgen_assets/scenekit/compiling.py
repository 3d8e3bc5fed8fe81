"""Typst source -> SVG text, in memory and remembered. What the source says and what becomes of the SVG belong to
`typeset`."""

from functools import lru_cache
from typing import cast

import typst

_PAGE = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#set text(size: 10pt)\n"

EM_POINTS = 10.0
"""The size that everything is compiled at: one em is so many points of the SVG."""


@lru_cache(maxsize=1024)
def svg(source: str) -> str:
    """Compile `source`; its page is as large as its content unless it says otherwise.

    Raises:
        typst.TypstError: the source is not valid. Ours always is; only hand-written formulas can lead here.
    """
    return cast(bytes, _compiler().compile(input=(_PAGE + source).encode(), format="svg")).decode()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One compiler for all, since looking for fonts takes several times as long as compiling."""
    return typst.Compiler(font_paths=typst.Fonts())
