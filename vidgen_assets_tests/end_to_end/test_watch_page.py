"""The page beside the real draft video, in a real browser: from its folder, and by a signed link to a bucket."""

import mimetypes
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from google.cloud.storage import Client
from playwright.sync_api import Page, Route, expect

from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.bucket_url import BucketUrl
from vidgen_assets.storage.cache import Cache
from vidgen_assets.storage.gcs.store import GcsStore
from vidgen_assets_tests.browser import browsing, photograph
from vidgen_assets_tests.conftest import MadeVideo
from vidgen_assets_tests.storage.gcs.signing import Signer

TIME = "document.querySelector('video').currentTime"


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Every address that the page asks for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def open_folder(page: Page, video: MadeVideo, wishes: str = "") -> None:
    page.goto((video.folder / "index.html").as_uri() + wishes)


def test_it_plays_from_its_folder_and_asks_for_nothing_but_the_video(
    page: Page, draft_video: MadeVideo, asked: list[str]
) -> None:
    open_folder(page, draft_video)
    expect(page.get_by_role("heading", level=1)).to_have_text("How backpropagation teaches a network")
    page.locator("video").evaluate("video => video.play()")
    page.wait_for_function(f"{TIME} > 1")
    assert {Path(urlsplit(url).path).name for url in asked} == {"index.html", "final.mp4"}
    assert all(url.startswith("file:") for url in asked)


def test_a_chapter_a_paragraph_and_a_word_lead_to_their_time(page: Page, draft_video: MadeVideo) -> None:
    open_folder(page, draft_video)
    for chosen in (".chapter >> nth=3", ".paragraph a >> nth=1", ".paragraph p span >> nth=60"):
        start = float(page.locator(chosen).get_attribute("data-at") or "nan")
        page.locator(chosen).click()
        page.wait_for_function(f"{TIME} > {start} && {TIME} < {start + 9}")


def test_what_is_heard_is_marked_and_captioned(page: Page, draft_video: MadeVideo) -> None:
    open_folder(page, draft_video)
    page.locator(".chapter >> nth=2").click()
    page.wait_for_function("document.querySelector('video').textTracks[0].activeCues?.length === 1")
    expect(page.locator(".chapter[aria-current]")).to_have_text(re.compile("The chain rule"))
    expect(page.locator(".paragraph.now")).to_have_text(re.compile("A real network has millions of weights"))
    expect(page.locator("p .now")).to_have_count(1)
    assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"
    photograph(page, "watch")


def test_an_address_can_say_where_to_begin(page: Page, draft_video: MadeVideo) -> None:
    open_folder(page, draft_video, "#t=70")
    page.wait_for_function(f"{TIME} === 70")


def test_every_control_can_be_reached_by_key_and_has_a_name(page: Page, draft_video: MadeVideo) -> None:
    open_folder(page, draft_video)
    page.locator(".chapter >> nth=1").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"{TIME} > 20")
    assert page.locator("a:not([href])").count() == 0
    names = page.locator(".paragraph a").evaluate_all("links => links.map(link => link.ariaLabel)")
    assert all(name.startswith("Play from ") for name in names)


def test_it_fits_a_phone(draft_video: MadeVideo) -> None:
    with browsing(390, 844) as page:
        open_folder(page, draft_video)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        photograph(page, "watch-phone")


@pytest.fixture
def far(page: Page, draft_video: MadeVideo) -> list[str]:
    """Google, as far as a browser sees it: serves the draft video to whoever has a signed address. What was refused."""
    refused: list[str] = []

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        if "X-Goog-Signature=" not in address.query:
            refused.append(address.path)
            return route.fulfill(status=403)
        path = draft_video.home / address.path.removeprefix("/videos-bucket/")
        kind = mimetypes.guess_type(path.name)[0]
        return route.fulfill(path=path, headers={"Content-Type": str(kind), "Accept-Ranges": "bytes"})

    page.route(re.compile("^https:"), answer)
    return refused


def test_a_signed_link_to_the_page_brings_the_video_with_it(
    page: Page, draft_video: MadeVideo, far: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STORAGE_EMULATOR_HOST", raising=False)

    def connect() -> Client:
        return Client("p", Signer().credentials)

    store = GcsStore(BucketUrl("videos-bucket"), connect, Cache(tmp_path, 10), link_hours=1)
    link = Artifacts(store).watch_link(draft_video.folder.name)
    assert link is not None
    page.goto(link)
    page.wait_for_function("document.querySelector('video').readyState > 0")
    assert "X-Goog-Signature=" in page.evaluate("document.querySelector('video').currentSrc")
    assert "X-Goog-Signature=" in str(page.get_by_text("Download the video").get_attribute("href"))
    assert [path for path in far if not path.endswith("/final.mp4")] == []


def test_no_other_video_is_played_under_its_title(page: Page, draft_video: MadeVideo) -> None:
    open_folder(page, draft_video, "#video=https%3A%2F%2Fexample.org%2Ffinal.mp4")
    page.wait_for_function("document.querySelector('video').readyState > 0")
    assert page.evaluate("document.querySelector('video').currentSrc") == draft_video.mp4.as_uri()
