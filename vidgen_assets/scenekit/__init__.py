"""Building blocks for scenes: what generated scene code imports, and a person who edits it.

Everything lays itself out inside the frame and answers with Manim animations; the scene plays them. Pictures know
nothing of beats and voices: that is what `Pace` and `Stage` are for. The only room, besides the modules that run in a
render process, that imports Manim.
"""

from vidgen_assets.scenekit.bullets import BulletList
from vidgen_assets.scenekit.code import CodeListing
from vidgen_assets.scenekit.diagram import FlowDiagram
from vidgen_assets.scenekit.formula import Derivation
from vidgen_assets.scenekit.network import NeuralNetwork
from vidgen_assets.scenekit.plot import CurvePlot
from vidgen_assets.scenekit.stage import Stage
from vidgen_assets.scenekit.statement import KineticStatement
from vidgen_assets.scenekit.table import DataTable
from vidgen_assets.scenekit.timing import Pace

__all__ = [
    "BulletList",
    "CodeListing",
    "CurvePlot",
    "DataTable",
    "Derivation",
    "FlowDiagram",
    "KineticStatement",
    "NeuralNetwork",
    "Pace",
    "Stage",
]
