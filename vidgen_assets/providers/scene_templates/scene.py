"""The source of a section's scene, put together from the shots of its beats."""

import keyword
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.visuals import Visual
from vidgen_assets.providers.scene_templates.kinds import NAMES, going_on, shot
from vidgen_assets.providers.scene_templates.shot import Shot, play
from vidgen_assets.providers.scene_templates.source import WIDTH, call, literal, prose, strings

_LONGEST_NAME = 60


class Scene(NamedTuple):
    """A class name, and the source of the module that defines it."""

    name: str
    source: str


def scene(plan: Plan, section: Section) -> Scene:
    """The scene of a section. Raises `InputError` for a formula or expression that cannot be read."""
    shots = _shots([beat.visual for beat in section.beats], [beat.spoken for beat in section.beats])
    uses = sorted({"Pace", "Stage"}.union(*(one.uses for one in shots)))
    name = class_name(section, uses)
    body = call("stage = Stage", ["self", prose(section.title, indent=12), literal(section.key)], indent=8)
    for number, one in enumerate(shots):
        body += ["", *one.setup, *_beat(one, first=number == 0)]
    constants = [line for one in shots if one.constants for line in [*one.constants, ""]]
    lines = [
        f'"""{_sentence(plan, section)}"""',
        "",
        *_imports(uses, body),
        "",
        *constants,
        "",
        f"class {name}(VoiceoverScene):",
        "    def construct(self):",
        *(f"        {line}" if line else "" for line in body),
    ]
    return Scene(name, "\n".join(lines) + "\n")


def class_name(section: Section, taken: Collection[str]) -> str:
    """The title in CamelCase, or the section's number where that would be no name or another's."""
    ascii_title = unicodedata.normalize("NFKD", section.title).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", ascii_title.replace("'", ""))
    name = "".join(word[0].upper() + word[1:] for word in words)[:_LONGEST_NAME]
    usable = name.isidentifier() and not keyword.iskeyword(name) and name not in {"VoiceoverScene", *taken}
    return name if usable else f"Section{section.key}{name}"


def _shots(visuals: Sequence[Visual], spoken: Sequence[str]) -> list[Shot]:
    names = _variables(visuals)
    shots: list[Shot] = []
    in_sight: Visual | None = None
    for number, visual in enumerate(visuals):
        before = None if in_sight is None else going_on(in_sight, visual)
        run = [one for one, name in zip(visuals, names, strict=True) if name == names[number]]
        shots.append(shot(visual, spoken[number], names[number], in_sight if before else None, run))
        in_sight = before or visual
    return shots


def _variables(visuals: Sequence[Visual]) -> list[str]:
    """A name for each beat's picture; a picture that goes on keeps its name."""
    counts: Counter[str] = Counter()
    names: list[str] = []
    in_sight: Visual | None = None
    for visual in visuals:
        before = None if in_sight is None else going_on(in_sight, visual)
        if before is None:
            counts[visual.kind] += 1
        count = counts[visual.kind]
        names.append(NAMES[visual.kind] + (f"_{count}" if count > 1 else ""))
        in_sight = before or visual
    return names


def _beat(one: Shot, *, first: bool) -> list[str]:
    """The ``with`` statement of a beat."""
    lines = ["pace = Pace(self, tracker)"]
    if first:
        lines += play(("stage.announce()",), "pace.fit(1.2)")
        lines += play(("stage.settle()",), "pace.fit(0.6)")
    elif one.entrance:
        lines += play(("stage.clear()",), "pace.fit(0.4)")
    if one.entrance:
        lines += play((one.entrance,), f"pace.fit({one.seconds})")
    return [*_opening(one.text), *(f"    {line}" for line in [*lines, *one.body])]


def _opening(text: str) -> list[str]:
    one_line = f"with self.voiceover(text={literal(text)}) as tracker:"
    if len(one_line) + 8 <= WIDTH:
        return [one_line]
    first, *others = strings(text, WIDTH - 12 - len("text="))
    return ["with self.voiceover(", f"    text={first}", *(f"    {line}" for line in others), ") as tracker:"]


def _imports(uses: Sequence[str], body: Sequence[str]) -> list[str]:
    numeric = ["import numpy as np"] if any(re.search(r"\bnp\.", line) for line in body) else []
    kit = f"from vidgen_assets.scenekit import {', '.join(uses)}"
    wrapped = ["from vidgen_assets.scenekit import (", *(f"    {name}," for name in uses), ")"]
    return [
        *numeric,
        "from manim import *",
        "from manim_voiceover import VoiceoverScene",
        "",
        *([kit] if len(kit) <= WIDTH else wrapped),
    ]


def _sentence(plan: Plan, section: Section) -> str:
    """What the module is, safe between triple quotes."""
    text = f"Section {section.key} of {plan.title}: {section.title}"
    plain = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(plain.replace("\\", "/").replace('"', "'").split()) + "."
