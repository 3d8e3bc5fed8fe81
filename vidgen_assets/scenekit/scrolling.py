"""A column of rows of which a window is in sight. What a row holds is not known here."""

from collections.abc import Callable, Sequence

from manim import UP, Animation, VGroup, smooth, squish_rate_func

from vidgen_assets.scenekit.motion import Retone

_LEAVE = squish_rate_func(smooth, 0.0, 0.5)
_ENTER = squish_rate_func(smooth, 0.45, 1.0)


class Scroller:
    """Moves rows so that leaving ones vanish before others arrive: none is ever seen outside the window.

    A row's offset is how far it is above the place where it was built.
    """

    def __init__(self, rows: Sequence[VGroup]) -> None:
        self._rows = rows
        self._offsets = [0.0] * len(rows)
        self._opacities = [1.0] * len(rows)

    def hide(self, number: int) -> None:
        """Make a row invisible at once."""
        self._rows[number].set_opacity(0)
        self._opacities[number] = 0.0

    def to(self, offset: float, opacity: Callable[[int], float]) -> list[Animation]:
        """Animations that bring all rows to `offset`, each with its `opacity`; unchanged rows need none."""
        moves = (self._move(number, offset, opacity(number)) for number in range(len(self._rows)))
        return [move for move in moves if move is not None]

    def _move(self, number: int, offset: float, opacity: float) -> Animation | None:
        row, before = self._rows[number], self._opacities[number]
        up = (offset - self._offsets[number]) * UP
        self._opacities[number] = opacity
        if not row.family_members_with_points() or (opacity == before and (opacity == 0 or not up.any())):
            return None
        if opacity == 0:
            return Retone(row, opacity=0, rate_func=_LEAVE)
        self._offsets[number] = offset
        if before == 0:
            row.shift(up)
            return Retone(row, opacity=opacity, rate_func=_ENTER, introducer=True)
        return Retone(row, opacity=opacity, shift=up)
