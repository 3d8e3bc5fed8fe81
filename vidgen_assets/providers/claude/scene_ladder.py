"""The ladder: from a first scene, by checks and repairs, to one that passes them all; or to the end of all tries.

What is asked first, and what becomes of the last scene, belongs to the writer.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from vidgen_assets.domain.errors import SceneError
from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.plan import Section
from vidgen_assets.domain.ports import SceneChecker
from vidgen_assets.domain.scene_report import SceneReport, Stage
from vidgen_assets.domain.service_errors import RefusalError
from vidgen_assets.domain.spend import Spend
from vidgen_assets.providers.claude.client import Claude, ClaudeAnswer, Model, Question
from vidgen_assets.providers.claude.prompts import prompt
from vidgen_assets.providers.claude.scene_answer import module_in, patched

_MAX_FAULT_CHARS = 6_000


class Rung(NamedTuple):
    """A way to repair: the prompt file, whether it asks for patches, and thus which model is asked."""

    prompt: str
    patches: bool


RUNGS = (
    Rung("scene_patch", patches=True),
    Rung("scene_patch", patches=True),
    Rung("scene_rewrite", patches=False),
    Rung("scene_simplest", patches=False),
)


class SceneModels(NamedTuple):
    """Who writes scenes, and who patches them."""

    code: Model
    repair: Model


class Candidate(NamedTuple):
    """Scene code and what the checks say; `source` is None before there is any."""

    source: str | None
    report: SceneReport


class Ladder:
    """One climb, for one section. `spend` is what it has cost so far, `answers` what it was told."""

    def __init__(
        self, claude: Claude, models: SceneModels, checker: SceneChecker, section: Section, beats: Sequence[BeatAudio]
    ) -> None:
        self._claude, self._models, self._checker = claude, models, checker
        self._section, self._beats = section, beats
        self.spend = Spend()
        self.answers: list[ClaudeAnswer] = []

    async def climb(self, asked: Question, start: Candidate | None = None, *, again: bool = False) -> Candidate:
        """The first candidate that passes, else the best one. With a `start` it is mended, and none is asked for first;
        where it has been patched in vain, as `again` says, in another way.

        Raises `ServiceError`. A refusal ends the climb.
        """
        nothing = Candidate(None, SceneReport(reached=Stage.READING, faults=("nothing was written",)))
        try:
            best = start or await self._next(asked, self._models.code, module_in, nothing)
            for number, rung in enumerate(RUNGS, 1):
                if best.report.passed:
                    break
                if rung.patches and again:
                    continue
                best = await self._repaired(asked, number, rung, best)
        except RefusalError as refusal:
            return nothing._replace(report=SceneReport(reached=Stage.READING, faults=(str(refusal),)))
        return best

    async def _repaired(self, asked: Question, number: int, rung: Rung, best: Candidate) -> Candidate:
        source = best.source
        if source is None:
            question = _repair_question(asked, "scene_rewrite", number, best)
            return await self._next(question, self._models.code, module_in, best)
        question = _repair_question(asked, rung.prompt, number, best)
        if rung.patches:
            return await self._next(question, self._models.repair, lambda text: patched(source, text), best)
        return await self._next(question, self._models.code, module_in, best)

    async def _next(self, question: Question, model: Model, read: Callable[[str], str], best: Candidate) -> Candidate:
        """What is made of the answer, if it comes at least as far as `best`; else `best`, with what went wrong."""
        answer = await self._claude.ask_in_full(question, model)
        self.answers.append(answer)
        self.spend = self.spend.plus(answer.spend.calls, answer.spend.repeated)
        try:
            source = read(answer.text)
        except SceneError as error:
            return _noted(best, f"{error}{' (it was cut off)' if answer.truncated else ''}")
        report = await self._checker.check(self._section, source, self._beats)
        if best.source is not None and report.reached < best.report.reached:
            return _noted(best, f"another attempt at this failed earlier: {_told(report.faults)}")
        return Candidate(source, report)


def _noted(best: Candidate, note: str) -> Candidate:
    """The same, with a note in place of an older one."""
    faults = (*(fault for fault in best.report.faults if not fault.startswith(_NOTE)), f"{_NOTE}{note}")
    return best._replace(report=best.report.model_copy(update={"faults": faults}))


_NOTE = "Not repaired: "


def _repair_question(asked: Question, name: str, number: int, best: Candidate) -> Question:
    # The number makes every question another one: the ledger would answer the same question alike.
    told = prompt(name, faults=_told(best.report.faults), number=str(number), count=str(len(RUNGS)))
    wanted = {"role": "user", "content": told}
    if best.source is None:
        return asked._replace(purpose="repair", messages=(*asked.messages, _NO_ANSWER, wanted))
    code = {"role": "assistant", "content": f"```python\n{best.source.rstrip()}\n```"}
    return asked._replace(purpose="repair", messages=(*asked.messages, code, wanted))


_NO_ANSWER = {"role": "assistant", "content": "I have not written it yet."}


def _told(faults: Sequence[str]) -> str:
    text = "\n".join(f"- {fault}" for fault in faults)
    return text if len(text) <= _MAX_FAULT_CHARS else f"{text[:_MAX_FAULT_CHARS]}…"
