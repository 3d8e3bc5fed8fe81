"""How little of a frame is drawn anew. That it is then the right frame, `test_same_pictures` holds."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from manim import LEFT, RED, RIGHT, Cube, Dot, Scene, Square, VMobject, tempconfig
from manim.camera.camera import Camera
from manim.camera.three_d_camera import ThreeDCamera

from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.drawing.canvas import Canvas, canvas_of
from vidgen_assets.rendering.fast.installation import fast_manim


class Easel:
    """A camera of 200 by 100 pixels, on which 1 unit is 25 pixels, with its canvas."""

    def __init__(self) -> None:
        self.camera: Camera = Camera(pixel_width=200, pixel_height=100, frame_width=8, frame_height=4)
        self.canvas: Canvas = canvas_of(self.camera)
        self.ground = vars(self.camera)["background"]  # as the canvas would not trust whoever asks
        self.dot: VMobject = Dot(radius=0.2)
        self.square: VMobject = Square(1).shift(2 * RIGHT)

    def draw(self) -> bool:
        return self.canvas.draw(self.camera, self.ground, [self.square, self.dot])

    def change(self) -> Box | None:
        assert self.draw()
        return self.canvas.take_change()


@pytest.fixture
def easel(tmp_path: Path) -> Iterator[Easel]:
    with tempconfig({"media_dir": str(tmp_path)}), fast_manim():
        yield Easel()


def test_the_first_frame_is_drawn_whole(easel: Easel) -> None:
    assert easel.change() is None


def test_a_frame_in_which_nothing_moves_is_not_drawn(easel: Easel) -> None:
    easel.change()
    change = easel.change()
    assert change is not None
    assert change.empty


def test_what_moves_is_drawn_where_it_was_and_where_it_is(easel: Easel) -> None:
    easel.change()
    easel.dot.shift(RIGHT)
    left, top, right, bottom = easel.change() or (0, 0, 200, 100)
    assert 90 <= left <= 95
    assert 130 <= right <= 135
    assert 40 <= top <= 45
    assert 55 <= bottom <= 60


def test_a_change_of_colour_is_a_change(easel: Easel) -> None:
    easel.change()
    easel.square.set_stroke(opacity=0.5)
    change = easel.change()
    assert change is not None
    assert not change.empty
    assert change.left > 100


def test_one_more_changes_no_more_than_where_it_is(easel: Easel) -> None:
    easel.change()
    easel.square.add(Dot(radius=0.2).shift(2 * LEFT))
    change = easel.change()
    assert change is not None
    assert not change.empty
    assert change.right < 65


def test_a_change_of_order_is_a_change(easel: Easel) -> None:
    easel.change()
    easel.square.z_index = 1
    change = easel.change()
    assert change is not None
    assert not change.empty


def test_in_space_too_only_what_moves_is_drawn(easel: Easel) -> None:
    easel.camera = ThreeDCamera(pixel_width=200, pixel_height=100, frame_width=8, frame_height=4)
    easel.square = Cube(1).shift(2 * RIGHT)
    easel.change()
    easel.dot.shift(LEFT)
    change = easel.change()
    assert change is not None
    assert not change.empty
    assert change.right < 120


def test_changes_add_up_until_they_are_asked_for(easel: Easel) -> None:
    easel.change()
    easel.dot.set_opacity(0.5)
    easel.draw()
    easel.square.set_stroke(opacity=0.5)
    change = easel.change()
    assert change is not None
    assert change.left < 100 < 150 < change.right


@pytest.mark.parametrize("drawn", [Camera.reset, lambda camera: camera.capture_mobjects([Dot()])])
def test_after_somebody_else_has_drawn_all_counts_as_changed(easel: Easel, drawn: object) -> None:
    easel.change()
    drawn(easel.camera)
    assert easel.change() is None


@pytest.mark.parametrize("name", ["pixel_array", "background"])
def test_after_somebody_else_has_got_hold_of_the_pixels_all_is_drawn_anew_each_time(easel: Easel, name: str) -> None:
    easel.change()
    pixels = getattr(easel.camera, name)
    assert easel.change() is None
    pixels[:] = 90
    assert easel.change() is None
    assert (easel.camera.pixel_array[0, 0, 0] == 90) == (name == "background")


def test_what_manim_itself_asks_for_is_not_held_against_it(easel: Easel) -> None:
    easel.change()
    easel.camera.set_frame_to_background(easel.ground)
    easel.camera.get_image()
    easel.camera.background_color = RED
    easel.change()
    assert easel.change() is not None


def test_another_ground_changes_all(easel: Easel) -> None:
    easel.change()
    easel.ground = np.full_like(easel.ground, 90)
    assert easel.change() is None
    assert easel.camera.pixel_array[0, 0, 0] == 90


def test_a_camera_of_its_own_is_left_to_manim(easel: Easel) -> None:
    class Own(Camera):
        def apply_fill(self, *arguments: object) -> Camera:
            return self

    easel.camera = Own(pixel_width=200, pixel_height=100)
    assert not easel.draw()


def test_a_camera_with_a_step_of_its_own_is_left_to_manim(easel: Easel) -> None:
    easel.camera.apply_fill = lambda *arguments: easel.camera
    assert not easel.draw()


def test_a_scene_without_anything_is_left_to_manim(easel: Easel) -> None:
    assert not easel.canvas.draw(easel.camera, easel.ground, Scene().mobjects)
