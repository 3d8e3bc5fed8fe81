"""What a scene writer is told of a section: its beats, what is around it, and the notation of the video."""

from collections.abc import Iterator

from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.speech.estimate import estimated_seconds
from vidgen_assets.domain.visuals import Statement
from vidgen_assets.providers.claude.prompts import prompt


def scene_request(plan: Plan, section: Section) -> str:
    """The request, from the prompt file ``scene_request``."""
    before, after = plan.neighbours(section)
    return prompt(
        "scene_request",
        number=str(int(section.key)),
        count=str(len(plan.sections)),
        title=section.title,
        video=plan.title,
        language=plan.language,
        before=_summary(before, "nothing: this is the beginning"),
        summary=section.summary or "see the beats",
        after=_summary(after, "nothing: this is the end"),
        notation="\n".join(_notation(plan)) or "none",
        stage=f"{section.title!r}, {section.key!r}",
        beats="\n\n".join(_beats(plan, section)),
    )


def request_text() -> str:
    """The request with nothing filled in."""
    return prompt("scene_request", **dict.fromkeys(_GAPS, ""))


_GAPS = ("number", "count", "title", "video", "language", "before", "summary", "after", "notation", "stage", "beats")


def _summary(section: Section | None, otherwise: str) -> str:
    if section is None:
        return otherwise
    return section.summary or "another section"


def _notation(plan: Plan) -> Iterator[str]:
    for entry in plan.notation:
        yield f"- ${entry.symbol}$ is {entry.meaning}, in the colour {entry.colour}"


def _beats(plan: Plan, section: Section) -> Iterator[str]:
    for number, beat in enumerate(section.beats, 1):
        seconds = estimated_seconds(beat.spoken, plan.language)
        lines = [f"## Beat {number}, about {seconds:.0f} seconds", f"text: {beat.spoken!r}"]
        if beat.display != beat.spoken:
            lines.append(f"written: {beat.display}")
        if beat.brief:
            lines.append(f"what is seen: {beat.brief}")
        if beat.brief == "" or not isinstance(beat.visual, Statement):
            lines.append(f"the content, as data: {beat.visual.model_dump_json(exclude_defaults=True)}")
        yield "\n".join(lines)
