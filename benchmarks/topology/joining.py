"""The real graph on makers of which only those at the end are measured: speech and join are real, and one clip stands
for all, so that many of usual length arrive without many minutes of drawing."""

import fcntl
from collections.abc import Sequence
from pathlib import Path

import dagster as dg

from vidgen_assets.definitions import build_definitions, build_ports
from vidgen_assets.defs.code import Code
from vidgen_assets.defs.resources import Ports
from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import SECTION_KEYS, Plan
from vidgen_assets.domain.ports import Planner, Renderer
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.video import FinalVideo, SectionClip
from vidgen_assets.settings import Settings
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.local import LocalStore

CODE = Code("benchmarks.topology.joining")
SECTIONS = 12


class RepeatingPlanner:
    """Plans `SECTIONS` times the first section of what another planner plans."""

    def __init__(self, planner: Planner) -> None:
        self._planner, self.identity = planner, f"{planner.identity}, repeated"

    async def plan(self, request: VideoRequest, inputs: str) -> Plan:
        """See the port."""
        return _repeated(await self._planner.plan(request, inputs))

    def preview(self, request: VideoRequest, inputs: str) -> Plan | None:
        """See the port."""
        plan = self._planner.preview(request, inputs)
        return plan and _repeated(plan)


def _repeated(plan: Plan) -> Plan:
    keys = SECTION_KEYS[:SECTIONS]
    return plan.model_copy(update={"sections": tuple(plan.sections[0].model_copy(update={"key": key}) for key in keys)})


class CopyingRenderer:
    """Renders the first clip that is asked for, and gives it to all sections. Joins as ever."""

    def __init__(self, renderer: Renderer, folder: Path) -> None:
        self._renderer, self._folder, self.identity = renderer, folder, renderer.identity

    def prepare(self) -> None:
        """See the port."""
        self._renderer.prepare()

    def render(self, plan: Plan, scene: SceneCode, audio: SectionAudio, inputs: str, folder: Path) -> SectionClip:
        """See the port."""
        self._folder.mkdir(exist_ok=True)
        rendered = Artifacts(LocalStore(self._folder))
        with (self._folder / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                clip = rendered.load("clip", None, SectionClip)
            except MissingArtifactError:
                clip = self._renderer.render(plan, scene, audio, inputs, folder)
                rendered.save("clip", None, clip)
        return clip.model_copy(update={"inputs": inputs})

    def join(
        self, plan: Plan, parts: Sequence[tuple[SectionClip, SectionAudio]], inputs: str, folder: Path
    ) -> FinalVideo:
        """See the port."""
        return self._renderer.join(plan, parts, inputs, folder)


def joining_ports(settings: Settings) -> Ports:
    """The makers that ship, of which planner and renderer repeat themselves."""
    ports = build_ports(settings)
    renderer = CopyingRenderer(ports.renderer, settings.home / ".rendered")
    return ports._replace(planner=RepeatingPlanner(ports.planner), renderer=renderer)


@dg.definitions
def defs() -> dg.Definitions:
    """What Dagster loads."""
    settings = Settings.from_env()
    return build_definitions(settings, joining_ports(settings))
