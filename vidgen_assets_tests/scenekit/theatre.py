"""A theatre for scenes: a voice that says nothing in due time, and a look at what stands where all the while."""

import re
import wave
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from manim import Mobject, VMobject, tempconfig
from manim_voiceover import VoiceoverScene
from manim_voiceover.helper import remove_bookmarks
from manim_voiceover.services.base import SpeechService

from vidgen_assets.scenekit.layout import FRAME, Area

_RATE = 8_000
_SEEN = 0.03


class SilentVoice(SpeechService):
    """A speech service of silence: `pace` words a second, with word timings or, as some services do, without."""

    def __init__(self, folder: Path, pace: float = 2.6, *, timed: bool = True) -> None:
        self.pace, self.timed = pace, timed
        super().__init__(cache_dir=folder)

    def generate_from_text(self, text: str, *_: Any, **__: Any) -> Any:
        words = list(re.finditer(r"\S+", remove_bookmarks(text)))
        name = f"{len(words)}.wav"
        with wave.open(str(Path(self.cache_dir) / name), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(_RATE)
            file.writeframes(bytes(2 * int(_RATE * len(words) / self.pace)))
        answer = {"input_text": text, "input_data": {"input_text": text, "service": "silent"}, "original_audio": name}
        return answer | ({"word_boundaries": self._boundaries(words)} if self.timed else {})

    def _boundaries(self, words: list[re.Match[str]]) -> list[dict[str, object]]:
        return [
            {
                "audio_offset": int(number / self.pace * 1e7),
                "text_offset": word.start(),
                "word_length": len(word[0]),
                "text": word[0],
                "boundary_type": "Word",
            }
            for number, word in enumerate(words)
        ]


class Performance(NamedTuple):
    """A scene that was played: its length in seconds, how far its voice alone would have gone, what left the frame, if
    anything did, and the film, if one was made."""

    seconds: float
    spoken: float
    outside: list[str]
    film: Path


def play(
    scene: type[VoiceoverScene], folder: Path, pace: float = 2.6, *, timed: bool = True, filmed: bool = False
) -> Performance:
    """Play a scene, without drawing or writing anything unless it is to be `filmed`."""
    outside: list[str] = []
    spoken: list[float] = []

    class Watched(scene):  # type: ignore[misc, valid-type]
        def play(self, *animations: Any, **options: Any) -> None:
            super().play(*animations, **options)
            outside.extend(strays(self.mobjects))

        def add_sound(self, sound_file: str, *_: Any, **__: Any) -> None:
            with wave.open(sound_file) as file:
                spoken.append(file.getnframes() / file.getframerate())

    options = {"dry_run": not filmed, "frame_rate": 15, "pixel_width": 320, "pixel_height": 180}
    quiet = {"disable_caching": True, "verbosity": "ERROR", "progress_bar": "none", "media_dir": str(folder)}
    with tempconfig(options | quiet):
        watched = Watched()
        watched.set_speech_service(SilentVoice(folder, pace, timed=timed), create_subcaption=False)
        watched.render()
        film = Path(watched.renderer.file_writer.movie_file_path) if filmed else folder
        return Performance(float(watched.renderer.time), sum(spoken), outside, film)


def load(source: str, name: str) -> type[VoiceoverScene]:
    """The scene class in a module's source."""
    module: dict[str, Any] = {}
    exec(compile(source, "scene.py", "exec"), module)  # noqa: S102 - the source is our own writer's
    found: type[VoiceoverScene] = module[name]
    return found


def strays(mobjects: Iterable[Mobject]) -> list[str]:
    """What of the visible things is not wholly inside the frame."""
    return [
        f"{part} {Area.around(part)}"
        for mobject in mobjects
        for part in mobject.family_members_with_points()
        if isinstance(part, VMobject) and _visible(part) and not inside(part, FRAME)
    ]


def inside(mobject: Mobject, area: Area, slack: float = 0.03) -> bool:
    """Whether a mobject's box lies in an area."""
    box = Area.around(mobject)
    across = area.left - slack <= box.left and box.right <= area.right + slack
    return across and area.bottom - slack <= box.bottom and box.top <= area.top + slack


def collisions(mobjects: Iterable[Mobject], slack: float = 0.02) -> list[tuple[Mobject, Mobject]]:
    """Pairs whose boxes have more in common than an edge."""
    solid = [mobject for mobject in mobjects if mobject.family_members_with_points()]
    boxes = [(mobject, Area.around(mobject).inset(slack, slack)) for mobject in solid]
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b)]


def _visible(part: VMobject) -> bool:
    return max(float(part.get_fill_opacity()), float(part.get_stroke_opacity()) * bool(part.stroke_width)) > _SEEN
