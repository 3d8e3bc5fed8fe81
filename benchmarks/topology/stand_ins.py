"""Servers on this machine that answer as Claude and ElevenLabs do, as late as they did in the replaced system.

They plan the video about backpropagation that ships, and write for its sections what the offline writer writes.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from aiohttp import web

from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.quality import Quality
from vidgen_assets.providers.claude.plan_answer import read_plan
from vidgen_assets.providers.scene_templates.writer import SceneTemplates
from vidgen_assets_tests.providers.claude.messages_api import Answer, MessagesApi, says, streams
from vidgen_assets_tests.providers.elevenlabs.server import KEY as VOICE_KEY
from vidgen_assets_tests.providers.elevenlabs.server import Server
from vidgen_assets_tests.threads import serving

PLAN_S, SPEECH_S, CODE_S = 7.5, 12.0, 12.0
PROMPT = "Explain backpropagation in machine learning"
_SCRIPT = files("vidgen_assets.scripts").joinpath("backpropagation.md")
_PIECES = 150  # of a plan that is streamed
_VISUAL = ("```", "- ", "1. ", "|")


class StandIns(NamedTuple):
    """Where the servers are, as environment variables, and the one that speaks."""

    variables: Mapping[str, str]
    voice: Server


@contextmanager
def stand_ins() -> Iterator[StandIns]:
    """Serve from a thread while this lasts."""
    claude, voice = MessagesApi(otherwise=_Author().answer), Server(seconds=SPEECH_S, limit=24, tells=True)
    with serving(_both(claude, voice)):
        variables = {"ANTHROPIC_API_KEY": "sk-ant-stand-in", "ANTHROPIC_BASE_URL": claude.url}
        variables |= {"ELEVENLABS_API_KEY": VOICE_KEY, "ELEVENLABS_BASE_URL": voice.url}
        yield StandIns(variables, voice)


@asynccontextmanager
async def _both(claude: MessagesApi, voice: Server) -> AsyncIterator[None]:
    async with claude.serving(), voice:
        yield


class _Author:
    """Plans and writes scenes."""

    def __init__(self) -> None:
        self._plan = _plan_answer(_SCRIPT.read_text(encoding="utf-8"))
        self._sources = asyncio.run(_sources(self._plan))

    def answer(self, body: Mapping[str, Any]) -> Answer:
        found = re.search(r"Write the scene of section (\d+)", body["messages"][0]["content"])
        if found is None:
            return streams(self._plan, PLAN_S, _PIECES) if body.get("stream") else _after(PLAN_S, says(self._plan))
        return _after(CODE_S, says(f"```python\n{self._sources[int(found[1]) - 1]}```"))


def _after(seconds: float, answer: Answer) -> Answer:
    async def late(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return await answer(request)

    return late


def _plan_answer(script: str) -> str:
    title, *sections = re.split(r"^#+ ", script.partition("\n# ")[2], flags=re.MULTILINE)
    plan = {"title": title.strip(), "notation": [], "sections": [_section_answer(text) for text in sections]}
    return json.dumps(plan)


def _section_answer(text: str) -> dict[str, Any]:
    title, _, rest = text.partition("\n")
    beats: list[dict[str, str]] = []
    for block in re.findall(r"^```[\s\S]*?^```$|(?:^.+\n?)+", rest, flags=re.MULTILINE):
        if block.startswith(_VISUAL):
            beats[-1]["visual"] = block.strip()
        else:
            beats.append({"narration": " ".join(block.split()), "visual": "", "brief": "It is shown as it is said."})
    return {"title": title.strip(), "summary": title.strip(), "beats": beats}


async def _sources(answer: str) -> list[str]:
    draft = read_plan(answer)
    if draft.faults:
        raise SystemExit("\n".join(draft.faults))
    plan = Plan(
        inputs="plan",
        title=draft.title,
        language="en",
        voice=None,
        quality=Quality.STANDARD,
        planner="stand-in",
        sections=draft.sections,
    )
    return [await _source(plan, section) for section in plan.sections]


async def _source(plan: Plan, section: Section) -> str:
    with TemporaryDirectory() as folder:
        scene = await SceneTemplates().write(plan, section, "code", Path(folder))
        return scene.source.path.read_text(encoding="utf-8")
