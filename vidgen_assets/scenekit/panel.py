"""The card that things stand on. What stands on it is not known here."""

from manim import RoundedRectangle

from vidgen_assets.scenekit import theme


def panel(width: float, height: float, *, radius: float = 0.16) -> RoundedRectangle:
    """A dark rounded card with a thin edge, `width` by `height` scene units."""
    return RoundedRectangle(
        corner_radius=min(radius, width / 2.1, height / 2.1),
        width=width,
        height=height,
        fill_color=theme.PANEL,
        fill_opacity=1,
        stroke_color=theme.PANEL_EDGE,
        stroke_width=2,
    )
