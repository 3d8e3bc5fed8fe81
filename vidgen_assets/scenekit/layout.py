"""Where things go: measured rectangles, and fitting mobjects into them. What is put there is not known here."""

from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Mobject
from manim.typing import Point3D

MobjectT = TypeVar("MobjectT", bound=Mobject)


def at(x: float, y: float) -> Point3D:
    """The point of the frame, in scene units from its centre."""
    return np.array([x, y, 0.0])


@dataclass(frozen=True)
class Area:
    """A rectangle of the frame, in scene units, with the origin at the centre of the frame."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Units across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Units up."""
        return self.top - self.bottom

    @property
    def center(self) -> Point3D:
        """The middle, as a point."""
        return at((self.left + self.right) / 2, (self.bottom + self.top) / 2)

    def inset(self, x: float, y: float) -> "Area":
        """The same without a margin of `x` left and right and `y` above and below."""
        return Area(self.left + x, self.bottom + y, self.right - x, self.top - y)

    def split_right(self, width: float, gap: float) -> tuple["Area", "Area"]:
        """Two columns, the right one `width` wide, with `gap` between them."""
        edge = self.right - width
        return Area(self.left, self.bottom, edge - gap, self.top), Area(edge, self.bottom, self.right, self.top)

    def split_top(self, height: float, gap: float) -> tuple["Area", "Area"]:
        """Two rows, the upper one `height` high, with `gap` between them: upper, lower."""
        edge = self.top - height
        return Area(self.left, edge, self.right, self.top), Area(self.left, self.bottom, self.right, edge - gap)

    def overlaps(self, other: "Area") -> bool:
        """Whether the two have more than an edge in common."""
        apart_x = self.right <= other.left or other.right <= self.left
        return not (apart_x or self.top <= other.bottom or other.top <= self.bottom)

    @classmethod
    def around(cls, mobject: Mobject) -> Self:
        """The bounding box of `mobject`."""
        low, high = mobject.get_corner(DOWN + LEFT), mobject.get_corner(UP + RIGHT)
        return cls(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


FRAME = Area(-64 / 9, -4.0, 64 / 9, 4.0)
SAFE = Area(-6.55, -3.55, 6.55, 3.65)
"""What stays clear of the edges; captions of a player lie below it."""
TITLE = Area(SAFE.left, 3.0, SAFE.right, SAFE.top)
BODY = Area(SAFE.left, SAFE.bottom, SAFE.right, 2.6)


def fit(mobject: MobjectT, area: Area, *, grow: float = 1.0) -> MobjectT:
    """Centre `mobject` in `area`, scaled down until it fits, or up by at most `grow`."""
    width, height = max(mobject.width, 1e-6), max(mobject.height, 1e-6)
    mobject.scale(min(grow, area.width / width, area.height / height))
    mobject.move_to(area.center)
    return mobject
