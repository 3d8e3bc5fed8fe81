"""Which parts of Manim are replaced, and by what. How the replacements work belongs to the modules that hold them."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from manim.camera.camera import Camera
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.mobject import Mobject
from manim.mobject.types.vectorized_mobject import VMobject
from manim.renderer import cairo_renderer
from manim.utils import family

from vidgen_assets.rendering.fast import anchors, colours, copies, families, renderer, updating
from vidgen_assets.rendering.fast.drawing import canvas, flat_camera, solid_camera

Function = Callable[..., Any]


class Replacement(NamedTuple):
    """A function of Manim's: what holds it and its name, the fingerprint of its source, and what makes the new one.

    `make` is given Manim's own.
    """

    owner: Any
    name: str
    fingerprint: str
    make: Callable[[Function], Function]

    @property
    def plain(self) -> Function:
        """The function that stands there now."""
        function: Function = getattr(self.owner, self.name)
        return function

    def __str__(self) -> str:
        return f"{self.owner.__name__}.{self.name}"


def replacements(writer: renderer.WriterFactory | None = None) -> Iterator[Replacement]:
    """All of them. `writer` is what scenes write their frames to, if that is to be something else than Manim's own."""
    cairo = cairo_renderer.CairoRenderer
    if writer is not None:
        make_writer = writer
        yield Replacement(cairo, "init_scene", "3c06db733182", lambda _: renderer.init_scene(make_writer))
    yield Replacement(cairo, "update_frame", "8f79c10a4826", renderer.update_frame)
    yield Replacement(cairo, "save_static_frame_data", "bd2d2188c208", renderer.save_static_frame_data)
    yield Replacement(cairo, "render", "924e3bd668b2", lambda _: renderer.render)
    yield Replacement(cairo, "freeze_current_frame", "a95825fff9f7", lambda _: renderer.freeze_current_frame)
    yield Replacement(cairo_renderer, "get_hash_from_play_call", "ac69107783b6", lambda _: renderer.play_name)
    yield Replacement(Camera, "capture_mobjects", "958b8f23af48", canvas.noticed)
    yield Replacement(Camera, "set_pixel_array", "5bcba816d6ab", canvas.noticed)
    yield Replacement(Camera, "type_or_raise", "c22469b70ba6", flat_camera.cached_types)
    yield Replacement(Camera, "display_multiple_non_background_colored_vmobjects", "b0521f393123", flat_camera.batched)
    yield Replacement(
        ThreeDCamera, "capture_mobjects", "2c401879a6b7", lambda plain: canvas.noticed(solid_camera.batched(plain))
    )
    yield Replacement(Mobject, "__deepcopy__", "8a1349b6fc8a", lambda _: copies.deepcopy_mobject)
    yield Replacement(Mobject, "update", "52c93cfdbd98", lambda _: updating.update)
    yield Replacement(Mobject, "get_family", "d0b2953532b4", lambda _: families.get_family)
    yield Replacement(
        Mobject, "family_members_with_points", "fc69ac2726f2", lambda _: families.family_members_with_points
    )
    yield Replacement(family, "remove_list_redundancies", "4fd66b34afb4", lambda _: families.remove_list_redundancies)
    yield Replacement(VMobject, "get_points_defining_boundary", "13057979b204", anchors.defining_boundary)
    yield Replacement(VMobject, "generate_rgbas_array", "1d83acf3c389", colours.generate_rgbas_array)
