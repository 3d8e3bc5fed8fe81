import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.storage.layout import folder, segment, unsegment


@pytest.mark.parametrize(
    "name", ["a-1f2e", "../evil", "/etc/passwd", ".hidden", "..", "a\0b", "a|b", "a/b", "日本語", "%2F", "a b\n", "~x"]
)
def test_any_name_is_one_safe_segment_that_leads_back_to_it(name: str) -> None:
    made = segment(name)
    assert unsegment(made) == name
    assert made.isascii()
    assert not made.startswith(".")
    assert not set("/\\\0 |\n") & set(made)


def test_names_of_videos_and_sections_stay_readable() -> None:
    assert folder("explain-heaps-0123456789", "03") == "videos/explain-heaps-0123456789/sections/03/"


@pytest.mark.parametrize("name", ["", "x" * 300, "日" * 100])
def test_a_name_that_no_file_system_takes_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=f"has {len(name)} characters"):
        segment(name)
