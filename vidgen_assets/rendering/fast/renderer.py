"""What Manim's Cairo renderer does with each frame, without copying it and without names for a cache nobody keeps."""

from collections.abc import Callable, Iterable
from typing import Any

from manim.mobject.mobject import Mobject
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene import Scene
from manim.scene.scene_file_writer import SceneFileWriter, _SceneFileWriterSettings
from manim.utils.iterables import list_update

from vidgen_assets.rendering.fast.drawing.canvas import canvas_of

WriterFactory = Callable[[_SceneFileWriterSettings], SceneFileWriter]


def init_scene(writer: WriterFactory) -> Callable[..., None]:
    """`CairoRenderer.init_scene`, which gives scenes this `writer` where they would have had Manim's own."""

    def init_scene(
        renderer: CairoRenderer, scene: Scene, session_spec: object, settings: _SceneFileWriterSettings
    ) -> None:
        chosen = renderer._file_writer_class
        renderer.file_writer = writer(settings) if chosen is SceneFileWriter else chosen(settings)

    return init_scene


def update_frame(plain: Callable[..., None]) -> Callable[..., None]:
    """`CairoRenderer.update_frame`, given Manim's own, which draws what a `Canvas` leaves to it."""

    def update_frame(
        renderer: CairoRenderer,
        scene: Scene,
        mobjects: Iterable[Mobject] | None = None,
        include_submobjects: bool = True,
        ignore_skipping: bool = True,
        **kwargs: Any,
    ) -> None:
        if renderer.skip_animations and not ignore_skipping:
            return
        shown = mobjects or list_update(scene.mobjects, scene.foreground_mobjects)
        ground = renderer.camera.background if renderer.static_image is None else renderer.static_image
        ordinary = include_submobjects and not kwargs
        if not (ordinary and canvas_of(renderer.camera).draw(renderer.camera, ground, shown)):
            plain(renderer, scene, shown, include_submobjects, ignore_skipping, **kwargs)

    return update_frame


def save_static_frame_data(plain: Callable[..., Any]) -> Callable[..., Any]:
    """`CairoRenderer.save_static_frame_data`, given Manim's own. It begins each `play`.

    What the scene may have done to the picture by hand since the last one is not known.
    """

    def save_static_frame_data(renderer: CairoRenderer, scene: Scene, static_mobjects: Iterable[Mobject]) -> Any:
        canvas_of(renderer.camera).forget()
        return plain(renderer, scene, static_mobjects)

    return save_static_frame_data


def render(
    renderer: CairoRenderer, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None
) -> None:
    """`CairoRenderer.render`."""
    renderer.update_frame(scene, moving_mobjects)
    _add_frame(renderer)


def freeze_current_frame(renderer: CairoRenderer, duration: float) -> None:
    """`CairoRenderer.freeze_current_frame`. `duration` is in seconds; the number of frames is rounded as Manim does."""
    _add_frame(renderer, int(duration / (1 / renderer.camera.frame_rate)))


def play_name(scene: Scene, *args: Any, **kwargs: Any) -> str:
    """`get_hash_from_play_call`: a name for one `play`, which says nothing of what it shows."""
    return f"uncached_{scene.renderer.num_plays:05}"


def _add_frame(renderer: CairoRenderer, frames: int = 1) -> None:
    """To a writer that `reads_at_once` the frame goes as it stands, with word of what has `changed` in it."""
    writer = renderer.file_writer
    if not getattr(writer, "reads_at_once", False):
        renderer.add_frame(renderer.get_frame(), frames)
        return
    if not renderer.skip_animations:
        writer.changed = canvas_of(renderer.camera).take_change()
    renderer.add_frame(renderer.camera.pixel_array, frames)
