"""Putting the replacements in, and taking them out again."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial

from vidgen_assets.rendering.encoding import Encoding
from vidgen_assets.rendering.fast.drawing.watched import watched_attributes
from vidgen_assets.rendering.fast.file_writer import FastFileWriter, FramesWanted
from vidgen_assets.rendering.fast.fitness import UnfitManimWarning, misfits
from vidgen_assets.rendering.fast.memory import roomy
from vidgen_assets.rendering.fast.renderer import WriterFactory
from vidgen_assets.rendering.fast.replacements import Replacement, replacements


@contextmanager
def fast_manim(writer: WriterFactory | None = None) -> Iterator[bool]:
    """While this lasts, Manim draws fast. If `writer` is given, scenes write frames to what it makes of their settings.

    Gives whether it does; when Manim is not the one that this was made for it does not, and a warning says why. The
    writer is then Manim's own as well, so ask before relying on yours. It does not nest.
    """
    wanted = tuple(replacements(writer))
    unfit = tuple(misfits(wanted))
    if unfit:
        warnings.warn(f"drawing by plain Manim, which is slow: {'; '.join(unfit)}", UnfitManimWarning, stacklevel=3)
        yield False
        return
    with ExitStack() as stack:
        stack.enter_context(roomy())
        stack.enter_context(_watched())
        stack.enter_context(_replaced(wanted))
        yield True


def fast_writer(encoding: Encoding, frames_wanted: FramesWanted = int) -> WriterFactory:
    """What makes a `FastFileWriter` with these settings."""
    return partial(FastFileWriter, encoding=encoding, frames_wanted=frames_wanted)


@contextmanager
def _replaced(wanted: Sequence[Replacement]) -> Iterator[None]:
    plain = [replacement.plain for replacement in wanted]
    for replacement, function in zip(wanted, plain, strict=True):
        setattr(replacement.owner, replacement.name, replacement.make(function))
    try:
        yield
    finally:
        for replacement, function in zip(wanted, plain, strict=True):
            setattr(replacement.owner, replacement.name, function)


@contextmanager
def _watched() -> Iterator[None]:
    attributes = watched_attributes()
    for (owner, name), watched in attributes.items():
        setattr(owner, name, watched)
    try:
        yield
    finally:
        for owner, name in attributes:
            delattr(owner, name)
