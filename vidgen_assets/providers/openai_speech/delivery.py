"""What such a server is asked to say, and how. The request as it is sent is made here, and only here."""

from typing import Any

from vidgen_assets.domain.record import Record


class Delivery(Record):
    """All that can be heard. Model and voice are those to use by default, which OpenAI and Kokoro-FastAPI both know.

    Attributes:
        speed: 1 is the voice's own.
        captions: whether a server that can tell when each word is said, as Kokoro-FastAPI, is asked for it.
        longest: the most characters that a request may have.
    """

    model: str = "tts-1"
    voice: str = "alloy"
    speed: float = 1.0
    captions: bool = True
    longest: int = 4_000

    def body(self, text: str, voice: str) -> dict[str, Any]:
        """The body of the request that has `text` said."""
        return {
            "model": self.model,
            "input": text,
            "voice": voice,
            "response_format": "wav",
            "speed": self.speed,
        }

    def captioned_body(self, text: str, voice: str) -> dict[str, Any]:
        """The same, for Kokoro-FastAPI's endpoint that times words."""
        return self.body(text, voice) | {"stream": False, "return_timestamps": True}
