"""The real graph on makers that only sleep, as the processes of runs load it: what is left is what orchestration costs.

Each stage sleeps as long as `SLEEPS` says, so the critical path is `CRITICAL_PATH_S`.
"""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

import dagster as dg

from vidgen_assets.definitions import build_definitions
from vidgen_assets.defs.code import Code
from vidgen_assets.defs.resources import Ports
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.production import AssetName
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.video import FinalVideo, SectionClip
from vidgen_assets.settings import Settings
from vidgen_assets_tests.fakes import (
    Calls,
    FakeInspector,
    FakeNarrator,
    FakePlanner,
    FakeRenderer,
    FakeSceneWriter,
)

CODE = Code("benchmarks.topology.sleeping")
SECTIONS = 5
SLEEPS = {
    AssetName.PLAN: 1.0,
    AssetName.AUDIO: 2.0,
    AssetName.CODE: 3.0,
    AssetName.CLIP: 4.0,
    AssetName.FINAL: 0.5,
}
CRITICAL_PATH_S = sum(SLEEPS.values()) - min(SLEEPS[AssetName.AUDIO], SLEEPS[AssetName.CODE])


def script(title: str) -> str:
    """A text that `FakePlanner` makes `SECTIONS` sections of."""
    return "\n\n".join(f"{title} {number}." for number in range(1, SECTIONS + 1))


class SleepingPlanner(FakePlanner):
    """Plans after a while."""

    async def plan(self, request: VideoRequest, inputs: str) -> Plan:
        """See the port."""
        await asyncio.sleep(SLEEPS[AssetName.PLAN])
        return await super().plan(request, inputs)


class SleepingNarrator(FakeNarrator):
    """Speaks after a while."""

    async def narrate(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SectionAudio:
        """See the port."""
        await asyncio.sleep(SLEEPS[AssetName.AUDIO])
        return await super().narrate(plan, section, inputs, folder)


class SleepingWriter(FakeSceneWriter):
    """Writes after a while."""

    async def write(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SceneCode:
        """See the port."""
        await asyncio.sleep(SLEEPS[AssetName.CODE])
        return await super().write(plan, section, inputs, folder)


class SleepingRenderer(FakeRenderer):
    """Renders and joins after a while."""

    def render(self, plan: Plan, scene: SceneCode, audio: SectionAudio, inputs: str, folder: Path) -> SectionClip:
        """See the port."""
        time.sleep(SLEEPS[AssetName.CLIP])
        return super().render(plan, scene, audio, inputs, folder)

    def join(
        self, plan: Plan, parts: Sequence[tuple[SectionClip, SectionAudio]], inputs: str, folder: Path
    ) -> FinalVideo:
        """See the port."""
        time.sleep(SLEEPS[AssetName.FINAL])
        return super().join(plan, parts, inputs, folder)


def sleeping_ports(settings: Settings) -> Ports:
    """Makers that sleep."""
    calls = Calls(settings.home / "calls")
    return Ports(
        SleepingPlanner(calls), SleepingNarrator(calls), SleepingWriter(calls), SleepingRenderer(calls), FakeInspector()
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What Dagster loads."""
    settings = Settings.from_env()
    return build_definitions(settings, sleeping_ports(settings))
