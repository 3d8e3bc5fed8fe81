"""How things, times and counts are written for people."""

from vidgen_assets.domain.production import AssetName

NOUNS = {
    AssetName.PLAN: "plan",
    AssetName.AUDIO: "audio",
    AssetName.CODE: "code",
    AssetName.CLIP: "clip",
    AssetName.FINAL: "final video",
}
_MINUTE = 60


def span(seconds: float) -> str:
    """A length of time, to two digits or the second: ``0.4 s``, ``12 s``, ``1:05 min``."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < _MINUTE - 0.5:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), _MINUTE)
    return f"{minutes}:{rest:02d} min"


def count(number: int, noun: str) -> str:
    """``1 section``, ``5 sections``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
