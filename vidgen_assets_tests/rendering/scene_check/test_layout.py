import pytest

from vidgen_assets.rendering.scene_check.boxes import Box
from vidgen_assets.rendering.scene_check.layout import faults


def text(name: str, left: float, bottom: float, right: float, top: float, capital: float = 0.3) -> Box:
    return Box(hash(name), name, left, bottom, right, top, capital=capital)


def panel(left: float, bottom: float, right: float, top: float) -> Box:
    return Box(1, "box", left, bottom, right, top, panel=True, closed=True)


def circle(left: float, bottom: float, right: float, top: float) -> Box:
    return Box(2, "circle", left, bottom, right, top, closed=True)


FINE = {
    "two texts side by side": [text("a", 0, 0, 1, 1), text("b", 1.1, 0, 2, 1)],
    "two texts that touch": [text("a", 0, 0, 1, 1), text("b", 0.96, 0, 2, 1)],
    "a text over its own copy": [text("a", 0, 0, 1, 1), text("b", 0, 0, 1, 1)],
    "a text in a box": [text("a", 0, 0, 1, 1), panel(-0.2, -0.2, 1.2, 1.2)],
    "a text beside a box": [text("a", 0, 0, 1, 1), panel(1.2, 0, 2, 1)],
    "a frame round a part of a formula": [text("a", 0, 0, 4, 1), panel(1, -0.05, 2, 1.05)],
    "a text near the corner of a circle's box": [text("a", 0.8, 0.8, 2, 1.3), circle(-1, -1, 1, 1)],
    "a background that fills more than the frame": [panel(-9, -5, 9, 5)],
    "a line out of the frame": [Box(3, "line", -9, 0, 9, 0)],
    "a text that waits outside of the frame": [text("a", 8, 0, 9, 1)],
}


@pytest.mark.parametrize("boxes", FINE.values(), ids=FINE.keys())
def test_what_is_meant_to_be_is_no_fault(boxes: list[Box]) -> None:
    assert list(faults(boxes)) == []


WRONG = {
    "overlap by 0.50 x 1.00": [text("a", 0, 0, 1, 1), text("b", 0.5, 0, 2, 1)],
    "a leaves the frame by 0.89 at the right": [text("a", 6, 0, 8, 1)],
    "a leaves the frame by 0.50 at the top": [text("a", 0, 4, 1, 4.5)],
    "circle leaves the frame by 1.00 at the bottom": [circle(-1, -5, 1, -3)],
    "too small to read: its capitals are 0.10 high": [text("a", 0, 0, 1, 1, capital=0.1)],
    "a crosses the edge of box, by 1.00": [text("a", 0.4, 0, 2, 1), panel(-1, -1, 1, 1)],
    "a is larger than box, by 1.00": [text("a", -2, 0, 2, 0.5), panel(-1, -1, 1, 1)],
    "a is larger than circle, by 1.00": [text("a", -2, -0.2, 2, 0.2), circle(-1, -1, 1, 1)],
}


@pytest.mark.parametrize(("said", "boxes"), WRONG.items(), ids=WRONG.keys())
def test_what_a_viewer_would_stumble_on_is_told_once_with_its_numbers(said: str, boxes: list[Box]) -> None:
    (fault,) = faults(boxes)
    assert said in fault.said
    assert " x " in fault.said or "y " in fault.said or "high" in fault.said
