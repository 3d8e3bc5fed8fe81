"""What passes between the renderer and the process that runs a scene: a job in, an outcome or a failure out. How that
process is started, confined or kept warm does not belong here.
"""

from pathlib import Path

from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.video import Placement
from vidgen_assets.rendering.encoding import Encoding


class RenderJob(Record):
    """A scene to run. Everything that it reads and writes lies in `folder`, where `scene.py` is its source.

    `beats` are those of the section's audio; `slice_path` has a WAV file for each, a little longer than the beat. In a
    `dry_run` nothing is drawn, and what would be seen is measured.
    """

    folder: Path
    scene_name: str
    width: int
    height: int
    frame_rate: int
    encoding: Encoding
    beats: tuple[BeatAudio, ...]
    dry_run: bool = False

    @property
    def source(self) -> Path:
        """The scene's Python source."""
        return self.folder / "scene.py"

    @property
    def video(self) -> Path:
        """The picture that the scene draws: an MP4 file without sound."""
        return self.folder / "video.mp4"

    @property
    def effects(self) -> Path:
        """Sounds that the scene plays itself, mixed: a mono WAV file at 48 kHz, absent when it plays none."""
        return self.folder / "effects.wav"

    @property
    def slices(self) -> Path:
        """The folder of the beats' audio."""
        return self.folder / "narration"

    def slice_path(self, beat: int) -> Path:
        """The audio of beat number `beat`, counted from 0."""
        return self.slices / f"{beat + 1:02d}.wav"


class RenderOutcome(Record):
    """A scene that ran to its end: frames in `video`, where each beat starts, and in what it did not follow its voice.

    `notes` says what was odd about how it was drawn; `layout`, after a dry run, what would be wrong to see.
    """

    frames: int
    placements: tuple[Placement, ...]
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    layout: tuple[str, ...] = ()


class RenderFailure(Record):
    """A scene that did not: one line that says why, and the scene's own part of the traceback."""

    message: str
    log: str
