"""Whether LaTeX is there for scenes to draw with. What it sets, and when it is needed, is `scenekit`'s."""

import shutil

_PROGRAMS = ("latex", "dvisvgm")


def has_latex() -> bool:
    """Whether this machine has the programs by which Manim's ``MathTex`` sets a formula."""
    return all(map(shutil.which, _PROGRAMS))
