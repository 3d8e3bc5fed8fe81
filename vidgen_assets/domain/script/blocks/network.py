"""``network`` fences -> `Network`: lines such as ``Hidden: 4``, and ``signal: both``."""

from vidgen_assets.domain.script.blocks.text import Line, label, lines
from vidgen_assets.domain.script.faults import fault
from vidgen_assets.domain.script.limits import MAX_LABEL_CHARS, MAX_LAYERS, MAX_NEURONS, check_count
from vidgen_assets.domain.visuals import Layer, Network

_FIELD = "network"
_SIGNALS = ("forward", "backward", "both")


def read(content: str, first: int) -> Network:
    """The layers in `content`, first to last.

    Raises:
        ScriptError: a line cannot be read, or there are fewer than two layers or too many of something.
    """
    layers: list[Layer] = []
    signal = "forward"
    for line in lines(content, first):
        name, _, value = (part.strip() for part in line.text.rpartition(":"))
        if name.lower() == "signal":
            signal = _signal(line, value.lower())
        else:
            layers.append(_layer(line, name, value))
    if len(layers) < 2:
        raise fault(
            first, _FIELD, f"it has {len(layers)} layer(s)", "Write at least two, such as Input: 3 and Output: 2"
        )
    check_count(first, _FIELD, "layers", len(layers), MAX_LAYERS)
    return Network(layers=tuple(layers), signal=signal)


def _signal(line: Line, value: str) -> str:
    if value not in _SIGNALS:
        raise fault(line.number, _FIELD, f"signal {value!r} is unknown", f"Write one of {', '.join(_SIGNALS)}")
    return value


def _layer(line: Line, name: str, value: str) -> Layer:
    if not name or not value.isdecimal():
        raise fault(line.number, _FIELD, f"{line.text!r} is no layer", "Write its name and size, such as Hidden: 4")
    if not 1 <= int(value) <= MAX_NEURONS:
        problem = f"the layer {name} has {value} neurons, 1 to {MAX_NEURONS} stay legible"
        raise fault(line.number, _FIELD, problem, "Draw fewer, and say the real number")
    return Layer(label=label(name, line.number, _FIELD, MAX_LABEL_CHARS), size=int(value))
