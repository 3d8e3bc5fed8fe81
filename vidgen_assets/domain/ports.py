"""Ports: what the assets need from the outside, as protocols. Adapters live in `providers`, `rendering` and `storage`.

Every maker has an `identity`: its name, its version and each setting that shows in what it makes. It goes into the
fingerprints, so a changed setting makes stale just what it shows in.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.narration import BeatAudio, SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import FailedScene, SceneCode
from vidgen_assets.domain.scene_report import SceneReport
from vidgen_assets.domain.spend import Spend
from vidgen_assets.domain.video import FinalVideo, SectionClip


class Planner(Protocol):
    """Decides sections and beats."""

    identity: str

    async def plan(self, request: VideoRequest, inputs: str) -> Plan:
        """A plan whose `inputs` is as given. Raises `InputError` or `PlanningError`."""

    def preview(self, request: VideoRequest, inputs: str) -> Plan | None:
        """The same plan where it can be had at once and for nothing, else None.

        Raises `InputError` when no plan can come of the request, so that it is refused before anything is stored.
        """


@runtime_checkable
class PlannerAloud(Protocol):
    """A `Planner` that can tell how a plan begins while the rest of it is still on its way."""

    async def plan_aloud(self, request: VideoRequest, inputs: str, begun: Callable[[Plan], None]) -> Plan:
        """The same plan. `begun` is given its beginning, once at most, when all is known that its first section is
        spoken from: that section, and the first words of the next. A plan that turns out faulty is mended, and may
        begin otherwise in the end."""


class Narrator(Protocol):
    """Speaks a section."""

    identity: str

    async def narrate(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SectionAudio:
        """Write the audio into `folder`. Raises `InputError` for an unknown voice, `NarrationError`, or where a service
        is paid `ServiceError`, `BudgetExceededError` or `ReplayMissError`."""

    def check_voice(self, voice: str | None, language: str) -> None:
        """Raise `InputError`, with the voices there are, when it cannot speak so; `CredentialsError` or `QuotaError`
        when its service would not let it. Cheap, and costs nothing."""


class SceneWriter(Protocol):
    """Writes the scene code of a section."""

    identity: str

    async def write(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SceneCode:
        """Write the source into `folder`. Raises `InputError` or `SceneError`."""


@runtime_checkable
class SceneRepairer(Protocol):
    """A `SceneWriter` that can mend scenes which broke when they were rendered."""

    async def repair(self, plan: Plan, section: Section, failed: FailedScene, inputs: str, folder: Path) -> SceneCode:
        """Write the source of a scene to take its place into `folder`. Raises `SceneError` when there is none."""


class SceneChecker(Protocol):
    """Looks for what is wrong with scene code, without drawing it."""

    async def check(self, section: Section, source: str, beats: Sequence[BeatAudio]) -> SceneReport:
        """The report on `source`, run against `beats`: real timings where there are any, else estimates."""


class Renderer(Protocol):
    """Renders clips and joins them."""

    identity: str

    def prepare(self) -> None:
        """Called when scenes are to come soon; returns at once. Raises `ConfigurationError` where none can be drawn."""

    def render(self, plan: Plan, scene: SceneCode, audio: SectionAudio, inputs: str, folder: Path) -> SectionClip:
        """Run the scene against the audio and write the clip into `folder`. Raises `RenderError`."""

    def join(
        self, plan: Plan, parts: Sequence[tuple[SectionClip, SectionAudio]], inputs: str, folder: Path
    ) -> FinalVideo:
        """Join the clips, in the plan's order, by stream copy into `folder`. Raises `RenderError`."""


class Probe(NamedTuple):
    """What a media file really holds: its `duration` (s), `frames` of picture, and loudness of its audio (dBFS, RMS).

    `frames` is 0 without a picture; `loudness` is -inf without a sound.
    """

    duration: float
    frames: int
    loudness: float


class MediaInspector(Protocol):
    """Measures finished media, for checks and for people; every call takes well under a second."""

    def probe(self, path: Path) -> Probe:
        """Read a video or audio file. Raises `RenderError` when it is not one."""

    def duration(self, path: Path) -> float:
        """When the last picture or sound in a video or audio file ends (s); whatever its length, in no time. Raises
        `RenderError` when it is not one."""

    def sync_offset_ms(self, clip: SectionClip, audio: SectionAudio) -> float:
        """The largest distance, in milliseconds, of a beat as heard in the clip from where its placement says."""

    def thumbnail(self, image: Path, width: int) -> bytes:
        """The picture as a JPEG that is `width` pixels across."""


@runtime_checkable
class PlannersByRequest(Protocol):
    """A planner that stands for several. Its own `identity` is that of the one which plans prompts."""

    def identity_for(self, request: VideoRequest) -> str:
        """The identity of the one that plans this request."""


@runtime_checkable
class NarratorsByVoice(Protocol):
    """A narrator that stands for several. Its own `identity` is that of the one that speaks where no voice is named."""

    def identity_for(self, voice: str | None) -> str:
        """The identity of the one that speaks with this voice, whether its service is set or not."""


@runtime_checkable
class Priced(Protocol):
    """A maker that costs money."""

    def price(self, request: VideoRequest, plan: Plan | None, section: Section | None) -> PriceRange:
        """What the next thing of it will cost; a typical one if `plan` and `section` are not known yet."""


@runtime_checkable
class Metered(Protocol):
    """A narrator whose service lets an account speak only so many characters."""

    def check_left(self, plan: Plan, sections: Sequence[Section]) -> None:
        """Raise `QuotaError` when fewer are left than these sections would take. Cheap, and costs nothing; where it
        cannot be known, it passes."""


@runtime_checkable
class Warmed(Protocol):
    """A narrator that can have phrases spoken ahead."""

    async def warm_cache(self, phrases: Sequence[str], voice: str | None, language: str, account: str) -> Spend:
        """Buy phrases, so that whatever contains them has to buy less; what is there already costs nothing. What it
        costs is put down under `account`, and held to the budget of that.

        Raises what `Narrator.narrate` raises.
        """


class ListedVoice(NamedTuple):
    """A voice that can be asked for: the `name` that `--voice` takes, what it is like, and its languages (BCP 47); no
    languages where it speaks any, or nobody knows."""

    name: str
    about: str = ""
    languages: tuple[str, ...] = ()


class PaidService(Protocol):
    """A service that makers buy from; `name` is what people call it."""

    name: str

    async def check(self) -> str:
        """What its account may use, in words. Cheap, and costs nothing. Raises `ServiceError` when it may nothing."""


class StoredObject(NamedTuple):
    """What the store knows of an object: where a person finds it, and its size in bytes."""

    uri: str
    size: int


class ListedObject(NamedTuple):
    """What a listing tells of an object.

    Attributes:
        key: its key.
        size: in bytes.
        updated: when it got there, in seconds since the epoch.
        generation: another one whenever something else is put under the key.
    """

    key: str
    size: int
    updated: float
    generation: str


class ArtifactStore(Protocol):
    """Objects under slash-separated keys, in a folder or a bucket. Writes are atomic: a reader sees all or nothing.

    All raise `StorageError`; `read`, `fetch` raise `MissingArtifactError` when there is no such key.
    """

    def read(self, key: str, generation: str | None = None) -> bytes:
        """A small object, whole. Of a `generation`, as it was listed, there is less to ask; any other is missing."""

    def fetch(self, key: str) -> Path:
        """A local file with the object's content, for reading only; media are never held in memory."""

    def write(self, key: str, content: bytes | Path) -> StoredObject:
        """Store bytes, or a copy of a file, replacing what was there."""

    def stat(self, key: str) -> StoredObject | None:
        """What is under the key, or None; one look-up, no listing."""

    def list(self, prefix: str) -> Iterator[str]:
        """The keys that start with `prefix`, in order."""

    def scan(self, prefix: str) -> Iterator[ListedObject]:
        """The same in no order and with more to tell, however many there are: they are not held all at once."""

    def delete(self, key: str) -> None:
        """Remove an object; no error when there is none."""

    def move(self, key: str, generation: str, to: str) -> bool:
        """Put the object under another key, in place of what is there; False if it is no longer of that generation."""

    def is_settled(self, key: str) -> bool:
        """False while another program may still be writing the object."""

    def claim(self, key: str, content: bytes) -> bool:
        """Create the object if there is none. Of any number of racers, exactly one gets True."""

    def uri(self, key: str) -> str:
        """Where a person finds the object: a path or a ``gs://`` URI."""

    def link(self, key: str) -> str | None:
        """An ``https`` address at which a browser opens the object, if there is such a thing."""

    def check(self, *, lately: float = 0.0) -> None:
        """Raise, saying what to do, when things could not be stored and read here. Leaves nothing behind.

        That all was well at most `lately` seconds ago, for any process on this machine, is good enough.
        """
