"""Formulas that only LaTeX can set -> pages such as Typst's, by Manim's ``MathTex``. Other formulas never need it."""

from functools import lru_cache

import numpy as np
from manim import DL, UR, MathTex, Mobject, TexTemplate

from vidgen_assets.domain.errors import SceneError
from vidgen_assets.scenekit.outlines import Array, Outline, Page

_PACKAGES = "\\usepackage{amsmath,amssymb}\n\\pagestyle{empty}"
_ONE_UNIT_A_POINT = 960.0
"""The `font_size` at which Manim draws a point of the page, of which an em has ten, as a scene unit."""


@lru_cache(maxsize=64)
def latex_page(tex: str) -> Page:
    """`tex`, drawn. It needs ``latex`` and ``dvisvgm``. Raises `SceneError` when it cannot be set."""
    template = TexTemplate(documentclass="\\documentclass{article}", preamble=_PACKAGES)
    try:
        drawn = MathTex(tex, font_size=_ONE_UNIT_A_POINT, tex_template=template)
    except (OSError, ValueError) as error:
        raise SceneError(f"LaTeX cannot set ${tex}$: {error}") from error
    low, high = drawn.get_corner(DL), drawn.get_corner(UR)
    upper_left = np.array([low[0], high[1]])
    outlines = [_outline(glyph, upper_left) for glyph in drawn.family_members_with_points()]
    return Page(float(high[0] - low[0]), float(high[1] - low[1]), outlines)


def _outline(glyph: Mobject, upper_left: Array) -> Outline:
    """A glyph is called by its shape, by which equal ones are found."""
    points = np.array(glyph.points[:, :2], dtype=np.float64)
    shape = np.round(points - points.min(axis=0), 1) + 0.0
    return Outline(points - upper_left, color=0, stroked=False, glyph=f"latex {hash(shape.tobytes())}")
