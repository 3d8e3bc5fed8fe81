"""Videos that are begun at once, and use up together what is left of an account."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vidgen_assets.defs.driver import Driver
from vidgen_assets.defs.progress import Outcome
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.service_errors import QuotaError
from vidgen_assets_tests.defs.speaking import speaking_driver
from vidgen_assets_tests.providers.elevenlabs.server import Server
from vidgen_assets_tests.threads import serving

SAID = "Part {part} of the {name} is said."
PARTS = ("alpha", "gamma", "delta", "omega")
VIDEOS = {name: [SAID.format(part=part, name=name) for part in PARTS] for name in ("first", "other")}
EACH = len(SAID.format(part=PARTS[0], name="first"))
REQUESTS = [VideoRequest(script="\n\n".join(texts), script_name=f"{name}.md") for name, texts in VIDEOS.items()]


@pytest.fixture
def speech() -> Iterator[Server]:
    server = Server(tier="creator", counts=True)
    server.used = 0
    with serving(server):
        yield server


@pytest.fixture
def driver(tmp_path: Path, speech: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    with speaking_driver(tmp_path, speech.url, monkeypatch) as driver:
        yield driver


def made(driver: Driver, videos: list[str]) -> list[Outcome]:
    with ThreadPoolExecutor(len(videos)) as pool:
        return list(pool.map(lambda video: driver.run(video, lambda _: None), videos))


def test_what_was_spoken_before_the_account_was_empty_is_kept_and_a_rerun_buys_the_rest(
    driver: Driver, speech: Server
) -> None:
    speech.most = 5 * EACH
    videos = [driver.submit(request) for request in REQUESTS]  # there is enough for either, and not for both
    failures = [failure for outcome in made(driver, videos) for failure in outcome.failures]
    assert len(failures) == 3
    assert all("the account behind ELEVENLABS_API_KEY has no credit left" in failure.message for failure in failures)
    assert (speech.used, len(speech.asked)) == (speech.most, 8)
    speech.most = 10 * EACH
    assert [outcome.failures for outcome in made(driver, videos)] == [(), ()]
    assert (speech.used, len(speech.asked)) == (8 * EACH, 8 + 3)


def test_a_video_for_which_too_little_is_left_is_refused_before_anything_is_bought(
    driver: Driver, speech: Server
) -> None:
    speech.most = 4 * EACH - 1
    with pytest.raises(QuotaError, match=f"{4 * EACH - 1} characters left, and {4 * EACH} are needed"):
        driver.submit(REQUESTS[0])
    assert speech.asked == []
