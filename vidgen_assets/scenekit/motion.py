"""Motions that several pictures share: appearing, leaving, changing tone, rings and light. What they mean is the
picture's.

These animations change arrays in place. Manim's own copy every mobject several times when they begin, which for
pictures of many glyphs costs more than drawing them.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from manim import (
    ORIGIN,
    UP,
    Animation,
    Circle,
    Dot,
    Group,
    LaggedStart,
    Mobject,
    Scene,
    VGroup,
    VMobject,
    Wait,
    there_and_back,
)
from manim.typing import Point3D, Vector3D

from vidgen_assets.scenekit import theme
from vidgen_assets.scenekit.looks import Look


class InPlace(Animation):
    """The base: begins without copying, and hands its progress, from 0 to 1, to `show`."""

    mobject: Mobject  # type: ignore[assignment] # Manim names the class for OpenGL, which is not used here

    def create_starting_mobject(self) -> Mobject:
        """Nothing is copied."""
        return self.mobject

    def interpolate_mobject(self, alpha: float) -> None:
        """Manim calls this for each frame."""
        self.show(self.rate_func(alpha))

    def show(self, progress: float) -> None:
        """Bring the mobject into its state at `progress`."""
        raise NotImplementedError


class Appear(InPlace):
    """A mobject fades in as it is, arriving by `shift`."""

    def __init__(self, mobject: Mobject, shift: Vector3D = ORIGIN, **kwargs: Any) -> None:
        super().__init__(mobject, introducer=True, **kwargs)
        self._look, self._shift = Look(mobject), np.asarray(shift)

    def show(self, progress: float) -> None:
        """Manim calls this for each frame."""
        self._look.show(progress, (progress - 1) * self._shift)


class Vanish(InPlace):
    """A mobject fades out, leaving by `shift`; it is then off the scene, and again as it was."""

    def __init__(self, mobject: Mobject, shift: Vector3D = ORIGIN, **kwargs: Any) -> None:
        super().__init__(mobject, remover=True, **kwargs)
        self._shift = np.asarray(shift)

    def begin(self) -> None:
        """What fades is the look at this moment."""
        self._look = Look(self.mobject)
        super().begin()

    def show(self, progress: float) -> None:
        """Manim calls this for each frame."""
        self._look.show(1 - progress, progress * self._shift)

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Manim calls this at the end."""
        super().clean_up_from_scene(scene)
        self._look.show(1, ORIGIN)


class Retone(InPlace):
    """Glyphs or lines change to another colour, opacity or place, whichever is given."""

    def __init__(
        self,
        mobject: Mobject,
        *,
        color: str | None = None,
        opacity: float | None = None,
        shift: Vector3D = ORIGIN,
        **kwargs: Any,
    ) -> None:
        super().__init__(mobject, **kwargs)
        self._color, self._opacity, self._shift = color, opacity, np.asarray(shift)

    def begin(self) -> None:
        """It starts from the look at this moment."""
        self._look = Look(self.mobject)
        self._goals = self._look.toned(self._color, self._opacity)
        super().begin()

    def show(self, progress: float) -> None:
        """Manim calls this for each frame."""
        self._look.blend(self._goals, progress, progress * self._shift)


def together(*animations: Animation) -> Animation:
    """At once; nothing, if there are none."""
    return cascade(animations, 0.0)


def cascade(animations: Iterable[Animation], lag_ratio: float) -> Animation:
    """One after another, overlapping; nothing, if there are none.

    Manim would gather the mobjects in a group of its own and add that to the scene, which takes parts out of the
    pictures that they belong to and so changes what covers what. An empty group and `introducer` prevent both.
    """
    found = list(animations)
    return LaggedStart(*found, lag_ratio=lag_ratio, group=Group(), introducer=True) if found else Wait()


def lift(mobject: Mobject, color: str = theme.SIGNAL, height: float = 0.06) -> Animation:
    """A mobject rises a little in another colour, and comes back."""
    return Retone(mobject, color=color, shift=height * UP, rate_func=there_and_back)


class Ripple(InPlace):
    """A ring that spreads around what is at `center`, without crossing it, and fades."""

    mobject: VMobject

    def __init__(self, center: Point3D, color: str = theme.ACCENT, radius: float = 0.36, **kwargs: Any) -> None:
        ring = Circle(radius=radius, color=color, stroke_width=4).move_to(center)
        super().__init__(ring, introducer=True, remover=True, **kwargs)
        self._outline, self._center = ring.points - center, np.asarray(center)

    def show(self, progress: float) -> None:
        """Manim calls this for each frame."""
        self.mobject.points = self._center + (0.6 + 0.4 * progress) * self._outline
        self.mobject.set_stroke(opacity=min(1.0, 5 * progress) * (1 - progress))


class Glow(InPlace):
    """A shape's fill brightens to `opacity` and goes out; it leaves no trace."""

    mobject: VMobject

    def __init__(self, mobject: VMobject, opacity: float = 0.2, **kwargs: Any) -> None:
        super().__init__(mobject, introducer=True, remover=True, rate_func=there_and_back, **kwargs)
        self._opacity = opacity

    def show(self, progress: float) -> None:
        """Manim calls this for each frame."""
        self.mobject.set_fill(opacity=self._opacity * progress)


class Travel(InPlace):
    """A bright dot with a halo runs along a path; `at` gives the point for a share of it."""

    def __init__(self, at: Callable[[float], Point3D], color: str = theme.SIGNAL, **kwargs: Any) -> None:
        halo = Dot(radius=0.2, color=color, fill_opacity=0.25)
        super().__init__(VGroup(halo, Dot(radius=0.09, color=color)), introducer=True, remover=True, **kwargs)
        self._at = at

    def show(self, progress: float) -> None:
        """Manim calls this for each frame."""
        self.mobject.move_to(self._at(progress))
