"""The scene checker: code is read, then run dry in the warm worker's sandbox. What to do about faults is a writer's."""

import asyncio
import tempfile
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

from vidgen_assets.domain.errors import RenderError
from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.plan import Section
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.scene_reading import read_source
from vidgen_assets.domain.scene_report import SceneReport, Stage
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.gate.check import check_scene
from vidgen_assets.rendering.job import RenderJob, RenderOutcome
from vidgen_assets.rendering.sandbox.limits import Limits
from vidgen_assets.rendering.slices import write_slices
from vidgen_assets.rendering.warm_scene import render_in_sandbox, scene_pool

_RATE = 8_000  # Hz; nobody hears it
_QUALITY = Quality.STANDARD  # Manim breaks lines of text by pixels, so nothing smaller will do


class ManimSceneChecker:
    """The `SceneChecker` that runs Manim without drawing, by the renderer's own worker if its settings are the same.

    Args:
        slots, unsafe_no_sandbox, runtime_folder: as of the renderer.
        wall_limit: seconds after which a dry run is stopped.
    """

    def __init__(
        self,
        *,
        slots: int,
        wall_limit: float = 120.0,
        unsafe_no_sandbox: bool = False,
        runtime_folder: Path | None = None,
    ) -> None:
        self._limits = Limits(wall=wall_limit, cpu=wall_limit)
        self._pool = scene_pool(slots=slots, unsafe_no_sandbox=unsafe_no_sandbox, runtime_folder=runtime_folder)

    async def check(self, section: Section, source: str, beats: Sequence[BeatAudio]) -> SceneReport:
        """See `SceneChecker`."""
        unreadable = tuple(_read(source, len(section.beats)))
        if unreadable:
            return SceneReport(reached=Stage.READING, faults=unreadable)
        try:
            outcome = await asyncio.to_thread(self._dry_run, source, tuple(beats))
        except RenderError as error:
            return SceneReport(reached=Stage.RUNNING, faults=(f"{error}\n{error.log}".strip(),))
        if outcome.warnings:
            return SceneReport(reached=Stage.RUNNING, faults=outcome.warnings)
        return SceneReport(reached=Stage.LAYOUT if outcome.layout else Stage.PASSED, faults=outcome.layout)

    def _dry_run(self, source: str, beats: tuple[BeatAudio, ...]) -> RenderOutcome:
        with tempfile.TemporaryDirectory(prefix="vidgen-check-") as scratch:
            job = RenderJob(
                folder=Path(scratch),
                scene_name=read_source(source).scenes[0],
                width=_QUALITY.width,
                height=_QUALITY.height,
                frame_rate=_QUALITY.frame_rate,
                encoding=ENCODINGS[_QUALITY],
                beats=beats,
                dry_run=True,
            )
            job.source.write_text(source)
            silence = _silence(job.folder / "silence.wav", beats[-1].end)
            write_slices(silence, job)
            return render_in_sandbox(job, self._pool, self._limits)


def _read(source: str, beats: int) -> Iterator[str]:
    # Scenes are written for every machine, so for those without LaTeX.
    yield from map(str, check_scene(source, latex=False))
    reading = read_source(source)
    if reading.problem:
        return
    if len(reading.scenes) != 1:
        yield f"it has {len(reading.scenes)} scene classes ({', '.join(reading.scenes) or 'none'}); write exactly one"
    if reading.voiceovers != beats:
        yield f"it calls self.voiceover {reading.voiceovers} times; call it once for each of the {beats} beats"


def _silence(path: Path, seconds: float) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        file.writeframes(bytes(2 * round(seconds * _RATE)))
    return path
