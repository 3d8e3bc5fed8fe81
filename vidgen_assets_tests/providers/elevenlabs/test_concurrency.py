"""Many sections at once: as many calls as the service takes, and no more, over all processes."""

import asyncio
import time
from pathlib import Path

import pytest

from vidgen_assets.domain.plan import Plan
from vidgen_assets_tests.providers.elevenlabs.server import Server
from vidgen_assets_tests.providers.elevenlabs.speaking import narrator, plan_of, spoken

TWELVE = plan_of(*((f"This is section {word}.",) for word in "abcdefghijkl"))


async def _all_spoken(server: Server, plan: Plan, root: Path) -> float:
    """Each section by a narrator of its own, as in a process of its own, with one store and one folder of turns."""
    began = time.monotonic()
    audios = await asyncio.gather(
        *(spoken(narrator(server.url, root), plan, root, number) for number in range(len(plan.sections)))
    )
    assert len(audios) == len(plan.sections)
    return time.monotonic() - began


@pytest.mark.parametrize(("limit", "tier"), [(2, "free"), (3, "starter"), (5, "creator")])
async def test_the_limit_of_the_accounts_tier_is_used_to_the_full_and_never_passed(
    limit: int, tier: str, tmp_path: Path
) -> None:
    async with Server(limit=limit, tier=tier, seconds=0.2) as server:
        await _all_spoken(server, TWELVE, tmp_path)
    assert (server.peak, server.refused, len(server.asked)) == (limit, [], 12)


async def test_all_twelve_run_at_once_where_fifteen_may(tmp_path: Path) -> None:
    async with Server(limit=15, tier="scale", seconds=0.8) as server:
        seconds = await _all_spoken(server, TWELVE, tmp_path)
    assert (server.peak, server.refused) == (12, [])
    assert seconds < 2.5


async def test_a_limit_told_in_headers_only_is_followed(tmp_path: Path) -> None:
    async with Server(limit=5, tells=True, seconds=0.2) as server:
        await _all_spoken(server, TWELVE, tmp_path)
    assert (server.peak, server.refused) == (5, [])


async def test_a_limit_that_is_told_nowhere_is_found_by_one_refusal(tmp_path: Path) -> None:
    async with Server(limit=2, seconds=0.45) as server:
        await _all_spoken(server, TWELVE, tmp_path)
    assert (server.peak, len(server.refused), len(server.asked)) == (2, 1, 13)


async def test_a_limit_that_is_told_nowhere_is_grown_into_while_others_wait(tmp_path: Path) -> None:
    async with Server(limit=15, seconds=1.5) as server:
        seconds = await _all_spoken(server, plan_of(*((f"Section {word}.",) for word in "abcde")), tmp_path)
    assert (server.peak, server.refused) == (5, [])
    assert seconds < 1.5 + 1.7


async def test_a_wrong_idea_of_the_limit_is_corrected_once(tmp_path: Path) -> None:
    async with Server(limit=2, tier="scale", seconds=1.0) as server:
        await _all_spoken(server, TWELVE, tmp_path)
    assert server.peak == 2
    assert server.refused[-1] - server.refused[0] < 1.0  # none after the first calls were answered


async def test_what_was_learned_lasts(tmp_path: Path) -> None:
    async with Server(limit=5, tier="creator", seconds=0.1) as server:
        await _all_spoken(server, TWELVE, tmp_path)
        asked = server.gets.count("/v1/user/subscription")
        other = plan_of(*((f"This is chapter {word}.",) for word in "abcdefghijkl"))
        await _all_spoken(server, other, tmp_path)
    assert server.gets.count("/v1/user/subscription") == asked
    assert server.refused == []


async def test_one_section_asks_for_nothing_but_its_sound(tmp_path: Path) -> None:
    async with Server(tier="free") as server:
        await _all_spoken(server, plan_of(("This is all.",)), tmp_path)
    assert (server.gets, len(server.asked)) == ([], 1)
