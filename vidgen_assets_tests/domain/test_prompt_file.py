import json

import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.prompt_file import MOST_BYTES, check_outside, looks_unfinished, parse
from vidgen_assets.domain.quality import Quality

SCRIPT = "# Heaps\n\n## Order\n\nA parent is smaller."


def test_a_text_file_is_a_prompt_whatever_system_it_comes_from() -> None:
    for content in (b"Explain heaps\n", b"\xef\xbb\xbfExplain heaps\r\n", "Explain heaps".encode("utf-16")):
        assert parse("a.txt", content).prompt == "Explain heaps"


@pytest.mark.parametrize("name", ["heaps.md", "HEAPS.MD", "heaps.markdown"])
def test_a_markdown_file_is_a_script_of_its_name(name: str) -> None:
    request = parse(f"lessons/{name}", SCRIPT.encode())
    assert (request.script, request.script_name) == (SCRIPT, name)


def test_a_json_file_has_the_fields_of_a_request() -> None:
    fields = {"prompt": "Explain heaps", "quality": "draft", "voice": "anna", "minutes": 3, "sections": 4}
    fields |= {"audience": "pupils", "budget": 0.5, "priority": 7, "requester": "Ada", "language": "en-GB"}
    request = parse("a.json", json.dumps(fields).encode())
    assert request.model_dump(mode="json", exclude={"script", "script_name"}) == fields
    assert request.quality is Quality.DRAFT


def test_a_script_in_json_is_called_as_its_file_unless_it_has_a_name() -> None:
    assert parse("heaps.json", json.dumps({"script": SCRIPT}).encode()).script_name == "heaps.md"
    named = {"script": SCRIPT, "script_name": "other.md"}
    assert parse("heaps.json", json.dumps(named).encode()).script_name == "other.md"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "prompt: it is empty. Say in a sentence what to explain"),
        ("a.txt", b" \r\n\t", "prompt: it is empty"),
        ("a.txt", b"\x89PNG\r\n\0", "prompt: it is a binary file. Give a file of plain UTF-8 text"),
        ("a.txt", b"two\nCaf\xe9", "a.txt:2: prompt: it is not UTF-8 text. Save it as UTF-8"),
        ("a.txt", b"word " * 1000, "at most 4,000 are taken. Shorten it, or make it a script, in a .md file"),
        ("a.md", b"", "script: it is empty"),
        ("a.json", b"", "json: it is not JSON"),
        ("a.json", b'{"prompt": "half', "it is not JSON: EOF while parsing a string at line 1"),
        ("a.json", b'["one", "two"]', "json: it is not one object"),
        ("a.json", b"{}", "prompt: it is empty"),
        ("a.json", b'{"promt": "x"}', "promt: there is no such field. Did you mean prompt?"),
        ("a.json", b'{"prompt": "x", "colour": 1}', "colour: there is no such field. Use prompt, script,"),
        ("a.json", b'{"prompt": "x", "quality": "best"}', "quality: 'best' cannot be used. Give 'draft', 'standard'"),
        ("a.json", b'{"prompt": "x", "sections": 13}', "sections: it cannot be 13. Give 1 to 12"),
        ("a.json", b'{"prompt": "x", "sections": "few"}', "sections: 'few' cannot be used. Give a valid integer"),
        ("a.json", b'{"prompt": "x", "priority": 999}', "priority: it cannot be 999. Give -100 to 100"),
        ("a.json", b'{"prompt": "x", "minutes": NaN}', "minutes: it cannot be nan"),
        ("a.json", b'{"prompt": "x", "script": "y"}', "prompt: both a prompt and a script are given"),
        ("a.pdf", b"%PDF", "file name: '.pdf' files are not read. Use .json for fields"),
        ("prompt", b"x", "file name: its name has no ending"),
    ],
)
def test_what_holds_no_request_is_refused_with_file_field_and_fix(name: str, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(name, content)
    assert str(caught.value).startswith(name)
    assert said in str(caught.value)


def test_a_huge_file_is_refused_by_its_size_alone() -> None:
    with pytest.raises(InputError, match=r"a\.txt: file: it has 5,000,000,000 bytes"):
        check_outside("a.txt", 5_000_000_000)
    check_outside("a.txt", MOST_BYTES)


def test_what_may_lack_its_end_is_told_from_what_is_wrong() -> None:
    assert looks_unfinished("a.txt", b"\n")
    assert looks_unfinished("a.json", b'{"prompt": "Explain')
    assert looks_unfinished("a.json", b"{")
    assert not looks_unfinished("a.json", b'{"prompt": 1}')
    assert not looks_unfinished("a.json", b"nonsense")
    assert not looks_unfinished("a.json", b"{}")
    assert not looks_unfinished("a.txt", b"word")
