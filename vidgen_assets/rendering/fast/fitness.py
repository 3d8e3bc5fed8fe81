"""Whether the Manim that is installed is the one that the replacements were made for."""

import hashlib
import inspect
from collections.abc import Iterable, Iterator
from functools import cache

import manim

from vidgen_assets.rendering.fast.drawing import cairo_paths
from vidgen_assets.rendering.fast.drawing.watched import watched_attributes
from vidgen_assets.rendering.fast.replacements import Function, Replacement

MADE_FOR = "0.22."


class UnfitManimWarning(RuntimeWarning):
    """Manim is not what was expected: scenes are drawn by plain Manim, which takes several times as long."""


@cache
def fingerprint(function: Function) -> str:
    """The first 12 digits of the SHA-256 of the function's source."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:12]


def misfits(replacements: Iterable[Replacement]) -> Iterator[str]:
    """What is not as expected, in words. Nothing when all is well."""
    if not manim.__version__.startswith(MADE_FOR):
        yield f"Manim {manim.__version__} is not {MADE_FOR}x"
    if not cairo_paths.works():
        yield "pycairo does not take paths as expected"
    for owner, name in watched_attributes():
        if hasattr(owner, name):
            yield f"{owner.__name__}.{name} is no plain attribute"
    for replacement in replacements:
        if fingerprint(replacement.plain) != replacement.fingerprint:
            yield f"{replacement} has changed"
