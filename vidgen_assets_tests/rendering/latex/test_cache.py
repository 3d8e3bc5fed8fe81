import os
from pathlib import Path

import pytest

from vidgen_assets.rendering.latex.cache import FormulaCache


def _add(cache: FormulaCache, key: str, age: int, size: int = 10) -> None:
    unfinished = cache.folder / f"{key}.1"
    unfinished.write_bytes(b"x" * size)
    os.utime(unfinished, (1_000_000 - age, 1_000_000 - age))
    cache.keep(unfinished, key)


def _kept(folder: Path) -> list[str]:
    return sorted(file.stem for file in folder.iterdir())


@pytest.mark.parametrize(("most_bytes", "most_files"), [(25, 100), (1000, 2)])
def test_the_oldest_formulas_go_when_there_are_too_many(tmp_path: Path, most_bytes: int, most_files: int) -> None:
    cache = FormulaCache(tmp_path, most_bytes, most_files)
    for key, age in (("a", 30), ("b", 20), ("c", 10)):
        _add(cache, key, age)
    assert _kept(tmp_path) == ["b", "c"]


def test_what_is_used_is_not_old(tmp_path: Path) -> None:
    cache = FormulaCache(tmp_path, most_files=2)
    _add(cache, "a", 30)
    _add(cache, "b", 20)
    assert cache.has("a")
    _add(cache, "c", 10)
    assert _kept(tmp_path) == ["a", "c"]


def test_what_is_not_there_is_not_had(tmp_path: Path) -> None:
    assert not FormulaCache(tmp_path).has("a")


def test_what_a_killed_compiler_has_left_goes_too(tmp_path: Path) -> None:
    (tmp_path / "old.123").write_bytes(b"x" * 1000)
    os.utime(tmp_path / "old.123", (1, 1))
    _add(FormulaCache(tmp_path, most_bytes=100), "a", 1)
    assert _kept(tmp_path) == ["a"]
