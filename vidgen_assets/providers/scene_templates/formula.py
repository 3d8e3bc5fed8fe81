"""Source for formulas."""

from vidgen_assets.domain.errors import UnsupportedFormulaError
from vidgen_assets.domain.formula import parse
from vidgen_assets.domain.formula import spoken as say
from vidgen_assets.domain.visuals import Formula
from vidgen_assets.providers.scene_templates.cues import cued
from vidgen_assets.providers.scene_templates.shot import Shot, steps
from vidgen_assets.providers.scene_templates.source import call, literal


def write(visual: Formula, spoken: str, name: str) -> Shot:
    """The first step is written at once, each other one grows out of it in its turn. Raises `FormulaError`."""
    cues = cued(spoken, [_said(step) for step in visual.steps], at_once=True)
    advances = [(f"{name}.advance()",)] * (len(visual.steps) - 1)
    return Shot(
        text=cues.text,
        setup=call(f"{name} = Derivation", [literal(step) for step in visual.steps], indent=8),
        entrance=f"{name}.write()",
        body=steps(cues.rest, advances, "pace.fill(0.4", f"{name}.pulse"),
        uses=frozenset({"Derivation"}),
        seconds=1.5,
    )


def _said(step: str) -> str:
    """How the voice may put it; nothing for what only LaTeX can read."""
    try:
        return say(parse(step))
    except UnsupportedFormulaError:
        return ""
