import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from vidgen_assets.storage.cache import Cache


def fill(cache: Cache, source: str, content: bytes, *, hours_ago: float = 0) -> Path:
    place = cache.place(source, "1")
    with cache.filling(place) as staged:
        staged.write_bytes(content)
    os.utime(place, times=(time.time() - 3600 * hours_ago,) * 2)
    return place


def test_versions_and_sources_have_places_of_their_own_that_keep_the_name(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 100)
    places = {cache.place("b/a/clip.mp4", "1"), cache.place("b/a/clip.mp4", "2"), cache.place("b/b/clip.mp4", "1")}
    assert len(places) == 3
    assert {place.name for place in places} == {"clip.mp4"}
    assert all(cache.holds(place) for place in places)
    assert not cache.holds(tmp_path.parent / "clip.mp4")


def test_a_copy_that_fails_midway_is_not_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 100)
    place = cache.place("a", "1")
    with pytest.raises(ConnectionError):
        _break_off(cache, place)
    assert not place.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def _break_off(cache: Cache, place: Path) -> None:
    with cache.filling(place) as staged:
        staged.write_bytes(b"half")
        raise ConnectionError


def test_what_nobody_wanted_for_longest_goes_first_until_the_rest_fits(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 250)
    places = [fill(cache, str(number), bytes(100), hours_ago=10 - number) for number in range(4)]
    cache.touch(places[0])
    cache.sweep()
    assert [place.exists() for place in places] == [True, False, False, True]


def test_what_was_just_wanted_stays_even_when_it_is_too_much(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 250)
    places = [fill(cache, str(number), bytes(100)) for number in range(4)]
    cache.sweep()
    assert all(place.exists() for place in places)


def test_filling_keeps_it_bounded(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 250)
    old = [fill(cache, f"old {number}", bytes(100), hours_ago=5) for number in range(4)]
    os.utime(tmp_path / ".swept", times=(0, 0))
    fill(cache, "new", bytes(100))
    assert sum(place.exists() for place in old) == 1


def test_processes_that_fill_and_sweep_at_once_see_whole_files_only(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, get_context("forkserver")) as pool:
        assert all(pool.map(_use, [tmp_path] * 4))


def _use(folder: Path) -> bool:
    cache = Cache(folder, 3_000_000)
    for number in range(40):
        place = fill(cache, str(number % 5), bytes([number % 5]) * 1_000_000)
        cache.sweep()
        if set(place.read_bytes()) != {number % 5}:
            return False
    return True
