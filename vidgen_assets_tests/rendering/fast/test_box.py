import numpy as np

from vidgen_assets.rendering.fast.box import Box


def test_two_boxes_are_in_the_least_that_both_are_in() -> None:
    assert Box(1, 2, 3, 4).with_all_of(Box(2, 0, 5, 3)) == Box(1, 0, 5, 4)


def test_an_empty_box_adds_nothing_wherever_it_is() -> None:
    box, empty = Box(1, 2, 3, 4), Box(9, 9, 9, 20)
    assert (empty.empty, box.empty) == (True, False)
    assert box.with_all_of(empty) == empty.with_all_of(box) == box


def test_halves_hold_every_pixel_that_is_touched() -> None:
    assert Box(1, 2, 4, 5).halved() == Box(0, 1, 2, 3)
    assert Box(1, 2, 4, 5).halved().doubled() == Box(0, 2, 4, 6)


def test_it_is_taken_from_an_array_by_rows_and_columns() -> None:
    assert np.arange(12).reshape(3, 4)[Box(1, 0, 3, 2).rows_and_columns].tolist() == [[1, 2], [5, 6]]
