"""A Claude of one's own for whole videos: a Messages API in a thread, which plans and writes small scenes."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from vidgen_assets_tests.providers.claude.messages_api import Answer, MessagesApi, fails, says
from vidgen_assets_tests.providers.elevenlabs.server import hang
from vidgen_assets_tests.threads import serving

PROMPT = "Show me some shapes"
TITLES = ("A dot", "A square", "A ring")
NARRATION = (r"Here is a dot, of size $\frac{1}{2}$.", "It becomes a square.", "At last it is a ring.")
SHAPES = ("Dot(radius=0.5)", "Square()", "Annulus()")
FAULT = "Circle(radus=1)"


class LiveClaude:
    """Answers as Claude might. Sections in `bad` never get a scene that works; those in `hanging` get no answer. Each
    of a section's `lines` is in the next scene that is written for it; the last one in all if it is in `stubborn`."""

    def __init__(self) -> None:
        self.bad: set[int] = set()
        self.hanging: set[int] = set()
        self.stubborn: set[int] = set()
        self.lines: dict[int, list[str]] = {}
        self.overloaded = 0
        self.api = MessagesApi(otherwise=self._answer)

    @property
    def url(self) -> str:
        return self.api.url

    @property
    def asked(self) -> list[str]:
        """What was asked for, such as ``plan`` and ``scene 2``, in order."""
        return [_what(body) for body in self.api.asked]

    def _answer(self, body: Mapping[str, Any]) -> Answer:
        if self.overloaded:
            self.overloaded -= 1
            return fails(529, "overloaded_error", retry_after="0.1")
        if _what(body) == "plan":
            return says(json.dumps(PLAN))
        number = int(_what(body).removeprefix("scene "))
        if number in self.hanging:
            return hang
        scene = _scene(body["messages"][0]["content"], number, self._line(number), broken=number in self.bad)
        return says(f"```python\n{scene}```")

    def _line(self, number: int) -> str:
        lines = self.lines.get(number, [])
        if number in self.stubborn:
            return lines[-1]
        return lines.pop(0) if lines else ""


PLAN = {
    "title": "Shapes",
    "notation": [{"symbol": "r", "meaning": "radius", "colour": "#58C4F6"}],
    "sections": [
        {
            "title": title,
            "summary": f"{title} is seen.",
            "beats": [{"narration": narration, "visual": f"- {title}", "brief": f"{title} appears."}],
        }
        for title, narration in zip(TITLES, NARRATION, strict=True)
    ],
}


@contextmanager
def live_claude() -> Iterator[LiveClaude]:
    """Serve from a thread while this lasts."""
    claude = LiveClaude()
    with serving(claude.api.serving()):
        yield claude


def _what(body: Mapping[str, Any]) -> str:
    found = re.search(r"Write the scene of section (\d+)", body["messages"][0]["content"])
    return f"scene {found[1]}" if found else "plan"


def _scene(request: str, number: int, line: str, *, broken: bool) -> str:
    (spoken,) = (ast.literal_eval(text) for text in re.findall(r"^text: (.+)$", request, re.MULTILINE))
    shape = FAULT if broken else SHAPES[number - 1]
    extra = f"        {line}\n" if line else ""
    return (
        "from manim import *\nfrom manim_voiceover import VoiceoverScene\n\n"
        "from vidgen_assets.scenekit import Pace, Stage\n\n\n"
        f"class Part{number}(VoiceoverScene):\n    def construct(self):\n{extra}"
        f"        stage = Stage(self, {TITLES[number - 1]!r}, '0{number}')\n        shape = {shape}\n"
        f"        with self.voiceover(text={spoken!r}) as tracker:\n            pace = Pace(self, tracker)\n"
        "            self.play(stage.announce(), run_time=pace.fit(0.5))\n"
        "            self.play(stage.settle(), run_time=pace.fit(0.5))\n"
        "            self.play(Create(shape), run_time=pace.fill(0.8))\n"
    )
