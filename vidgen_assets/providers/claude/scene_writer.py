"""The scene writer on Claude: what it answers is checked and mended; what cannot be mended, another writer draws."""

from pathlib import Path

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.errors import SceneError
from vidgen_assets.domain.estimate import PriceRange
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import SceneChecker, SceneWriter
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import FailedScene, SceneCode
from vidgen_assets.domain.scene_reading import read_source
from vidgen_assets.domain.scene_report import SceneReport, Stage
from vidgen_assets.domain.speech.estimate import estimated_beats
from vidgen_assets.providers.claude.client import Claude, Question, prompts_identity
from vidgen_assets.providers.claude.pricing import Asking, price_of
from vidgen_assets.providers.claude.prompts import prompt
from vidgen_assets.providers.claude.scene_ladder import RUNGS, Candidate, Ladder, SceneModels
from vidgen_assets.providers.claude.scene_request import request_text, scene_request

VERSION = 1
"""Counted up when the same answers would give another scene."""

MOST_MENDED = 2
"""How many scenes of a section may fail to render before the fallback is used."""

_WRITTEN = 2_000, 6_000
"""Tokens of a short and of a long scene, with what is thought for it."""

_TYPICAL_REQUEST = 3_000  # characters
_PROMPTS = ("scene", "kit")


class ClaudeSceneWriter:
    """The `SceneWriter`, and `SceneRepairer`, that asks Claude. `fallback` draws what Claude could not."""

    def __init__(self, claude: Claude, models: SceneModels, checker: SceneChecker, fallback: SceneWriter) -> None:
        self._claude, self._models, self._checker, self._fallback = claude, models, checker, fallback
        self._system = "\n".join(prompt(name) for name in _PROMPTS)
        repairs = (prompt(rung.prompt, faults="", number="", count="") for rung in RUNGS)
        prompts = prompts_identity(self._system, request_text(), *repairs)
        names = f"{models.code.identity}; repair {models.repair.identity}"
        self.identity = f"claude-scenes/{VERSION} ({names}; {prompts})"

    async def write(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SceneCode:
        """See `SceneWriter`. Raises `ServiceError` too: what was paid for until then is kept."""
        beats = estimated_beats([beat.spoken for beat in section.beats], plan.language)
        ladder = Ladder(self._claude, self._models, self._checker, section, beats)
        best = await ladder.climb(self._question(plan, section))
        return await self._made(plan, section, inputs, folder, ladder, best, mended=0)

    async def repair(self, plan: Plan, section: Section, failed: FailedScene, inputs: str, folder: Path) -> SceneCode:
        """See `SceneRepairer`. It is checked against the timings that it failed with."""
        scene, fault = failed
        if scene.fallback:
            raise SceneError(f"even the scene that stands in for Claude's does not render: {fault.message}")
        ladder = Ladder(self._claude, self._models, self._checker, section, fault.beats)
        told = f"It passed all checks but failed to render: {fault.message}\n{fault.log}".strip()
        best = Candidate(scene.source.path.read_text(), SceneReport(reached=Stage.RUNNING, faults=(told,)))
        if scene.mended < MOST_MENDED:
            best = await ladder.climb(self._question(plan, section), best, again=scene.mended > 0)
        return await self._made(plan, section, inputs, folder, ladder, best, mended=scene.mended + 1)

    def price(self, request: VideoRequest, plan: Plan | None, section: Section | None) -> PriceRange:
        """See `Priced`."""
        asked = self._question(plan, section) if plan and section else None
        read = len(self._system) + (len(asked.messages[0]["content"]) if asked else _TYPICAL_REQUEST)
        least = 0 if asked and self._claude.has_answer(asked, self._models.code) else 1
        patches = sum(rung.patches for rung in RUNGS)
        return price_of(
            self._claude.prices,
            Asking(self._models.code, read, least, 1 + len(RUNGS) - patches, *_WRITTEN),
            Asking(self._models.repair, read + 4 * _WRITTEN[0], 0, patches, *_WRITTEN),
        )

    def _question(self, plan: Plan, section: Section) -> Question:
        wish = {"role": "user", "content": scene_request(plan, section)}
        return Question(plan.video, "code", self._system, (wish,), take=section.take)

    async def _made(
        self, plan: Plan, section: Section, inputs: str, folder: Path, ladder: Ladder, best: Candidate, *, mended: int
    ) -> SceneCode:
        if best.source is None or not best.report.passed:
            for answer in ladder.answers:
                self._claude.set_aside(answer)
            scene = await self._fallback.write(plan, section, inputs, folder)
            problem = "\n".join(best.report.faults)
            changes = {"fallback": True, "problem": problem, "spend": ladder.spend, "mended": mended}
            return scene.model_copy(update=changes)
        path = folder / SceneCode.media["source"]
        path.write_text(best.source, encoding="utf-8")
        return SceneCode(
            inputs=inputs,
            source=MediaFile.of(path),
            scene_name=read_source(best.source).scenes[0],
            writer=self.identity,
            mended=mended,
            spend=ladder.spend,
        )
