import copy
from typing import Any

import numpy as np
import pytest
from manim import RED, Circle, Dot, Group, Mobject, Square, Text, ValueTracker, VGroup

from vidgen_assets.rendering.fast.copies import deepcopy_mobject


class Careful(Square):
    """Counts what is set on it."""

    set_count = 0

    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, "set_count", self.set_count + 1)
        super().__setattr__(name, value)


@pytest.fixture(autouse=True)
def fast_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Mobject, "__deepcopy__", deepcopy_mobject)


def test_a_copy_shares_nothing_that_can_change() -> None:
    group = Group(Square(), Text("ab"), ValueTracker(3))
    copied = group.copy()
    copied[0].set_color(RED).shift(1)
    copied[1][0].scale(2)
    copied.add(Dot())
    assert len(group) == 3
    assert not np.array_equal(group[0].points, copied[0].points)
    assert group[0].get_color() != copied[0].get_color()
    assert not np.array_equal(group[1][0].points, copied[1][0].points)


def test_what_was_shared_is_shared_in_the_copy() -> None:
    one = Square()
    group = VGroup(one, Circle())
    group.favourite = one
    group.lists = [group.submobjects, {"one": one}]
    group[1].points = one.points
    copied = copy.deepcopy(group)
    assert copied.favourite is copied[0] is copied.lists[1]["one"]
    assert copied.lists[0] is copied.submobjects
    assert copied[1].points is copied[0].points is not one.points


def test_a_mobject_that_contains_itself_can_be_copied() -> None:
    square = Square()
    square.target = square
    assert square.copy().target is not square


def test_arrays_of_objects_are_copied_deeply() -> None:
    square = Square()
    square.things = np.array([[1], None], dtype=object)
    square.copy().things[0].append(2)
    assert square.things[0] == [1]


def test_a_class_that_watches_what_is_set_still_does() -> None:
    assert Careful().copy().set_count > 10


def test_the_copy_knows_what_it_is_a_copy_of() -> None:
    square = Square()
    assert square.copy().original_id == str(id(square))
