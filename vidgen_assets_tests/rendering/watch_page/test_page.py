import html
import re
from pathlib import Path

import pytest

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.spend import Call, Spend
from vidgen_assets.domain.video import Chapter, Placement, SectionClip
from vidgen_assets.rendering.watch_page.page import Film, watch_page
from vidgen_assets_tests.rendering.spoken import plan, speak

HOSTILE = "</title></style></script><script>alert(1)</script> \"&'"


@pytest.fixture
def part(tmp_path: Path) -> tuple[SectionClip, SectionAudio]:
    audio = speak(("One <b>two</b> three.",), tmp_path)
    nothing = MediaFile(path=tmp_path, sha256="", size=0)
    clip = SectionClip(
        inputs="",
        mp4=nothing,
        poster=nothing,
        width=854,
        height=480,
        frame_rate=15,
        frames=150,
        duration=10.0,
        audio_duration=audio.duration,
        placements=(Placement(beat=0, start=1.5),),
        renderer="manim/1 (manim 0.22.0; x264)",
    )
    return clip, audio


def made(written: Plan, part: tuple[SectionClip, SectionAudio]) -> str:
    film = Film([Chapter(title="Part & more", start=0.0, end=10.0)], "WEBVTT\n", "WEBVTT\n", b"\xff\xd8")
    return watch_page(written, [part], film)


def test_texts_stay_texts_whatever_is_written_in_them(part: tuple[SectionClip, SectionAudio]) -> None:
    page = made(plan(("One <b>two</b> three.",)).model_copy(update={"title": HOSTILE}), part)
    assert page.count("<script>") == 1
    assert html.escape(HOSTILE).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page
    assert "&lt;b&gt;two&lt;/b&gt;" in page


def test_the_same_video_gives_the_same_bytes(part: tuple[SectionClip, SectionAudio]) -> None:
    assert made(plan(("One <b>two</b> three.",)), part) == made(plan(("One <b>two</b> three.",)), part)


def test_it_names_no_address_but_that_of_the_video(part: tuple[SectionClip, SectionAudio]) -> None:
    page = made(plan(("One <b>two</b> three.",)), part)
    addresses = re.findall(r'(?:src|href|poster)="([^"]*)"', page)
    assert {address.partition("#")[0].partition(",")[0] for address in addresses} == {
        *("final.mp4", "data:", "data:image/jpeg;base64", "data:text/vtt;base64")
    }
    assert "://" not in page


def test_paragraphs_and_words_have_their_times_in_the_video(part: tuple[SectionClip, SectionAudio]) -> None:
    page = made(plan(("One <b>two</b> three.",)), part)
    assert '<div class="paragraph" data-at="1.50">' in page
    times = [float(time) for time in re.findall(r'<span data-at="([\d.]+)">', page)]
    assert len(times) == 3
    assert times == sorted(times)
    assert times[0] >= 1.5


def test_it_says_that_software_made_it_and_whether_a_model_wrote_it(part: tuple[SectionClip, SectionAudio]) -> None:
    scripted = plan(("One <b>two</b> three.",))
    call = Call(service="anthropic", model="claude-opus-5-5", purpose="plan", outcome="paid")
    assert "The voice is synthetic" in made(scripted, part)
    assert "AI model" not in made(scripted, part)
    assert "AI model (claude-opus-5-5) wrote the text" in made(
        scripted.model_copy(update={"spend": Spend(calls=(call,))}), part
    )
