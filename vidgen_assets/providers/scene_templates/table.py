"""Source for tables."""

from vidgen_assets.domain.visuals import Table
from vidgen_assets.providers.scene_templates.cues import cued
from vidgen_assets.providers.scene_templates.shot import Shot, as_said, steps
from vidgen_assets.providers.scene_templates.source import bracketed, call, literal, sequence

_WORDS_A_ROW = 2


def write(visual: Table, spoken: str, name: str, *, goes_on: bool) -> Shot:
    """The header is written, then each row in its turn; a row that is revealed brings those above it along."""
    size = -(-len(visual.rows) // max(1, len(spoken.split()) // _WORDS_A_ROW))
    last = [min(start + size, len(visual.rows)) - 1 for start in range(0, len(visual.rows), size)]
    phrases = [as_said(" ".join(visual.rows[number])) for number in last]
    cues = cued(spoken, phrases)
    reveals = [(f"{name}.reveal({number})",) for number in last]
    body = steps(cues, reveals, "pace.fit(0.9", f"{name}.pulse")
    return Shot(
        text=cues.text if not goes_on else spoken,
        setup=_setup(visual, name) if not goes_on else [],
        entrance=f"{name}.appear()" if not goes_on else "",
        body=body if not goes_on else body[-1:],
        uses=frozenset({"DataTable"}),
        seconds=1.0,
    )


def _setup(visual: Table, name: str) -> list[str]:
    rows = [sequence([*map(literal, row)], indent=16) for row in visual.rows]
    header = bracketed("[", [*map(literal, visual.header)], "]", indent=12)
    return call(f"{name} = DataTable", [header, bracketed("[", rows, "]", indent=12)], indent=8)
