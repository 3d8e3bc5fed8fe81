"""Which module writes the source for which kind of visual, and when two visuals are one picture that goes on."""

from collections.abc import Sequence
from typing import assert_never

from vidgen_assets.domain.visuals import (
    Bullets,
    Code,
    Diagram,
    Formula,
    Network,
    Plot,
    Statement,
    Table,
    Visual,
)
from vidgen_assets.providers.scene_templates import (
    bullets,
    code,
    diagram,
    formula,
    network,
    plot,
    statement,
    table,
)
from vidgen_assets.providers.scene_templates.shot import Shot

NAMES = {
    "statement": "statement",
    "bullets": "bullets",
    "formula": "derivation",
    "plot": "plot",
    "code": "listing",
    "diagram": "diagram",
    "network": "network",
    "table": "table",
}
"""Names of variables, by kind."""


def going_on(before: Visual, visual: Visual) -> Visual | None:
    """All that is in sight if `visual` goes on with the picture of the beat before, else None."""
    match before, visual:
        case (Plot(), Plot()) if plot.goes_on(before, visual):
            return plot.together(before, visual)
        case (Code(), Code()) if code.is_same(before, visual):
            return visual
        case (Network(), Network()) if network.is_same(before, visual):
            return visual
        case (Diagram(), Diagram()) | (Table(), Table()) if before == visual:
            return visual
    return None


def shot(visual: Visual, spoken: str, name: str, before: Visual | None, run: Sequence[Visual]) -> Shot:
    """The source of one beat. `before` is what is in sight already if it goes on; `run` all beats of the picture."""
    match visual:
        case Statement():
            return statement.write(visual, spoken, name)
        case Bullets():
            return bullets.write(visual, spoken, name)
        case Formula():
            return formula.write(visual, spoken, name)
        case Plot():
            plots = [one for one in run if isinstance(one, Plot)]
            return plot.write(visual, spoken, name, before if isinstance(before, Plot) else None, plots)
        case Code():
            return code.write(visual, spoken, name, goes_on=before is not None)
        case Diagram():
            return diagram.write(visual, spoken, name, goes_on=before is not None)
        case Network():
            return network.write(visual, spoken, name, goes_on=before is not None)
        case Table():
            return table.write(visual, spoken, name, goes_on=before is not None)
    assert_never(visual)
