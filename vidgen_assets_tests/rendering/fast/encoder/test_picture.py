import numpy as np
import pytest

from vidgen_assets.rendering.fast.box import Box
from vidgen_assets.rendering.fast.encoder.picture import Picture

# ITU-R BT.709 in 8 bits, limited range: R'G'B' and the Y', Cb, Cr that stand for it.
COLOURS = {
    "black": ((0, 0, 0), (16, 128, 128)),
    "white": ((255, 255, 255), (235, 128, 128)),
    "red": ((255, 0, 0), (63, 102, 240)),
    "green": ((0, 255, 0), (173, 42, 26)),
    "blue": ((0, 0, 255), (32, 240, 118)),
}


def planes(picture: Picture, width: int, height: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    frame = picture.frame.to_ndarray()
    chroma = frame[height:].reshape(2, height // 2, width // 2)
    return frame[:height], chroma[0], chroma[1]


@pytest.mark.parametrize("name", COLOURS)
def test_colours_are_those_of_bt709(name: str) -> None:
    rgb, expected = COLOURS[name]
    picture = Picture(854, 480)
    picture.draw(np.full((480, 854, 4), (*rgb, 255), np.uint8))
    for plane, value in zip(planes(picture, 854, 480), expected, strict=True):
        assert np.abs(plane.astype(int) - value).max() <= 1


def test_chroma_is_the_mean_of_the_four_pixels_it_stands_for() -> None:
    pixels = np.zeros((4, 4, 4), np.uint8)
    pixels[0, 0, 0] = 255
    picture = Picture(4, 4)
    picture.draw(pixels)
    _, _, red = planes(picture, 4, 4)
    assert red[0, 0] == pytest.approx(128 + 112 / 4, abs=1)
    assert red[1, 1] == 128


@pytest.mark.parametrize("changed", [Box(1, 1, 2, 2), Box(3, 0, 8, 3), Box(0, 0, 8, 6), Box(7, 5, 8, 6)])
def test_a_part_that_is_drawn_anew_makes_the_picture_that_all_of_it_would(changed: Box) -> None:
    random = np.random.default_rng(3)
    old, new = (random.integers(0, 255, (6, 8, 4), np.uint8) for _ in range(2))
    pixels = old.copy()
    pixels[changed.rows_and_columns] = new[changed.rows_and_columns]
    before, part, whole = (Picture(8, 6) for _ in range(3))
    before.draw(old)
    whole.draw(pixels)
    assert part.redraw(pixels, before, changed)
    assert part.same_as(whole)


def test_a_part_that_is_drawn_anew_and_is_the_same_is_no_change() -> None:
    pixels = np.random.default_rng(3).integers(0, 255, (6, 8, 4), np.uint8)
    before, again = Picture(8, 6), Picture(8, 6)
    before.draw(pixels)
    assert not again.redraw(pixels, before, Box(2, 2, 5, 5))


def test_pictures_that_show_the_same_are_alike() -> None:
    pictures = [Picture(6, 4) for _ in range(3)]
    for picture, level in zip(pictures, (10, 10, 200), strict=True):
        picture.draw(np.full((4, 6, 4), level, np.uint8))
    assert pictures[0].same_as(pictures[1])
    assert not pictures[0].same_as(pictures[2])
