"""Names of older Manims and of 3Blue1Brown's own, that Manim 0.22 does not have, and what stands for them there."""

import ast
from collections.abc import Iterator, Mapping
from typing import Final

from vidgen_assets.rendering.gate.finding import Finding

OLD_NAMES: Final[Mapping[str, str]] = {
    "ShowCreation": "Create",
    "ShowPassingFlashAround": "ShowPassingFlash",
    "TextMobject": "Text",
    "TexMobject": "MathTex",
    "TexText": "Tex",
    "OldTex": "MathTex",
    "OldTexText": "Tex",
    "FadeInFrom": "FadeIn",
    "FadeInFromDown": "FadeIn",
    "FadeInFromPoint": "FadeIn",
    "FadeInFromLarge": "FadeIn",
    "FadeOutAndShift": "FadeOut",
    "FadeOutAndShiftDown": "FadeOut",
    "FadeInAndShift": "FadeIn",
    "CircleIndicate": "Circumscribe",
    "WiggleOutThenIn": "Wiggle",
    "ParametricSurface": "Surface",
    "GraphScene": "Axes",
    "VMobjectFromSVGPathstring": "VMobjectFromSVGPath",
    "TransformMatchingStrings": "TransformMatchingShapes",
}
OLD_METHODS: Final[Mapping[str, str]] = {
    "get_graph": "plot",
    "get_parametric_curve": "plot_parametric_curve",
}


def find_old_names(module: ast.Module) -> Iterator[Finding]:
    """Findings about old names that the source does not give a meaning itself."""
    own = set(_bound_names(module))
    for node in ast.walk(module):
        if isinstance(node, ast.Name) and node.id in OLD_NAMES.keys() - own:
            yield Finding(node.lineno, f"Manim has no {node.id}", f"use {OLD_NAMES[node.id]}")
        elif isinstance(node, ast.Attribute) and node.attr in OLD_METHODS.keys() - own:
            yield Finding(node.lineno, f"Manim has no method {node.attr}", f"use {OLD_METHODS[node.attr]}")


def _bound_names(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.asname or node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
