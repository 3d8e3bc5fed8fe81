import json
import os
import time
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.queue import PromptQueue
from vidgen_assets_tests.cli.conftest import Vidgen

HEAPS = VideoRequest(prompt="Explain heaps")


def queued(home: Path) -> list[VideoRequest]:
    """What is in the queue, in order."""
    files = sorted((home / "queue/pending").glob("*.json"))
    return [VideoRequest.model_validate_json(file.read_text()) for file in files]


def test_prompts_and_scripts_are_queued_with_all_their_wishes(vidgen: Vidgen, home: Path, tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text("# Lesson\n\n## One\n\nThis is said.")
    wishes = ("--quality", "draft", "--priority", "5", "--requester", "Ada", "--budget", "0.5")
    answer = vidgen("submit", "Explain backpropagation", "--script", "lesson.md", *wishes)
    assert answer.exit_code == 0, answer.output
    prompt, script = queued(home)
    assert (prompt.prompt, script.script_name) == ("Explain backpropagation", "lesson.md")
    assert {(each.quality, each.priority, each.requester, each.budget) for each in (prompt, script)} == {
        ("draft", 5, "Ada", 0.5)
    }
    assert prompt.video_id in answer.output
    assert "2 requests queued" in answer.output


def test_who_submits_while_nothing_takes_prompts_is_told_how_to_start_it(vidgen: Vidgen) -> None:
    assert "Nothing takes them now. Start it with `vidgen ui`" in vidgen("submit", "Explain backpropagation").output


def test_a_file_holds_many_prompts_in_order(vidgen: Vidgen, home: Path, tmp_path: Path) -> None:
    (tmp_path / "prompts.txt").write_text("Explain binary search\r\n\r\nExplain backpropagation\r\n")
    lines = [{"prompt": "Explain the Fourier transform", "quality": "high"}, {"script": "# A\n\n## B\n\nIt is said."}]
    (tmp_path / "more.jsonl").write_text("\n".join(map(json.dumps, lines)))
    answer = vidgen("submit", "--file", "prompts.txt", "--file", "more.jsonl", "--quality", "draft")
    assert answer.exit_code == 0, answer.output
    assert [(request.prompt, request.quality) for request in queued(home)] == [
        ("Explain binary search", "draft"),
        ("Explain backpropagation", "draft"),
        ("Explain the Fourier transform", "high"),
        (None, "draft"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", "Explain backpropagation\n" + "x" * 5000, "a.txt:2: prompt: it has 5,000 characters"),
        ("a.jsonl", '{"prompt": "Explain backpropagation"}\n{"promt": 1}', "a.jsonl:2: promt: there is no such field"),
        ("a.txt", "Explain backpropagation\nExplain quantum gravity", "no script that ships fits it"),
        ("a.txt", "\n\n", "there is no prompt in it"),
        ("a.csv", "x", "Give a .txt with a prompt in each line"),
    ],
)
def test_when_one_of_many_is_bad_none_is_queued(
    name: str, content: str, said: str, vidgen: Vidgen, home: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content)
    answer = vidgen("submit", "--file", name)
    assert (answer.exit_code, said in " ".join(answer.output.split())) == (2, True), answer.output
    assert queued(home) == []


def test_nothing_to_submit_is_an_error(vidgen: Vidgen) -> None:
    assert vidgen("submit").exit_code == 2


def test_the_queue_shows_what_waits_what_was_taken_and_why_the_rest_was_rejected(vidgen: Vidgen, home: Path) -> None:
    queue = PromptQueue(LocalStore(home))
    queue.submit("taken.json", HEAPS.model_copy(update={"requester": "Ada", "priority": 3}))
    (file,) = queue.pending(1)
    request = queue.read(file)
    assert request is not None
    queue.take(file, request, "me")
    queue.submit("waits.json", HEAPS)
    _reject(home, "bad.txt")
    output = vidgen("queue").output
    assert "Taken, and not begun\n  taken.json" in output
    assert "has stopped" not in output
    (ticket,) = (home / "queue/taken").iterdir()
    os.utime(ticket, (time.time() - 120,) * 2)
    assert "Who took it has stopped. It goes on when that runs again" in vidgen("queue").output
    for said in ("waits.json", "taken.json", f"{HEAPS.video_id}, for Ada, priority 3", "bad.txt: prompt: it is empty"):
        assert said in output


def test_a_rejected_file_is_queued_again_or_removed(vidgen: Vidgen, home: Path) -> None:
    for name in ("one.txt", "two.txt", "three.txt"):
        _reject(home, name)
    assert "1 file queued again" in vidgen("queue", "retry", "one.txt").output
    assert "1 file removed" in vidgen("queue", "remove", "two.txt").output
    assert vidgen("queue", "retry", "two.txt").exit_code == 2
    assert vidgen("queue", "remove").exit_code == 2
    assert "1 file queued again" in vidgen("queue", "retry", "--all").output
    assert sorted(path.name for path in (home / "queue").rglob("*.txt")) == ["one.txt", "three.txt"]


def _reject(home: Path, name: str) -> None:
    path = home / "queue/pending" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(" ")
    os.utime(path, (time.time() - 60,) * 2)
    queue = PromptQueue(LocalStore(home))
    (file,) = [file for file in queue.pending(9) if file.name == name]
    with pytest.raises(InputError) as caught:
        queue.read(file._replace(updated=0.0))
    queue.reject(file, caught.value)
