from vidgen_assets_tests.conftest import PROMPT, MadeVideo, vidgen


def _changes(video: MadeVideo) -> dict[str, int]:
    made = (path for path in video.folder.rglob("*.*") if path.name != "request.json")
    return {str(path.relative_to(video.folder)): path.stat().st_mtime_ns for path in made}


def _remade(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name, time in after.items() if before.get(name) != time}


def test_the_same_prompt_again_makes_nothing(copy: MadeVideo) -> None:
    before = _changes(copy)
    answer = vidgen(copy.home, "make", PROMPT, "--quality", "draft", "--print-path")
    assert answer.stdout.strip() == str(copy.mp4)
    assert _remade(before, _changes(copy)) == set()


def test_a_clip_that_is_gone_is_made_again_and_nothing_but_it_and_the_final_video(copy: MadeVideo) -> None:
    before = _changes(copy)
    for path in (copy.folder / "sections" / "03").glob("clip.*"):
        path.unlink()
    vidgen(copy.home, "make", PROMPT, "--quality", "draft", "--print-path")
    remade = {name.rpartition("/")[0] or "final" for name in _remade(before, _changes(copy))}
    assert remade == {"sections/03", "final"}
    assert not {"sections/03/audio.wav", "sections/03/scene.py", "plan.json"} & _remade(before, _changes(copy))


def test_a_dry_run_says_that_nothing_is_to_be_made(copy: MadeVideo) -> None:
    before = _changes(copy)
    answer = vidgen(copy.home, "make", PROMPT, "--quality", "draft", "--dry-run")
    assert "Nothing" in answer.stdout
    assert _remade(before, _changes(copy)) == set()
