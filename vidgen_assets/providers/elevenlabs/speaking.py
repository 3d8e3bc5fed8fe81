"""What ElevenLabs is asked to say, and how. The request as it is sent is made here, and only here."""

from typing import Any, Literal

from pydantic import field_validator

from vidgen_assets.domain.errors import ConfigurationError
from vidgen_assets.domain.record import Record

DEFAULT_VOICE = "JBFqnCBsd6RMkjVDRZzb"
"""George, a premade voice that every account has; the one in the service's own first example."""


_WITHOUT_CONTEXT = ("eleven_v3", "eleven_v4")


class VoiceSettings(Record):
    """The service's own dials for a voice; its documentation says what they do."""

    stability: float = 0.5
    similarity_boost: float = 0.75
    style: float = 0.0
    speed: float = 1.0
    use_speaker_boost: bool = True


class Style(Record):
    """All that can be heard, but voice and language.

    Attributes:
        output_format: raw samples, ``pcm_`` and a rate in Hz; 24 kHz is the best that every tier gives.
        seed: fixed, so that the service answers alike, as far as it can.
        normalization: whether the service itself reads numbers out; most have been put into words before.
        context: whether it is told the sentences around what it says, so that its tone of voice fits in.
    """

    model: str = "eleven_multilingual_v2"
    output_format: str = "pcm_24000"
    seed: int = 1
    voice_settings: VoiceSettings = VoiceSettings()
    normalization: Literal["auto", "on", "off"] = "auto"
    context: bool = True

    @field_validator("output_format")
    @classmethod
    def _raw(cls, output_format: str) -> str:
        kind, _, rate = output_format.partition("_")
        if kind != "pcm" or not rate.isdigit():
            raise ConfigurationError(f"{output_format!r} is not raw sound", field="output_format", fix="Use pcm_24000")
        return output_format

    @property
    def rate(self) -> int:
        """Hz."""
        return int(self.output_format.removeprefix("pcm_"))


class Run(Record):
    """Sentences said in one go, and those before and after them, which are not said; empty if there are none."""

    sentences: tuple[str, ...]
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """All that is said."""
        return " ".join(self.sentences)


class Speaking(Record):
    """A voice, by its id, that speaks a language (BCP 47) in a style. A later `take` sounds another way."""

    voice: str
    language: str
    style: Style
    take: int = 0

    def body(self, run: Run) -> dict[str, Any]:
        """The body of the request that has `run` said."""
        style = self.style
        body = {
            "text": run.text,
            "model_id": style.model,
            "seed": style.seed + self.take,
            "voice_settings": style.voice_settings.model_dump(),
            "language_code": self.language.replace("_", "-").partition("-")[0].lower(),
            "apply_text_normalization": style.normalization,
        }
        # From the third generation on, models refuse requests that give a context.
        if style.context and not style.model.startswith(_WITHOUT_CONTEXT):
            body |= {"previous_text": run.before} if run.before else {}
            body |= {"next_text": run.after} if run.after else {}
        return body

    def request(self, run: Run) -> dict[str, Any]:
        """Everything that decides the answer: what the ledger knows it by."""
        return {"voice_id": self.voice, "output_format": self.style.output_format, "body": self.body(run)}
