"""The planner on Claude: one question, and one more when its answer has faults. Scripts are not its business."""

from collections.abc import Callable, Iterator

from vidgen_assets.domain.errors import PlanningError
from vidgen_assets.domain.estimate import LENGTH_TOLERANCE, WORDS_PER_MINUTE, PriceRange
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.spend import Spend
from vidgen_assets.providers.claude.client import Claude, ClaudeAnswer, Listen, Model, Question, prompts_identity
from vidgen_assets.providers.claude.plan_answer import Draft, read_beginning, read_plan, schema
from vidgen_assets.providers.claude.pricing import Asking, price_of
from vidgen_assets.providers.claude.prompts import prompt

VERSION = 1
"""Counted up when the same answer would give another plan."""

COLOURS = ("#58C4F6", "#FFC95C", "#FF7C7C", "#7FE0A8", "#C9A0FF", "#FF9E7A")
"""What symbols may be coloured in, to go with the look of the videos."""

_TOLD_FAULTS = 3
_WRITTEN = 2_500, 8_000
"""Tokens of a short and of a long plan, with what is thought for it."""


class ClaudePlanner:
    """The `Planner` that asks Claude for a plan of a prompt. `repair` is the model that mends a faulty one."""

    def __init__(self, claude: Claude, model: Model, repair: Model) -> None:
        self._claude, self._model, self._repair = claude, model, repair
        self._system = prompt("plan", colours=", ".join(COLOURS))
        prompts = prompts_identity(self._system, prompt("plan_request", **_GAPS), prompt("plan_repair", faults=""))
        self.identity = f"claude-planner/{VERSION} ({model.identity}; repair {repair.identity}; {prompts})"

    def preview(self, request: VideoRequest, inputs: str) -> None:
        """Nothing: a plan costs money."""

    async def plan(self, request: VideoRequest, inputs: str) -> Plan:
        """See `Planner`. Raises `PlanningError` for an answer that cannot be used, and `ServiceError` without one."""
        return await self._plan(request, inputs, None)

    async def plan_aloud(self, request: VideoRequest, inputs: str, begun: Callable[[Plan], None]) -> Plan:
        """See `PlannerAloud`. Raises what `plan` raises."""
        tells = [begun]  # once, however many attempts it takes

        def listen() -> Callable[[str], None]:
            heard: list[str] = []

            def hear(piece: str) -> None:
                heard.append(piece)
                sections = read_beginning("".join(heard)) if tells and '"' in piece else ()
                if sections:
                    draft = Draft(title="", sections=sections, notation=(), script="", faults=())
                    tells.pop()(self._made(draft, request, inputs, Spend()))

            return hear

        return await self._plan(request, inputs, listen)

    async def _plan(self, request: VideoRequest, inputs: str, listen: Listen | None) -> Plan:
        asked = self._question(request)
        answer = await self._claude.ask_in_full(asked, self._model, listen)
        draft, spend = read_plan(answer.text), answer.spend
        faults = (*draft.faults, *_unmet(draft, request))
        answers = [answer]
        if faults or answer.truncated:
            answer = await self._claude.ask_in_full(_repair_question(asked, answer, faults), self._repair)
            answers.append(answer)
            draft, spend = read_plan(answer.text), spend.plus(answer.spend.calls, answer.spend.repeated)
        if draft.faults or answer.truncated:
            for bad in answers:
                self._claude.set_aside(bad)
            raise _unusable(draft, answer)
        return self._made(draft, request, inputs, spend)

    def price(self, request: VideoRequest, plan: Plan | None, section: Section | None) -> PriceRange:
        """See `Priced`."""
        asked = self._question(request)
        read = len(asked.system) + len(asked.messages[0]["content"])
        least = 0 if self._claude.has_answer(asked, self._model) else 1
        return price_of(
            self._claude.prices,
            Asking(self._model, read, least, 1, *_WRITTEN),
            Asking(self._repair, read + 4 * _WRITTEN[1], 0, 1, *_WRITTEN),
        )

    def _question(self, request: VideoRequest) -> Question:
        wish = prompt(
            "plan_request",
            prompt=request.prompt or "",
            language=request.language,
            audience=request.audience or "curious people without special knowledge",
            length=_length(request),
            sections=str(request.sections) if request.sections else "as many as it takes, usually 3 to 6",
        )
        return Question(request.video_id, "plan", self._system, ({"role": "user", "content": wish},), schema())

    def _made(self, draft: Draft, request: VideoRequest, inputs: str, spend: Spend) -> Plan:
        return Plan(
            inputs=inputs,
            title=draft.title,
            language=request.language,
            voice=request.voice,
            quality=request.quality,
            planner=self.identity,
            sections=draft.sections,
            notation=draft.notation,
            video=request.video_id,
            script=draft.script,
            spend=spend,
        )


_GAPS = dict.fromkeys(("prompt", "language", "audience", "length", "sections"), "")


def _length(request: VideoRequest) -> str:
    minutes = request.minutes
    return "3 to 5 minutes" if minutes is None else f"{minutes:g} minutes, about {minutes * WORDS_PER_MINUTE:.0f} words"


def _unmet(draft: Draft, request: VideoRequest) -> Iterator[str]:
    """Wishes that the plan does not follow. They are worth a repair, but a plan is usable without."""
    if draft.sections and request.sections not in (None, len(draft.sections)):
        yield f"It has {len(draft.sections)} sections; {request.sections} are wanted."
    words = sum(len(section.spoken.split()) for section in draft.sections)
    wanted = (request.minutes or 0) * WORDS_PER_MINUTE
    if words and wanted and abs(words / wanted - 1) > LENGTH_TOLERANCE:
        yield f"The narration has {words} words in all; about {wanted:.0f} are wanted."


def _repair_question(asked: Question, answer: ClaudeAnswer, faults: tuple[str, ...]) -> Question:
    told = faults or ("It is cut off at its end; make it shorter.",)
    again = prompt("plan_repair", faults="\n".join(f"- {fault}" for fault in told))
    conversation = (
        *asked.messages,
        {"role": "assistant", "content": answer.text.rstrip() or "{}"},
        {"role": "user", "content": again},
    )
    return asked._replace(purpose="repair", messages=conversation)


def _unusable(draft: Draft, answer: ClaudeAnswer) -> PlanningError:
    shown = list(draft.faults[:_TOLD_FAULTS]) or ["it is cut off at the token limit"]
    more = len(draft.faults) - len(shown)
    rest = f" (and {more} more)" if more > 0 else ""
    said = "; ".join(fault.rstrip(".") for fault in shown)
    cut = "; raise VIDGEN_PLAN_MAX_TOKENS" if answer.truncated else ""
    return PlanningError(f"Claude's plan cannot be used, even after a repair: {said}{rest}{cut}. Try again")
