import re
from pathlib import Path

import pytest

from vidgen_assets.domain.script import parse

DOCUMENTATION = (Path(__file__).parents[3] / "docs" / "scripts.md").read_text("utf-8")
FENCES = re.findall(r"^(    ```\w.*?^    ```)$", DOCUMENTATION, re.MULTILINE | re.DOTALL)


def test_the_whole_example_is_a_script() -> None:
    match = re.search(r"^````markdown\n(.*?)^````$", DOCUMENTATION, re.MULTILINE | re.DOTALL)
    assert match is not None
    assert [section.title for section in parse(match[1]).sections] == ["The idea", "What it costs"]


@pytest.mark.parametrize("block", FENCES)
def test_each_example_of_a_block_is_one(block: str) -> None:
    parse("# T\n\n## S\n\nText.\n\n" + re.sub(r"^    ", "", block, flags=re.MULTILINE))
