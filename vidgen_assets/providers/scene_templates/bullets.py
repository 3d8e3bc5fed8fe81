"""Source for lists."""

from vidgen_assets.domain.visuals import Bullets
from vidgen_assets.providers.scene_templates.cues import cued
from vidgen_assets.providers.scene_templates.shot import Shot, as_said, steps
from vidgen_assets.providers.scene_templates.source import call, prose


def write(visual: Bullets, spoken: str, name: str) -> Shot:
    """Items that appear on their word."""
    cues = cued(spoken, [as_said(item) for item in visual.items])
    arguments = [prose(item, indent=12) for item in visual.items]
    if visual.ordered:
        arguments.append("ordered=True")
    reveals = [(f"{name}.reveal({number})",) for number in range(len(visual.items))]
    return Shot(
        text=cues.text,
        setup=call(f"{name} = BulletList", arguments, indent=8),
        entrance=f"{name}.prepare()",
        body=steps(cues, reveals, "pace.fill(0.5", f"{name}.pulse"),
        uses=frozenset({"BulletList"}),
        seconds=0.8,
    )
