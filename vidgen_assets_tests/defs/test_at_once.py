import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import web

from vidgen_assets.domain.request import VideoRequest
from vidgen_assets_tests.defs.speaking import speaking_driver
from vidgen_assets_tests.providers.elevenlabs.server import Server, spoken
from vidgen_assets_tests.threads import serving

SECTIONS = 12


@contextmanager
def answering_all_or_none() -> Iterator[Server]:
    """A server that answers no call before `SECTIONS` of them have come in."""
    asked = asyncio.Barrier(SECTIONS)

    async def together(request: web.Request) -> web.StreamResponse:
        text = (await request.json())["text"]
        await asked.wait()
        return web.json_response(spoken(text, 0.3))

    server = Server(*[together] * SECTIONS)
    with serving(server):
        yield server


def test_the_speech_of_twelve_sections_is_asked_for_before_any_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering_all_or_none() as server:
        text = "\n\n".join(f"Section {number} is said here." for number in range(1, SECTIONS + 1))
        request = VideoRequest(script=text, script_name="twelve.md")
        with speaking_driver(tmp_path, server.url, monkeypatch) as driver:
            outcome = driver.run(driver.submit(request), lambda _: None)
            assert (tmp_path / "dagster/warm").is_dir()
        assert outcome.failures == ()
        assert len(server.asked) == len(set(server.texts)) == SECTIONS
