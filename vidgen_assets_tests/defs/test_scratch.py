import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from vidgen_assets.defs.scratch import scratch_folder


def _work(root: Path) -> None:
    with scratch_folder(root) as folder:
        (folder / "clip.mp4").touch()
        time.sleep(60)


def test_a_scratch_folder_goes_with_its_user(tmp_path: Path) -> None:
    with scratch_folder(tmp_path / "root") as folder:
        (folder / "clip.mp4").touch()
    assert list((tmp_path / "root").iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_and_what_is_in_use_stays(tmp_path: Path) -> None:
    workers = [multiprocessing.get_context("fork").Process(target=_work, args=(tmp_path,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    while len(list(tmp_path.glob("*/clip.mp4"))) < 2:
        time.sleep(0.01)
    workers[0].kill()
    workers[0].join()
    with scratch_folder(tmp_path):
        assert len(list(tmp_path.glob("*/clip.mp4"))) == 1
    workers[1].kill()
    workers[1].join()


def test_folders_that_are_made_at_once_do_not_remove_each_other(tmp_path: Path) -> None:
    def work(_: int) -> bool:
        with scratch_folder(tmp_path) as folder:
            time.sleep(0.01)
            return folder.is_dir()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(80)))
    assert list(tmp_path.iterdir()) == []
