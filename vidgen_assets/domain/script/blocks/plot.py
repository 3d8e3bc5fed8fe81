"""``plot`` fences -> `Plot`: curves such as ``"loss": y = x^2``, ranges such as ``x: -2..2``, a point, an area."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from math import isnan

from vidgen_assets.domain import expression
from vidgen_assets.domain.script.blocks.text import Line, label, lines
from vidgen_assets.domain.script.faults import at_line, fault
from vidgen_assets.domain.script.limits import MAX_CURVES, MAX_LABEL_CHARS, check_count
from vidgen_assets.domain.visuals import Curve, MovingPoint, Plot

_FIELD = "plot"
_SAMPLES = 200
_CURVE = re.compile(
    r'(?:"(?P<label>[^"]*)"\s*:\s*)?(?P<left>[A-Za-z]\w*\'?\s*(?:\(\s*(?P<variable>[a-z])\s*\))?)\s*=(?P<right>.+)'
)
_SETTING = re.compile(r"(?P<name>x label|y label|x|y|point|shade|tangent)\s*(?::\s*(?P<value>.*))?", re.IGNORECASE)
_RANGE = re.compile(r"(?P<low>.+?)\s*\.\.\s*(?P<high>.+?)(?:\s+on\s+(?P<curve>\d+))?")
_FIX = (
    'Write a curve such as y = x^2 or "label": y = x^2, or one of x:, y:, point:, tangent, shade:, x label:, y label:'
)

Range = tuple[float, float]


@dataclass
class _Draft:
    curves: list[tuple[Line, Curve, expression.Expression]] = field(default_factory=list)
    x_range: Range = (-5.0, 5.0)
    y_range: Range | None = None
    labels: dict[str, str] = field(default_factory=dict)
    point: tuple[Line, Range, int] | None = None
    tangent: Line | None = None
    shade: tuple[Line, Range] | None = None


def read(content: str, first: int) -> Plot:
    """The plot in `content`.

    Raises:
        ScriptError: a line cannot be read, a range is empty, or a curve has no value anywhere in the range.
    """
    draft = _Draft()
    for line in lines(content, first):
        if match := _CURVE.fullmatch(line.text):
            _curve(draft, line, match)
        elif match := _SETTING.fullmatch(line.text):
            _SETTINGS[match["name"].lower()](draft, line, (match["value"] or "").strip())
        else:
            raise fault(line.number, _FIELD, f"{line.text!r} cannot be read", _FIX)
    if not draft.curves:
        raise fault(first, _FIELD, "it has no curve", _FIX)
    check_count(first, _FIELD, "curves", len(draft.curves), MAX_CURVES)
    for line, _, function in draft.curves:
        _check_visible(draft, line, function)
    return _plot(draft)


def _plot(draft: _Draft) -> Plot:
    if draft.shade is not None:
        _check_inside(draft, *draft.shade)
    return Plot(
        curves=tuple(curve for _, curve, _ in draft.curves),
        x_range=draft.x_range,
        y_range=draft.y_range,
        x_label=draft.labels.get("x", "x"),
        y_label=draft.labels.get("y", "y"),
        point=_point(draft),
        shade=None if draft.shade is None else draft.shade[1],
    )


def _point(draft: _Draft) -> MovingPoint | None:
    if draft.point is None:
        if draft.tangent is None:
            return None
        draft.point = (draft.tangent, draft.x_range, 0)
    line, (start, end), curve = draft.point
    _check_inside(draft, line, (start, end))
    if curve >= len(draft.curves):
        raise fault(line.number, _FIELD, f"there is no curve {curve + 1}", f"Curves are 1 to {len(draft.curves)}")
    function = draft.curves[curve][2]
    if any(isnan(function(x)) for x in (start, end)):
        raise fault(line.number, _FIELD, "the point starts or ends where the curve has no value", "Change its range")
    return MovingPoint(curve=curve, start=start, end=end, tangent=draft.tangent is not None)


def _curve(draft: _Draft, line: Line, match: re.Match[str]) -> None:
    variable, right = match["variable"] or "x", match["right"].strip()
    if variable != "x":
        right = re.sub(rf"(?<![A-Za-z_]){variable}(?![A-Za-z_])", "x", right)
        draft.labels.setdefault("x", variable)
    with at_line(line.number, _FIELD):
        function = expression.read(right)
    name = match["label"]
    text = name if name is not None else f"${match['left'].strip()}$" if match["variable"] else ""
    shown = label(text, line.number, _FIELD, MAX_LABEL_CHARS) if text else ""
    draft.curves.append((line, Curve(expression=right, label=shown), function))


def _range(line: Line, value: str, *, rising: bool = True) -> Range:
    match = _RANGE.fullmatch(value)
    if match is None or (match["curve"] and rising):
        raise fault(line.number, _FIELD, f"{value!r} is no range", "Write it like -2..2")
    with at_line(line.number, _FIELD):
        low, high = expression.read_number(match["low"]), expression.read_number(match["high"])
    if low == high or (rising and low > high):
        raise fault(line.number, _FIELD, f"the range {value} is empty", "Write the smaller number first")
    return low, high


def _check_inside(draft: _Draft, line: Line, inner: Range) -> None:
    low, high = draft.x_range
    if min(inner) < low or max(inner) > high:
        problem = f"{inner[0]:g}..{inner[1]:g} leaves the plot, whose x goes from {low:g} to {high:g}"
        raise fault(line.number, _FIELD, problem, "Widen x: or narrow this range")


def _check_visible(draft: _Draft, line: Line, function: expression.Expression) -> None:
    low, high = draft.x_range
    values = [function(low + (high - low) * at / _SAMPLES) for at in range(_SAMPLES + 1)]
    known = [value for value in values if not isnan(value)]
    if not known:
        problem = f"the curve has no value between x = {low:g} and x = {high:g}"
        raise fault(line.number, _FIELD, problem, "Correct the function, or change x:")
    if draft.y_range is not None and not any(draft.y_range[0] <= value <= draft.y_range[1] for value in known):
        problem = f"the curve stays outside y = {draft.y_range[0]:g}..{draft.y_range[1]:g}"
        raise fault(line.number, _FIELD, problem, "Change y:, or leave it out to have it chosen")


def _set_x(draft: _Draft, line: Line, value: str) -> None:
    draft.x_range = _range(line, value)


def _set_y(draft: _Draft, line: Line, value: str) -> None:
    draft.y_range = _range(line, value)


def _set_point(draft: _Draft, line: Line, value: str) -> None:
    match = _RANGE.fullmatch(value)
    number = int(match["curve"]) if match and match["curve"] else 1
    draft.point = (line, _range(line, value, rising=False), max(number, 1) - 1)


def _set_shade(draft: _Draft, line: Line, value: str) -> None:
    draft.shade = (line, _range(line, value))


def _set_label(draft: _Draft, line: Line, value: str) -> None:
    draft.labels[line.text[0].lower()] = label(value, line.number, _FIELD, MAX_LABEL_CHARS)


def _set_tangent(draft: _Draft, line: Line, value: str) -> None:
    if value.lower() not in ("", "yes", "true"):
        raise fault(line.number, _FIELD, f"tangent cannot be {value!r}", "Write tangent alone, or leave it out")
    draft.tangent = line


_SETTINGS: dict[str, Callable[[_Draft, Line, str], None]] = {
    "x": _set_x,
    "y": _set_y,
    "point": _set_point,
    "shade": _set_shade,
    "x label": _set_label,
    "y label": _set_label,
    "tangent": _set_tangent,
}
