import pytest

from vidgen_assets.domain.errors import FormulaError, InputError, ScriptError
from vidgen_assets.domain.script import parse

HEAD = "# T\n\n## S\n\nText.\n\n"


def fence(info: str, *content: str) -> str:
    """A script whose line 7 opens this fence."""
    return HEAD + "\n".join([f"```{info}", *content, "```"])


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ("", 1, "it has no title"),
        ("## S\n\nText.", 3, "text comes before the # title"),
        ("Text.\n\n# T\n\n## S\n\nText.", 1, "text comes before the # title"),
        ("# T\n\nText.", 1, "it has no sections"),
        ("# T", 1, "it has no sections"),
        ("# T\n\n## A\n\n## B\n\nText.", 3, "section 'A': it has no narration"),
        ("# T\n\n## A\n\n- x", 5, "section 'A': a block comes before any paragraph"),
        ("# T\n\n# U", 3, "there is a second # heading"),
        ("# T\n\n##\n\nText.", 3, "heading: it is empty"),
        ("# T\n" + "\n## S\n\nText.\n" * 13, 51, "there are 13 sections"),
        ("---\na: b\n# T", 1, "front matter: it never ends"),
        (HEAD + "![a](b.png)", 7, "a picture cannot be shown"),
        (HEAD + "One\ntwo ![a](b.png)", 8, "a picture cannot be shown"),
        (HEAD + "<div>x</div>", 7, "a block of HTML cannot be shown"),
        (HEAD + "A Vec<int> here.", 7, "<int> is no Markdown"),
        (HEAD + "…", 7, "nothing that can be said"),
        (HEAD + "-", 7, "an item is empty"),
        (HEAD + "- a\n- ```\n  x\n  ```", 8, "an item holds a fence"),
        (HEAD + "- a\n" * 9, 7, "it has 9 items, at most 8"),
        (HEAD + "- " + "a" * 221, 7, "221 characters, at most 220"),
        (HEAD + "- x\n\n$$y$$", 5, "2 blocks follow a paragraph of 1 sentence"),
        (HEAD + "|a|b|\n|-|-|\n|1|\n", 9, "this row has 1 cell(s), the header has 2"),
        (HEAD + "|a|b|\n|-|-|\n|1|2|3|\n", 9, "this row has 3 cell(s), the header has 2"),
        (fence("table", "a, b"), 8, "it has no rows"),
        (fence("mermaid2", "a"), 7, "'mermaid2' is an unknown kind of block"),
        (fence("plot", "y = x", "z: 1..2"), 9, "'z: 1..2' cannot be read"),
        (fence("plot", "", "y = foo(x)"), 9, "'foo' is not known"),
        (fence("plot", "x: 0..1"), 8, "it has no curve"),
        (fence("plot", "y = x", "x: 2..1"), 9, "the range 2..1 is empty"),
        (fence("plot", "y = x", "x: 2"), 9, "'2' is no range"),
        (fence("plot", "y = x", "point: 0..9"), 9, "leaves the plot"),
        (fence("plot", "y = log(x)", "x: -2..-1"), 8, "the curve has no value"),
        (fence("plot", "y = x", "y: 50..60"), 8, "the curve stays outside"),
        (fence("plot", "y = log(x)", "point: 0..1"), 9, "where the curve has no value"),
        (fence("plot", "y = x", "point: 0..1 on 2"), 9, "there is no curve 2"),
        (fence("python {3}", "a", "b"), 7, "there is no line 3: the code has lines 1 to 2"),
        (fence("python {a}", "a"), 7, "'a' is no line"),
        (fence("python"), 7, "it is empty"),
        (fence("python", *["a"] * 19), 7, "it has 19 lines, at most 18"),
        (fence("python", "ok", "a" * 81), 9, "this line has 81 characters"),
        (fence("diagram", "A ->"), 8, "lacks a box"),
        (fence("diagram", "A: x"), 8, "a label belongs to an arrow"),
        (fence("diagram", "A -> A"), 8, "from A to itself"),
        (fence("diagram", "A[x] -> B", "A[y] -> C"), 9, "A is called 'x' and 'y'"),
        (fence("diagram", "direction: up"), 8, "direction 'up' is unknown"),
        (fence("diagram"), 8, "it is empty"),
        (fence("diagram", " -> ".join("ABCDEFGHIJKLM")), 8, "it has 13 boxes, at most 12"),
        (fence("network", "Input: 3"), 8, "it has 1 layer"),
        (fence("network", "Input: 3", "Output: many"), 9, "'Output: many' is no layer"),
        (fence("network", "Input: 3", "Output: 99"), 9, "99 neurons, 1 to 16"),
        (fence("network", "Input: 3", "signal: up"), 9, "signal 'up' is unknown"),
        (fence("math"), 8, "it is empty"),
    ],
)
def test_a_fault_is_named_with_its_line_and_a_fix(text: str, line: int, named: str) -> None:
    with pytest.raises(ScriptError) as caught:
        parse(text, "a.md")
    assert (caught.value.file, caught.value.line) == ("a.md", line)
    assert named in str(caught.value)
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + "One\ntwo $\\frac{1}$.", 8),
        (fence("math", "x", "\\foo"), 9),
        (HEAD + "- a\n- $\\foo$", 8),
        (HEAD + "|a|\n|-|\n|$\\foo$|", 9),
        (fence("diagram", "A -> B: $\\foo$"), 8),
        ("---\na: b\n---\n" + HEAD + "$$\\foo$$", 10),
    ],
)
def test_a_broken_formula_is_found_wherever_it_stands(text: str, line: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text, "a.md")
    assert (caught.value.file, caught.value.line) == ("a.md", line)


@pytest.mark.parametrize(
    "text", ["```", "# T\n\n## S\n\n> ", "# T\n\n## S\n\n[a]: b\n", "\x0b", "# [", "# T\n## S\n$$", "#"]
)
def test_odd_documents_are_errors_not_crashes(text: str) -> None:
    with pytest.raises(InputError):
        parse(text)
