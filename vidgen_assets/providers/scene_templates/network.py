"""Source for neural networks."""

from vidgen_assets.domain.visuals import Network
from vidgen_assets.providers.scene_templates.cues import cued
from vidgen_assets.providers.scene_templates.shot import Shot, steps
from vidgen_assets.providers.scene_templates.source import call, literal, sequence

_PHRASES = {"forward": "forward right guess output", "backward": "backward back left error blame gradient"}
_SECONDS_A_LAYER = 0.8


def is_same(before: Network, visual: Network) -> bool:
    """Whether a network is the one before, with another signal."""
    return before.layers == visual.layers


def write(visual: Network, spoken: str, name: str, *, goes_on: bool) -> Shot:
    """The network builds up, and signals run through it when the voice speaks of them."""
    passes = ["forward", "backward"] if visual.signal == "both" else [visual.signal]
    cues = cued(spoken, [_PHRASES[way] for way in passes], at_once=goes_on)
    idle = f"{name}.round_trip" if visual.signal == "both" else f"{name}.{visual.signal}"
    seconds = max(1.6, _SECONDS_A_LAYER * len(visual.layers))
    runs = [(f"{name}.{way}()",) for way in passes]
    layers = [sequence([literal(layer.label), str(layer.size)], indent=12) for layer in visual.layers]
    return Shot(
        text=cues.text,
        setup=call(f"{name} = NeuralNetwork", layers, indent=8) if not goes_on else [],
        entrance=f"{name}.build()" if not goes_on else "",
        body=steps(cues, runs, "pace.fill(0.6", idle, f"{idle}, seconds={seconds:.1f}"),
        uses=frozenset({"NeuralNetwork"}),
        seconds=2.4,
    )
