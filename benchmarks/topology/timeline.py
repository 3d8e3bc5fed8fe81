"""A picture of what was made when, for people: a row for each section, a block for each way."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")
import matplotlib.pyplot as plt
from matplotlib.patches import Patch

from benchmarks.topology.stages import Stage
from vidgen_assets.domain.production import AssetName

_COLOURS = {
    AssetName.PLAN: "#7a5195",
    AssetName.AUDIO: "#58a4d8",
    AssetName.CODE: "#f2b134",
    AssetName.CLIP: "#3f9e6b",
    AssetName.FINAL: "#d1495b",
}
_NAMES = {
    AssetName.PLAN: "plan",
    AssetName.AUDIO: "speech",
    AssetName.CODE: "code",
    AssetName.CLIP: "rendering",
    AssetName.FINAL: "joining",
}


def draw(path: Path, ways: Mapping[str, tuple[float, float, Sequence[Stage]]]) -> None:
    """Write the picture of these ways: for each its start, in seconds since the epoch, its seconds, and its stages."""
    figure, axes = plt.subplots(len(ways), sharex=True, figsize=(11, 1.65 * len(ways) + 0.9), squeeze=False)
    for axis, (title, (start, seconds, stages)) in zip(axes[:, 0], ways.items(), strict=True):
        rows = sorted({stage.slot.section or "" for stage in stages})
        for stage in stages:
            row = rows.index(stage.slot.section or "")
            halved = stage.slot.asset in (AssetName.AUDIO, AssetName.CODE)
            offset = {AssetName.AUDIO: -0.2, AssetName.CODE: 0.2}.get(stage.slot.asset, 0.0)
            colour = _COLOURS[stage.slot.asset]
            axis.barh(row + offset, stage.seconds, 0.36 if halved else 0.76, left=stage.start - start, color=colour)
        axis.axvline(seconds, color="#333333", linewidth=1)
        axis.text(seconds, (len(rows) - 1) / 2, f" {seconds:.0f} s", va="center", fontsize=11, fontweight="bold")
        axis.set_yticks(range(len(rows)), [f"section {int(row)}" if row else "whole video" for row in rows], fontsize=8)
        axis.set_title(title, loc="left", fontsize=10)
        axis.invert_yaxis()
        axis.grid(axis="x", color="#dddddd", linewidth=0.6)
        axis.set_axisbelow(True)
        for side in ("top", "right", "left"):
            axis.spines[side].set_visible(False)
    axes[-1, 0].set_xlabel("seconds")
    axes[-1, 0].set_xlim(0, 1.08 * max(seconds for _, seconds, _ in ways.values()))
    legend = [Patch(color=_COLOURS[name], label=_NAMES[name]) for name in AssetName]
    figure.legend(handles=legend, loc="upper right", ncols=len(legend), frameon=False, fontsize=9)
    figure.tight_layout(rect=(0, 0, 1, 0.97))
    figure.savefig(path, dpi=90)
    plt.close(figure)
