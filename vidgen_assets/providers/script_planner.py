"""The planner that needs no model: it reads the script that it is given, or one that ships and fits the prompt."""

from collections.abc import Callable
from importlib import resources
from typing import NamedTuple

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.letters import is_mostly_latin
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.script import Script, parse
from vidgen_assets.domain.script.topics import matches

VERSION = 1
"""Counted up whenever the same request gets another plan: when reading changes, or a script that ships does."""


class Shipped(NamedTuple):
    """A script that ships with the package, and what it is about."""

    topic: str
    script: Script


class ScriptPlanner:
    """Plans a request from its script, or from a script that ships. Deterministic, offline and free.

    `has_latex` says whether LaTeX can set formulas; it is asked each time, so that installing it helps at once.
    """

    identity = f"script-planner/{VERSION}"

    def __init__(self, has_latex: Callable[[], bool] = lambda: False) -> None:
        self._has_latex = has_latex

    async def plan(self, request: VideoRequest, inputs: str) -> Plan:
        """The plan that the script describes. Raises `InputError`."""
        return self.preview(request, inputs)

    def preview(self, request: VideoRequest, inputs: str) -> Plan:
        """The same plan: planning is free here. Raises `InputError`."""
        script = self.read(request)
        return Plan(
            inputs=inputs,
            title=script.title,
            language=request.language,
            voice=request.voice,
            quality=request.quality,
            planner=self.identity,
            sections=script.sections,
            video=request.video_id,
        )

    def read(self, request: VideoRequest) -> Script:
        """The request's script, read; for a prompt, the one that fits. Cheap, so that a bad request is refused at once.

        Raises:
            InputError: the script has a fault or is in another language, or no script that ships fits the prompt.
        """
        if request.script is not None:
            script = parse(request.script, request.script_name, latex=self._has_latex())
            _check_language(script, request)
            return script
        library = shipped()
        fitting = (one.script for one in library if _fits(one, request))
        found = next(fitting, None)
        if found is None:
            raise _no_script(library)
        return found


def shipped() -> tuple[Shipped, ...]:
    """The scripts that ship, by file name."""
    folder = resources.files("vidgen_assets") / "scripts"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".md")), key=lambda file: file.name)
    scripts = [parse(file.read_text("utf-8"), file.name) for file in files]
    return tuple(Shipped(script.entries["topics"].partition(",")[0], script) for script in scripts)


def _check_language(script: Script, request: VideoRequest) -> None:
    """An English voice would spell letters of another writing one by one, as "Chinese letter, Chinese letter"."""
    said = "".join(beat.spoken for section in script.sections for beat in section.beats)
    if request.language.partition("-")[0].lower() == "en" and not is_mostly_latin(said):
        raise InputError(
            "it is not written in English, the language that it would be spoken in",
            field="language",
            file=request.script_name,
            fix="Say which it is, such as --language zh or --language ru",
        )


def _fits(one: Shipped, request: VideoRequest) -> bool:
    """Scripts that ship are in English, so a request in another language fits none."""
    entries = one.script.entries
    english = request.language.partition("-")[0].lower() == "en"
    return english and matches(request.prompt or "", entries["topics"], entries.get("context", ""))


def _no_script(library: tuple[Shipped, ...]) -> InputError:
    topics = ", ".join(one.topic for one in library)
    return InputError(
        f"no script that ships fits it, and a new one cannot be written without a language model; there are scripts on "
        f"{topics}",
        field="prompt",
        fix=(
            "Ask for one of these; or set ANTHROPIC_API_KEY; or point ANTHROPIC_BASE_URL to a local server that speaks "
            "the Messages API; or write a script of your own and give it with --script"
        ),
    )
