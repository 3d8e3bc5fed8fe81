"""What Manim's Cairo renderer does with each frame, without copying it and without names for a cache nobody keeps."""

from collections.abc import Callable, Iterable
from typing import Any

from manim.mobject.mobject import Mobject
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene import Scene
from manim.scene.scene_file_writer import SceneFileWriter, _SceneFileWriterSettings
from manim.typing import PixelArray

WriterFactory = Callable[[_SceneFileWriterSettings], SceneFileWriter]


def init_scene(writer: WriterFactory) -> Callable[..., None]:
    """`CairoRenderer.init_scene`, which gives scenes this `writer` where they would have had Manim's own."""

    def init_scene(
        renderer: CairoRenderer, scene: Scene, session_spec: object, settings: _SceneFileWriterSettings
    ) -> None:
        chosen = renderer._file_writer_class
        renderer.file_writer = writer(settings) if chosen is SceneFileWriter else chosen(settings)

    return init_scene


def render(
    renderer: CairoRenderer, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None
) -> None:
    """`CairoRenderer.render`."""
    renderer.update_frame(scene, moving_mobjects)
    renderer.add_frame(_frame(renderer))


def freeze_current_frame(renderer: CairoRenderer, duration: float) -> None:
    """`CairoRenderer.freeze_current_frame`. `duration` is in seconds; the number of frames is rounded as Manim does."""
    renderer.add_frame(_frame(renderer), num_frames=int(duration / (1 / renderer.camera.frame_rate)))


def play_name(scene: Scene, *args: Any, **kwargs: Any) -> str:
    """`get_hash_from_play_call`: a name for one `play`, which says nothing of what it shows."""
    return f"uncached_{scene.renderer.num_plays:05}"


def _frame(renderer: CairoRenderer) -> PixelArray:
    if getattr(renderer.file_writer, "reads_at_once", False):
        return renderer.camera.pixel_array
    return renderer.get_frame()
