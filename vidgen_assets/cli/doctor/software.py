"""Checks of what is installed: Python, drawing, fonts, voices, formulas. Opens no socket, starts nothing."""

import importlib.util
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from vidgen_assets.cli.doctor.check import Check, optional, required
from vidgen_assets.cli.words import count
from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.providers.offline_voice.engine import Engine
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.providers.offline_voice.flite import Flite
from vidgen_assets.rendering.latex.compiler import has_latex

_LATEX = "formulas beyond the common subset, and MathTex in scenes of your own; Debian: texlive-latex-extra dvisvgm"
_FONTS = {"Inter": "fonts-inter", "JetBrains Mono": "fonts-jetbrains-mono"}


def software() -> Iterator[Check]:
    """Everything that comes from a package, Python's or the system's."""
    yield required("Python", platform.python_version() if sys.version_info >= (3, 11) else None, "runs everything")
    yield required("Dagster", _package("dagster"), "runs, records and shows the assets")
    yield required("Manim", _package("manim"), "draws the scenes")
    yield required("Cairo", _cairo(), "draws shapes; Debian: libcairo2-dev, then reinstall pycairo")
    yield required("Pango", _pango(), "draws text; Debian: libpango1.0-dev, then reinstall manimpango")
    yield from _fonts()
    yield required("Typst", _package("typst"), "sets formulas, without LaTeX")
    yield required("espeak-ng", _voices(Espeak()), "the voice that ships with vidgen")
    yield optional("flite", _voices(Flite()), "smoother English voices; Debian: flite")
    yield optional("LaTeX", "installed" if has_latex() else None, _LATEX)


def _package(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _cairo() -> str | None:
    try:
        import cairo
    except ImportError:
        return None
    return cairo.cairo_version_string()


def _pango() -> str | None:
    try:
        import manimpango
    except ImportError:
        return None
    return str(manimpango.pango_version())


def _fonts() -> Iterator[Check]:
    found = set()
    if importlib.util.find_spec("manimpango"):
        import manimpango

        found = set(manimpango.list_fonts())
    for font, package in _FONTS.items():
        yield optional(font, "installed" if font in found else None, f"the look of the videos; Debian: {package}")
    cjk = next((font for font in sorted(found) if "CJK" in font), None)
    yield optional("CJK font", cjk, "Chinese, Japanese and Korean letters; Debian: fonts-noto-cjk")


def _voices(engine: Engine) -> str | None:
    try:
        engine.voice(None, "en")
    except (VidgenError, OSError):
        return None
    return count(len(engine.voices()), "voice")
