"""What a person asks for: a prompt, or a Markdown script of theirs. How it becomes a plan belongs to a planner."""

import re
from functools import cached_property
from typing import Self

from pydantic import field_validator, model_validator

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.plan import MAX_SECTIONS
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.video_id import video_id

MAX_PROMPT_CHARS = 4_000
MAX_SCRIPT_CHARS = 200_000
MAX_AUDIENCE_CHARS = 200
MAX_MINUTES = 20.0
MAX_REQUESTER_CHARS = 100
MAX_PRIORITY = 100
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")  # RFC 5646, 2.1: a language, then subtags


class VideoRequest(Record):
    """One video that somebody wants. Either `prompt` or `script` is given, never both.

    Attributes:
        prompt: a topic or a question in plain words, at most 4,000 characters.
        script: the whole text of a Markdown script, at most 200,000 characters.
        script_name: the script's file name, for errors and for the video's identity.
        language: a BCP 47 tag such as ``en`` or ``en-GB``.
        voice: a voice name of the narrator, or None for its default.
        quality: size and frame rate of the video.
        audience: who it is for, in a few words; a planner's own choice if None.
        minutes: about how long it should be, at most 20; a planner's own choice if None.
        sections: how many sections it should have, 1 to 12; a planner's own choice if None.
        budget: US dollars that making it may cost in all, or None for no limit but the settings'.
        priority: -100 to 100; what has a higher one is made first, where many wait.
        requester: who wants it, for people who look at what is being made.

    The wishes that a script answers itself, `audience`, `minutes` and `sections`, go with a prompt only.

    Raises:
        InputError: a field is empty, too long or contradicts another.
    """

    prompt: str | None = None
    script: str | None = None
    script_name: str = "script.md"
    language: str = "en"
    voice: str | None = None
    quality: Quality = Quality.STANDARD
    audience: str | None = None
    minutes: float | None = None
    sections: int | None = None
    budget: float | None = None
    priority: int = 0
    requester: str | None = None

    @field_validator("prompt")
    @classmethod
    def _strip(cls, prompt: str | None) -> str | None:
        return None if prompt is None else prompt.strip()

    @field_validator("script")
    @classmethod
    def _strip_end(cls, script: str | None) -> str | None:
        """Blank lines at the start stay, for the numbers of the lines below are part of errors."""
        return None if script is None else script.removeprefix("\ufeff").rstrip()

    @field_validator("language")
    @classmethod
    def _is_tag(cls, language: str) -> str:
        if not _LANGUAGE_TAG.fullmatch(language):
            raise InputError(
                f"{language!r} is no language tag", field="language", fix="Give one such as en, en-GB, de or zh"
            )
        return language

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.prompt is not None and self.script is not None:
            raise InputError("both a prompt and a script are given", field="prompt", fix="Give one of them")
        if self.script is None:
            self._check_text("prompt", self.prompt or "", MAX_PROMPT_CHARS, "Say in a sentence what to explain")
        else:
            self._check_text("script", self.script, MAX_SCRIPT_CHARS, "Write a title, sections and narration")
        return self

    @model_validator(mode="after")
    def _sensible_wishes(self) -> Self:
        if self.script is not None and (self.audience, self.minutes, self.sections) != (None, None, None):
            raise InputError("a script decides them itself", field="audience, minutes, sections", fix="Leave them out")
        if self.audience is not None:
            self._check_text("audience", self.audience, MAX_AUDIENCE_CHARS, "Say in a few words who it is for")
        _check_range("minutes", self.minutes, 0.5, MAX_MINUTES)
        _check_range("sections", self.sections, 1, MAX_SECTIONS)
        _check_range("budget", self.budget, 0, float("inf"))
        _check_range("priority", self.priority, -MAX_PRIORITY, MAX_PRIORITY)
        if self.requester is not None:
            self._check_text("requester", self.requester, MAX_REQUESTER_CHARS, "Say who wants it, or leave it out")
        return self

    def _check_text(self, field: str, text: str, most: int, fix_empty: str) -> None:
        file = self.script_name if field == "script" else None
        if not text:
            raise InputError("it is empty", field=field, file=file, fix=fix_empty)
        if len(text) > most:
            raise InputError(
                f"it has {len(text):,} characters, at most {most:,} are taken",
                field=field,
                file=file,
                fix="Shorten it" if field == "script" else "Shorten it, or give a document with --script",
            )
        if "\0" in text:
            raise InputError("it holds a NUL character", field=field, file=file, fix="Give plain UTF-8 text")

    @cached_property
    def video_id(self) -> str:
        """The video's name. A script keeps its id while its text is edited: file name and title make it, not the text.

        Voice and quality are left out as well, so that a draft becomes a high-quality video by rendering alone.
        """
        if self.script is None:
            prompt = " ".join((self.prompt or "").split())
            return video_id(prompt, ("prompt", prompt.casefold(), self.language))
        return video_id(self._script_title, ("script", self.script_name, self._script_title, self.language))

    @property
    def _script_title(self) -> str:
        lines = (line.strip() for line in (self.script or "").splitlines())
        return next((line.lstrip("#").strip() for line in lines if line.startswith("# ")), self.script_name)


def _check_range(field: str, value: float | None, least: float, most: float) -> None:
    if value is not None and not least <= value <= most:
        between = f"{least:g} or more" if most == float("inf") else f"{least:g} to {most:g}"
        raise InputError(f"it cannot be {value:g}", field=field, fix=f"Give {between}")
