"""Plain fakes of the ports: state in the constructor, calls recorded in a file, as runs are processes of their own.

They write small files, speak and draw nothing. What they answer follows from what they are given, as with real makers.
"""

import subprocess
import time
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.errors import InputError, RenderError, SceneError
from vidgen_assets.domain.narration import BeatAudio, SectionAudio
from vidgen_assets.domain.plan import Beat, Plan, Section
from vidgen_assets.domain.ports import Probe
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import FailedScene, SceneCode
from vidgen_assets.domain.service_errors import QuotaError, ServiceUnavailableError
from vidgen_assets.domain.video import Chapter, FinalVideo, Placement, SectionClip
from vidgen_assets.domain.visuals import Statement

SECONDS = 1.6
RATE = 8_000


class Calls(NamedTuple):
    """A file with one line for each call, such as ``narrate 01``, and wishes beside it for how a call should go."""

    path: Path

    def note(self, call: str) -> str | None:
        """Record a call, wait as long as it is held up, and give the message that it should fail with, if it should."""
        with self.path.open("a") as file:
            file.write(call + "\n")
        if self._wish("spawn", call).exists():
            subprocess.Popen(["sleep", "600"], start_new_session=True)
        while self._wish("hold", call).exists():
            time.sleep(0.02)
        return self.failure(call)

    def failure(self, call: str) -> str | None:
        """The message that the call should fail with, if it should."""
        failure = self._wish("fail", call)
        return failure.read_text() if failure.exists() else None

    def fail(self, call: str, message: str) -> None:
        self._wish("fail", call).write_text(message)

    def mend(self, call: str) -> None:
        self._wish("fail", call).unlink()

    def hold(self, call: str) -> None:
        self._wish("hold", call).touch()

    def spawn(self, call: str) -> None:
        """Have the call start a process in a group of its own, which would outlive it."""
        self._wish("spawn", call).touch()

    def release(self, call: str) -> None:
        self._wish("hold", call).unlink()

    def stand_in(self, call: str, *, still: bool = True) -> None:
        """Have the call answered by something that stands in for what was wanted, or no longer."""
        wish = self._wish("stand-in", call)
        wish.touch() if still else wish.unlink()

    def is_stood_in_for(self, call: str) -> bool:
        return self._wish("stand-in", call).exists()

    def await_call(self, call: str, seconds: float = 30.0) -> None:
        deadline = time.monotonic() + seconds
        while call not in self.seen():
            assert time.monotonic() < deadline, f"{call!r} was never called, only {self.seen()}"
            time.sleep(0.02)

    def seen(self) -> list[str]:
        return self.path.read_text().split("\n")[:-1] if self.path.exists() else []

    def taken(self) -> list[str]:
        """The calls since the last time that this was asked, sorted."""
        seen = sorted(self.seen())
        self.path.unlink(missing_ok=True)
        return seen

    def _wish(self, what: str, call: str) -> Path:
        return self.path.with_name(f"{what} {call}")


class FakePlanner:
    """Makes a section of each paragraph of the prompt or script."""

    def __init__(self, calls: Calls, identity: str = "fake planner 1") -> None:
        self._calls, self.identity = calls, identity

    async def plan(self, request: VideoRequest, inputs: str) -> Plan:
        self._calls.note("plan")
        return self.preview(request, inputs)

    def preview(self, request: VideoRequest, inputs: str) -> Plan:
        text = request.script or request.prompt or ""
        if "refuse" in text:
            raise InputError("the fake planner refuses it", field="prompt", fix="Ask for something else")
        return Plan(
            inputs=inputs,
            title=text.split("\n", maxsplit=1)[0],
            language=request.language,
            voice=request.voice,
            quality=request.quality,
            planner=self.identity,
            sections=tuple(_section(number, part) for number, part in enumerate(text.split("\n\n"), 1)),
        )


def _section(number: int, text: str) -> Section:
    beats = tuple(Beat(spoken=line, display=line, visual=Statement(text=line)) for line in text.split("\n"))
    return Section(key=f"{number:02d}", title=text.split(" ", maxsplit=1)[0], beats=beats)


class FakeNarrator:
    """Speaks silence: `SECONDS` for each beat."""

    def __init__(self, calls: Calls, voices: Sequence[str] = ("anna",), identity: str = "fake narrator 1") -> None:
        self._calls, self._voices, self.identity = calls, voices, identity

    def check_voice(self, voice: str | None, language: str) -> None:
        if voice is not None and voice not in self._voices:
            raise InputError(f"there is no voice {voice!r}", field="voice", fix=f"Use {', '.join(self._voices)}")

    def check_left(self, plan: Plan, sections: Sequence[Section]) -> None:
        if message := self._calls.failure("check what is left"):
            raise QuotaError(message, service="fake")

    async def narrate(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SectionAudio:
        if message := self._calls.note(f"narrate {section.key}"):
            if message.startswith("outage"):
                raise ServiceUnavailableError(message, service="fake")
            raise InputError(message, field=f"section {section.key}", fix="Mend it")
        duration = SECONDS * len(section.beats)
        with wave.open(str(folder / "voice.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(bytes(2 * int(RATE * duration)))
        return SectionAudio(
            inputs=inputs,
            wav=MediaFile.of(folder / "voice.wav"),
            sample_rate=RATE,
            duration=duration,
            narrator=self.identity,
            voice=plan.voice or "anna",
            beats=tuple(
                BeatAudio(text=beat.spoken, start=SECONDS * index, end=SECONDS * (index + 1), words=())
                for index, beat in enumerate(section.beats)
            ),
            fallback="the voice is away" if self._calls.is_stood_in_for(f"narrate {section.key}") else "",
        )


class FakeSceneWriter:
    """Writes a scene that would hold still."""

    def __init__(self, calls: Calls, identity: str = "fake writer 1") -> None:
        self._calls, self.identity = calls, identity

    async def write(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SceneCode:
        self._calls.note(f"write {section.key}")
        beats = "".join(
            f"        with self.voiceover(text={beat.spoken!r}):\n            self.wait()\n" for beat in section.beats
        )
        source = f"class Fake(VoiceoverScene):\n    def construct(self):\n{beats}"
        (folder / "fake.py").write_text(source)
        return SceneCode(
            inputs=inputs, source=MediaFile.of(folder / "fake.py"), scene_name="Fake", writer=self.identity
        )


class FakeMendingWriter(FakeSceneWriter):
    """Mends too, and after `needed` repairs of a section its clips render; then it has only a fallback."""

    def __init__(self, calls: Calls, needed: int = 1, most: int = 2) -> None:
        super().__init__(calls, "fake mending writer 1")
        self._needed, self._most = needed, most

    async def repair(self, plan: Plan, section: Section, failed: FailedScene, inputs: str, folder: Path) -> SceneCode:
        self._calls.note(f"repair {section.key} because {failed.fault.message}")
        if failed.scene.fallback:
            raise SceneError("even the fallback does not render")
        scene = await self.write(plan, section, inputs, folder)
        mended = failed.scene.mended + 1
        if mended == self._needed:
            self._calls.mend(f"render {section.spoken}")
        return scene.model_copy(update={"mended": mended, "fallback": mended > self._most})


class FakeRenderer:
    """Makes clips that are text files."""

    def __init__(self, calls: Calls, identity: str = "fake renderer 1") -> None:
        self._calls, self.identity = calls, identity
        self.prepared = 0

    def prepare(self) -> None:
        self.prepared += 1

    def render(self, plan: Plan, scene: SceneCode, audio: SectionAudio, inputs: str, folder: Path) -> SectionClip:
        name = audio.beats[0].text
        if message := self._calls.note(f"render {name}"):
            raise RenderError(message, log="the last words of the fake renderer")
        frames = round(audio.duration * plan.quality.frame_rate)
        return SectionClip(
            inputs=inputs,
            mp4=_file(folder / "fake.mp4", f"clip of {audio.version} and {scene.version}"),
            poster=_file(folder / "fake.jpg", f"poster of {scene.version}"),
            width=plan.quality.width,
            height=plan.quality.height,
            frame_rate=plan.quality.frame_rate,
            frames=frames,
            duration=frames / plan.quality.frame_rate,
            audio_duration=audio.duration,
            placements=tuple(Placement(beat=number, start=beat.start) for number, beat in enumerate(audio.beats)),
            renderer=self.identity,
        )

    def join(
        self, plan: Plan, parts: Sequence[tuple[SectionClip, SectionAudio]], inputs: str, folder: Path
    ) -> FinalVideo:
        self._calls.note("join")
        ends = [sum(clip.duration for clip, _ in parts[: number + 1]) for number in range(len(parts))]
        chapters = tuple(
            Chapter(title=section.title, start=start, end=end)
            for section, start, end in zip(plan.sections, [0.0, *ends], ends, strict=False)
        )
        return FinalVideo(
            inputs=inputs,
            mp4=_file(folder / "fake.mp4", "\n".join(clip.mp4.path.read_text() for clip, _ in parts)),
            poster=_file(folder / "fake.jpg", "poster"),
            captions=_file(folder / "captions.vtt", "WEBVTT"),
            chapters_vtt=_file(folder / "chapters.vtt", "WEBVTT"),
            page=_file(folder / "index.html", "<!DOCTYPE html>"),
            title=plan.title,
            width=plan.quality.width,
            height=plan.quality.height,
            frame_rate=plan.quality.frame_rate,
            duration=ends[-1],
            chapters=chapters,
        )


class FakeInspector:
    """Measures what it was told to measure."""

    def __init__(self, loudness: float = -20.0, offset_ms: float = 5.0) -> None:
        self._loudness, self._offset_ms = loudness, offset_ms

    def probe(self, path: Path) -> Probe:
        clips = path.read_bytes().count(b"clip of") if path.suffix == ".mp4" else 1
        return Probe(duration=SECONDS * clips, frames=round(SECONDS * 30) * clips, loudness=self._loudness)

    def duration(self, path: Path) -> float:
        return self.probe(path).duration

    def sync_offset_ms(self, clip: SectionClip, audio: SectionAudio) -> float:
        return self._offset_ms

    def thumbnail(self, image: Path, width: int) -> bytes:
        return b"\xff\xd8 a thumbnail"


def _file(path: Path, text: str) -> MediaFile:
    path.write_text(text)
    return MediaFile.of(path)
