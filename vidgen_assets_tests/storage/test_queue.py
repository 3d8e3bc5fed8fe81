import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.storage.local import LocalStore
from vidgen_assets.storage.queue import PATIENCE_S, PromptQueue, QueuedFile

HEAPS = VideoRequest(prompt="Explain heaps", priority=3)


@pytest.fixture
def queue(tmp_path: Path) -> PromptQueue:
    return PromptQueue(LocalStore(tmp_path))


def put(folder: Path, name: str, content: str | bytes, *, age: float = 60.0) -> Path:
    """Put a file into the queue that was last written some seconds ago."""
    path = folder / "queue/pending" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (time.time() - age,) * 2)
    return path


def only(files: list[QueuedFile]) -> QueuedFile:
    (file,) = files
    return file


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder / "queue").as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_is_submitted_is_read_as_it_was(queue: PromptQueue, tmp_path: Path) -> None:
    assert queue.submit("heaps.json", HEAPS) == str(tmp_path / "queue/pending/heaps.json")
    assert queue.read(only(queue.pending(9))) == HEAPS


def test_what_came_first_is_first_whatever_it_is_called(queue: PromptQueue, tmp_path: Path) -> None:
    for name in ("c.txt", "a.txt", "b.txt"):
        put(tmp_path, name, "Explain")
        time.sleep(0.02)
    assert [file.name for file in queue.pending(2)] == ["c.txt", "a.txt"]
    passed = {queue.pending(1)[0].run_key}
    assert [file.name for file in queue.pending(9, passed)] == ["a.txt", "b.txt"]


def test_what_others_are_writing_is_not_looked_at(queue: PromptQueue, tmp_path: Path) -> None:
    for name in (".hidden.txt", "a.txt.tmp", "b.txt.part", "c.json.crdownload", "d.md~"):
        put(tmp_path, name, "Explain")
    assert queue.pending(9) == []


def test_what_is_no_file_holds_up_nothing(queue: PromptQueue, tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Explain")
    pending = tmp_path / "queue/pending"
    (pending / "folder.md").mkdir()
    (pending / "to-itself.md").symlink_to("to-itself.md")
    (pending / "to-nowhere.md").symlink_to("nowhere")
    os.mkfifo(pending / "pipe.md")
    assert [file.name for file in queue.pending(9)] == ["a.txt"]


def test_a_file_that_is_written_slowly_is_neither_taken_nor_rejected_before_it_is_whole(
    queue: PromptQueue, tmp_path: Path
) -> None:
    path = put(tmp_path, "a.md", "# Heaps\n")
    with path.open("a") as file:
        assert queue.read(only(queue.pending(9))) is None
        file.write("\n## Order\n\nA parent is smaller.")
    assert queue.read(only(queue.pending(9))) is None
    os.utime(path, (time.time() - 2,) * 2)
    request = queue.read(only(queue.pending(9)))
    assert request is not None
    assert request.script == "# Heaps\n\n## Order\n\nA parent is smaller."


@pytest.mark.parametrize(("name", "content"), [("a.json", '{"prompt": "Exp'), ("a.json", ""), ("a.txt", "")])
def test_what_seems_to_lack_its_end_is_given_time(name: str, content: str, queue: PromptQueue, tmp_path: Path) -> None:
    put(tmp_path, name, content)
    file = only(queue.pending(9))
    assert queue.read(file) is None
    with pytest.raises(InputError):
        queue.read(file._replace(updated=file.updated - PATIENCE_S))


def test_json_that_is_whole_need_not_wait(queue: PromptQueue, tmp_path: Path) -> None:
    put(tmp_path, "a.json", '{"prompt": "Explain"}', age=0)
    assert queue.read(only(queue.pending(9))) == VideoRequest(prompt="Explain")


def test_a_file_is_taken_once_and_its_ticket_lasts_until_its_run_is_launched(
    queue: PromptQueue, tmp_path: Path
) -> None:
    put(tmp_path, "a.txt", "Explain heaps")
    file = only(queue.pending(9))
    ticket = queue.take(file, HEAPS, "me")
    assert ticket is not None
    assert ticket.run_key == f"a.txt@{file.generation}"
    assert queue.take(file, HEAPS, "you") is None
    assert list(queue.unlaunched("me")) == [ticket]
    assert list(queue.unlaunched("you")) == []
    assert [done.name for done in queue.done(9)] == ["a.txt"]
    queue.launched(ticket.run_key)
    assert list(queue.unlaunched("me")) == []
    assert files(tmp_path) == ["done/a.txt"]


@pytest.fixture
def brief(tmp_path: Path) -> PromptQueue:
    """A queue of which an instance that has stopped has just taken a file, and whose leases last for a second."""
    queue = PromptQueue(LocalStore(tmp_path), lease_s=1.0)
    put(tmp_path, "a.txt", "Explain heaps")
    assert queue.take(only(queue.pending(9)), HEAPS, "the dead")
    return queue


def test_what_a_stopped_instance_has_taken_goes_to_another_after_a_while(brief: PromptQueue) -> None:
    ((ticket, _),) = brief.tickets()
    assert list(brief.unlaunched("the heir")) == []
    time.sleep(1.1)
    (inherited,) = brief.unlaunched("the heir")
    assert inherited == ticket.model_copy(update={"owner": "the heir"})
    assert list(brief.unlaunched("the dead")) == []
    assert list(brief.unlaunched("the heir")) == [inherited]
    brief.launched(inherited.run_key)
    assert brief.tickets() == []


def test_of_many_heirs_one_inherits(brief: PromptQueue) -> None:
    time.sleep(1.1)
    with ThreadPoolExecutor(8) as pool:
        heirs = list(pool.map(lambda heir: list(brief.unlaunched(heir)), map(str, range(8))))
    assert sorted(map(len, heirs)) == [0] * 7 + [1]


def test_one_who_comes_late_does_not_take_what_was_taken_and_launched(queue: PromptQueue, tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Explain heaps")
    file = only(queue.pending(9))
    ticket = queue.take(file, HEAPS, "me")
    assert ticket is not None
    queue.launched(ticket.run_key)
    assert queue.take(file, HEAPS, "you") is None
    assert list(queue.unlaunched("you")) == []


def test_who_was_killed_between_taking_and_moving_a_file_has_taken_it(queue: PromptQueue, tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "Explain heaps")
    file = only(queue.pending(9))
    queue.take(file, HEAPS, "me")
    (tmp_path / "queue/done/a.txt").rename(path)  # as if it had not been moved yet
    (again,) = queue.unlaunched("me")
    assert again.request == HEAPS


def test_the_same_name_put_again_is_another_file(queue: PromptQueue, tmp_path: Path) -> None:
    keys = set()
    for _ in range(2):
        put(tmp_path, "a.txt", "Explain heaps")
        file = only(queue.pending(9))
        assert queue.take(file, HEAPS, "me")
        keys.add(file.run_key)
    assert len(keys) == 2


def test_a_rejected_file_keeps_its_reason_and_can_be_tried_again_or_removed(queue: PromptQueue, tmp_path: Path) -> None:
    error = InputError("it is empty", field="prompt", file="a.txt", fix="Say something")
    put(tmp_path, "a.txt", " ")
    queue.reject(only(queue.pending(9)), error)
    assert files(tmp_path) == ["rejected/a.txt", "rejected/a.txt.error.txt"]
    ((file, reason),) = queue.rejected()
    assert (file.name, reason) == ("a.txt", "a.txt: prompt: it is empty. Say something")
    assert queue.retry(file)
    assert files(tmp_path) == ["pending/a.txt"]
    queue.reject(only(queue.pending(9)), error)
    queue.remove(queue.rejected()[0][0])
    assert files(tmp_path) == []


def test_any_name_that_a_store_takes_can_be_rejected(queue: PromptQueue, tmp_path: Path) -> None:
    name = "ü" * 125 + ".pdf"
    put(tmp_path, name, "x")
    put(tmp_path, f"sub/{name}", "x")
    for file in queue.pending(9):
        queue.reject(file, InputError("no", field="file", fix="Leave it"))
    assert sorted(file.name for file, reason in queue.rejected() if reason) == sorted([name, f"sub/{name}"])
