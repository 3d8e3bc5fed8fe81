"""Source for plots."""

from collections.abc import Sequence

from vidgen_assets.domain.expression import read
from vidgen_assets.domain.visuals import MovingPoint, Plot
from vidgen_assets.providers.scene_templates.cues import cued
from vidgen_assets.providers.scene_templates.shot import Shot, Together, as_said, play, steps
from vidgen_assets.providers.scene_templates.source import call, formatted, literal, number, sequence


def goes_on(before: Plot, visual: Plot) -> bool:
    """Whether a plot is the one before, with more happening in it."""
    same = before.model_copy(update={"point": visual.point, "shade": visual.shade}) == visual
    earlier, point = before.point, visual.point
    same_point = earlier is None or point is None or (earlier.curve, earlier.tangent) == (point.curve, point.tangent)
    return same and same_point and (before.shade is None or visual.shade in (None, before.shade))


def together(before: Plot, visual: Plot) -> Plot:
    """All that is in sight once the second has gone on with the first."""
    return visual.model_copy(update={"point": visual.point or before.point, "shade": visual.shade or before.shade})


def write(visual: Plot, spoken: str, name: str, before: Plot | None, run: Sequence[Plot]) -> Shot:
    """Curves are drawn, an area is filled, a point runs. `run` are all plots of the section that are one picture.

    Raises:
        InputError: a curve's expression cannot be read.
    """
    happenings = _happenings(visual, name, before)
    cues = cued(spoken, [phrase for phrase, _ in happenings], at_once=before is None)
    point = name.replace("plot", "runner")
    last = f"{name}.pulse" if visual.point is None else f"{point}.wander, seconds=2.4"
    body = steps(cues, [animation for _, animation in happenings], "pace.fill(0.5", f"{name}.pulse", last)
    if visual.point is not None:
        body[-1:-1] = _runs(visual.point, name, point, None if before is None else before.point)
    return Shot(
        text=cues.text,
        setup=_setup(visual, name, run) if before is None else [],
        entrance=f"{name}.draw_axes()" if before is None else "",
        body=body,
        uses=frozenset({"CurvePlot"}),
        seconds=1.4,
    )


def _setup(visual: Plot, name: str, run: Sequence[Plot]) -> list[str]:
    arguments = [f"lambda x: {formatted(read(curve.expression).source)}" for curve in visual.curves]
    arguments.append(f"x_range={sequence([*map(number, visual.x_range)])}")
    if visual.y_range is not None:
        arguments.append(f"y_range={sequence([*map(number, visual.y_range)])}")
    labels = [curve.label for curve in visual.curves]
    if any(labels):
        arguments.append(f"labels={sequence([*map(literal, labels)], indent=19)}")
    arguments += [f"x_label={literal(visual.x_label)}", f"y_label={literal(visual.y_label)}"]
    if not any(labels) and all(one.point is None for one in run):
        arguments.append("beside=False")
    return call(f"{name} = CurvePlot", arguments, indent=8)


def _happenings(visual: Plot, name: str, before: Plot | None) -> list[tuple[str, Together]]:
    """What is said when it happens, and its animation."""
    found = [] if before else [_curve(visual, index, name) for index in range(len(visual.curves))]
    if visual.shade is not None and (before is None or before.shade is None):
        low, high = map(number, visual.shade)
        found.append(("area", (f"{name}.shade({low}, {high})",)))
    return found


def _curve(visual: Plot, index: int, name: str) -> tuple[str, Together]:
    which = "" if len(visual.curves) == 1 else str(index)
    label = visual.curves[index].label
    named = (f"{name}.name_curve({which})",) if label else ()
    return as_said(label), (f"{name}.draw_curve({which})", *named)


def _runs(point: MovingPoint, name: str, variable: str, earlier: MovingPoint | None) -> list[str]:
    run = play((f"{variable}.run_to({number(point.end)})",), "pace.fill(0.6, most=6.0)")
    if earlier is not None:
        back = play((f"{variable}.run_to({number(point.start)})",), "pace.fit(1.0)")
        return run if earlier.end == point.start else [*back, *run]
    arguments = [str(point.curve)] if point.curve else []
    arguments.append(f"start={number(point.start)}")
    if point.tangent:
        arguments.append("tangent=True")
    return [
        *call(f"{variable} = {name}.runner", arguments, indent=12),
        *play((f"{variable}.appear()",), "pace.fit(0.8)"),
        *run,
    ]
