"""An entry point that asks the LaTeX helper what the job says. It runs in the sandbox."""

from collections.abc import Mapping
from typing import Any

from vidgen_assets.rendering.warm.helper_line import ask


def run(job: Mapping[str, Any]) -> dict[str, Any]:
    """The helper's answer."""
    return ask("latex", dict(job))
