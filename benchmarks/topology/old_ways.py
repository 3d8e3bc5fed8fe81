"""The replaced system, rebuilt on today's makers: plain Manim, and stages that wait for one another.

Nothing is stored, checked or joined, which favours it. Planner and narrator are the real ones on the given servers.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.topology.machine import cores
from benchmarks.topology.stages import Stage
from benchmarks.topology.stand_ins import CODE_S, PROMPT
from vidgen_assets.defs.resources import Ports
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.providers.scene_templates.writer import SceneTemplates
from vidgen_assets.rendering.encoding import ENCODINGS
from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.slices import write_slices

_PLAIN = Path(__file__).parents[1] / "plain_section.py"


class OldSystem(NamedTuple):
    """Makes the video in `folder`, and notes its stages."""

    ports: Ports
    folder: Path
    stages: list[Stage]

    def one_after_another(self) -> None:
        """The old way: each section is rendered after the last, and waits in its rendering for its own speech."""
        plan = asyncio.run(self._plan())
        codes = asyncio.run(self._codes(plan))
        for section, code in zip(plan.sections, codes, strict=True):
            self._render(plan, section, code, asyncio.run(self._speak(plan, section)))

    def with_barriers(self) -> None:
        """Its improved design: all speech, then all code, then all clips, as many at once as there are cores."""
        plan = asyncio.run(self._plan())
        audios = asyncio.run(self._audios(plan))
        codes = asyncio.run(self._codes(plan))
        with ThreadPoolExecutor(cores()) as threads:
            list(threads.map(lambda each: self._render(plan, *each), zip(plan.sections, codes, audios, strict=True)))

    async def _plan(self) -> Plan:
        request = VideoRequest(prompt=PROMPT)
        return await self._noted(Slot(AssetName.PLAN), lambda: self.ports.planner.plan(request, "plan"))

    async def _audios(self, plan: Plan) -> list[SectionAudio]:
        return list(await asyncio.gather(*(self._speak(plan, section) for section in plan.sections)))

    async def _codes(self, plan: Plan) -> list[SceneCode]:
        return list(await asyncio.gather(*(self._write(plan, section) for section in plan.sections)))

    async def _speak(self, plan: Plan, section: Section) -> SectionAudio:
        slot, folder = Slot(AssetName.AUDIO, section.key), self._own(section)
        return await self._noted(slot, lambda: self.ports.narrator.narrate(plan, section, "audio", folder))

    async def _write(self, plan: Plan, section: Section) -> SceneCode:
        async def late() -> SceneCode:
            await asyncio.sleep(CODE_S)
            return await SceneTemplates().write(plan, section, "code", self._own(section))

        return await self._noted(Slot(AssetName.CODE, section.key), late)

    def _render(self, plan: Plan, section: Section, code: SceneCode, audio: SectionAudio) -> None:
        start, folder = time.time(), self._own(section)
        job = RenderJob(
            folder=folder,
            scene_name=code.scene_name,
            width=plan.quality.width,
            height=plan.quality.height,
            frame_rate=plan.quality.frame_rate,
            encoding=ENCODINGS[plan.quality],
            beats=audio.beats,
        )
        write_slices(audio.wav.path, job)
        (folder / "job.json").write_text(job.model_dump_json())
        subprocess.run([sys.executable, str(_PLAIN), str(folder)], check=True, stdout=subprocess.DEVNULL)
        self.stages.append(Stage(Slot(AssetName.CLIP, section.key), start, time.time()))

    def _own(self, section: Section) -> Path:
        folder = self.folder / section.key
        folder.mkdir(exist_ok=True)
        return folder

    async def _noted(self, slot: Slot, make: Callable[[], Awaitable[Any]]) -> Any:
        start = time.time()
        made = await make()
        self.stages.append(Stage(slot, start, time.time()))
        return made
