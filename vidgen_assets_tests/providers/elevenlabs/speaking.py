"""What the tests of ElevenLabs share: a narrator that is quick to try again, and plans to be spoken."""

from pathlib import Path

from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Beat, Plan, Section
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.visuals import Statement
from vidgen_assets.providers.elevenlabs.client import Access, ElevenLabs
from vidgen_assets.providers.elevenlabs.narrator import ElevenLabsNarrator, Manner
from vidgen_assets.providers.elevenlabs.takes import Takes
from vidgen_assets.services.accounts import Accounts
from vidgen_assets.services.ledger import Ledger, Replay
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.retry import RetryPolicy
from vidgen_assets.services.till import Till
from vidgen_assets.services.turns import Turns
from vidgen_assets.storage.local import LocalStore
from vidgen_assets_tests.providers.elevenlabs.server import KEY


def narrator(
    url: str,
    root: Path,
    manner: Manner | None = None,
    *,
    key: str | None = KEY,
    timeout_s: float = 5.0,
    replay: Replay = Replay.OFF,
    budget: float | None = None,
    policy: RetryPolicy | None = None,
    store: LocalStore | None = None,
) -> ElevenLabsNarrator:
    """A narrator whose store and turns are in `root`."""
    store = store or LocalStore(root / "store")
    policy = policy or RetryPolicy(attempts=3, first_wait=0.02, longest_wait=1.0)
    till = Till(Ledger(store, replay), Accounts(store, lambda _: budget), policy)
    client = ElevenLabs(Access(key, url, timeout_s), till, PriceTable.load(), Turns(root / "turns", poll_s=0.01))
    return ElevenLabsNarrator(client, Takes(store), manner)


def plan_of(*sections: tuple[str, ...], voice: str | None = None, language: str = "en") -> Plan:
    """A plan with these sections, each a tuple of beats."""
    return Plan(
        inputs="i",
        title="T",
        video="a-video",
        language=language,
        voice=voice,
        quality=Quality.DRAFT,
        planner="p",
        sections=tuple(
            Section(
                key=f"{number:02d}",
                title="T",
                beats=tuple(Beat(spoken=text, display=text, visual=Statement(text="x")) for text in texts),
            )
            for number, texts in enumerate(sections, 1)
        ),
    )


async def spoken(voice: ElevenLabsNarrator, plan: Plan, folder: Path, section: int = 0) -> SectionAudio:
    """A section of the plan, in a folder of its own."""
    place = folder / f"section-{section}"
    place.mkdir(exist_ok=True)
    return await voice.narrate(plan, plan.sections[section], "made of this", place)
