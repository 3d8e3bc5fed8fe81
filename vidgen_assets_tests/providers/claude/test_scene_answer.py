import pytest

from vidgen_assets.domain.errors import SceneError
from vidgen_assets.providers.claude.scene_answer import module_in, patched

SOURCE = "class A:\n    def one(self):\n        return 1\n\n    def two(self):\n        return 2\n"


def block(search: str, replacement: str) -> str:
    return f"<<<<<<< SEARCH\n{search}\n=======\n{replacement}\n>>>>>>> REPLACE\n"


def test_a_module_is_the_longest_fence_or_bare_code() -> None:
    assert (
        module_in("Here:\n```python\nx = 1\n```\nand\n```python\nclass A:\n    pass\n```\n") == "class A:\n    pass\n"
    )
    assert module_in("```\nx = 1\n```") == "x = 1\n"
    assert module_in("from manim import *\nclass A: pass") == "from manim import *\nclass A: pass\n"


def test_an_answer_without_code_is_refused() -> None:
    with pytest.raises(SceneError, match="no ```python block"):
        module_in("I am sorry, I cannot.")


def test_blocks_replace_what_they_name_in_turn() -> None:
    answer = "Sure.\n" + block("        return 1", "        return 10") + block("        return 2", "        return 20")
    assert patched(SOURCE, answer) == SOURCE.replace("1", "10").replace("2", "20")


def test_lines_with_other_indentation_are_found_and_put_where_they_belong() -> None:
    changed = patched(SOURCE, block("return 2", "x = 2\nreturn x"))
    assert changed.endswith("    def two(self):\n        x = 2\n        return x\n")


def test_a_block_may_delete() -> None:
    assert patched(SOURCE, "<<<<<<< SEARCH\n        return 1\n=======\n>>>>>>> REPLACE") == SOURCE.replace(
        "        return 1\n", ""
    )


def test_a_whole_module_in_place_of_blocks_is_taken() -> None:
    assert patched(SOURCE, "```python\nclass B: pass\n```") == "class B: pass\n"


@pytest.mark.parametrize(
    ("search", "problem"),
    [
        ("return 3", "search block 1 occurs nowhere"),
        ("", "search block 1 occurs nowhere"),
    ],
)
def test_a_block_that_fits_no_single_place_is_named(search: str, problem: str) -> None:
    with pytest.raises(SceneError, match=problem):
        patched(SOURCE, block(search, "x"))


def test_a_block_that_fits_several_places_wants_more_lines() -> None:
    with pytest.raises(SceneError, match="search block 1 occurs 2 times; give more lines"):
        patched(SOURCE.replace("return 2", "return 1"), block("        return 1", "x"))
