"""The scenes that are measured: what explainers are made of, each some 25 s long, as people and models write them."""

from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).with_name("scenes")


class SceneFile(NamedTuple):
    """A file and the scene in it. `solid`: three-dimensional."""

    file: Path
    name: str
    solid: bool = False


SCENES = (
    SceneFile(_FOLDER / "text.py", "TextScene"),
    SceneFile(_FOLDER / "network.py", "NetworkScene"),
    SceneFile(_FOLDER / "plot.py", "PlotScene"),
    SceneFile(_FOLDER / "formulas.py", "FormulaScene"),
    SceneFile(_FOLDER / "surface.py", "SurfaceScene", solid=True),
    SceneFile(_FOLDER / "long_wait.py", "LongWaitScene"),
)
