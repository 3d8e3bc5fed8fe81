from vidgen_assets.domain.script import Script, parse
from vidgen_assets.domain.visuals import Bullets, Code, Formula, Statement, Table


def script(*blocks: str) -> Script:
    """A script with one section that holds these blocks."""
    return parse("# Title\n\n## Section\n\n" + "\n\n".join(blocks))


def test_title_sections_and_paragraphs_become_a_plan_of_beats() -> None:
    read = parse("# Heaps\n\n## One\n\nFirst.\n\nSecond.\n\n## Two\n\nThird.\n")
    assert read.title == "Heaps"
    assert [(section.key, section.title, section.spoken) for section in read.sections] == [
        ("01", "One", "First. Second."),
        ("02", "Two", "Third."),
    ]


def test_a_block_is_seen_while_the_paragraph_before_it_is_spoken() -> None:
    beats = script("Look.", "- a\n- b", "And now?", "1. c").sections[0].beats
    assert [(beat.spoken, beat.visual) for beat in beats] == [
        ("Look.", Bullets(items=("a", "b"))),
        ("And now?", Bullets(items=("c",), ordered=True)),
    ]


def test_markup_is_never_read_aloud() -> None:
    text = "See [the *site*](http://a.b/c) at <https://example.com/x>, `f(x_1)`, ~~old~~ **new** $x^2$<br>ok.[^1]"
    beat = script(text).sections[0].beats[0]
    assert beat.spoken == "See the site at example dot com, f x 1, old new x squared ok."
    assert beat.display == "See the site at https://example.com/x, f(x_1), old new x² ok."


def test_what_is_in_bold_sums_a_paragraph_up() -> None:
    beats = script("Here **one** is, and **two $x^2$**.", "A plain one. And more.").sections[0].beats
    assert [beat.visual for beat in beats] == [Statement(text="One and two $x^2$"), Statement(text="A plain one.")]


def test_a_long_first_sentence_is_cut_at_a_clause() -> None:
    long = (
        "This sentence goes on for quite a while, and then it goes on even longer, until nobody can read it any more."
    )
    visual = script(long).sections[0].beats[0].visual
    assert visual == Statement(text="This sentence goes on for quite a while, and then it goes on even longer…")


def test_amounts_of_money_are_no_formulas() -> None:
    beat = script("It costs $5 or $10, **about \\$7**.").sections[0].beats[0]
    assert beat.spoken == "It costs $5 or $10, about $7."
    assert beat.visual == Statement(text="About \\$7")


def test_emphasis_and_escapes_inside_a_formula_belong_to_it() -> None:
    beat = script(r"Let $a_i b_i + c_j d_j$ and $\{x\}$ be.").sections[0].beats[0]
    assert beat.display == "Let aᵢbᵢ + cⱼdⱼ and {x} be."


def test_sentences_are_shared_out_among_several_blocks() -> None:
    beats = script("One. Two, e.g. this. Three.", "- a", "$$x = 1$$").sections[0].beats
    assert [(beat.spoken, type(beat.visual)) for beat in beats] == [
        ("One. Two, e.g. this.", Bullets),
        ("Three.", Formula),
    ]


def test_small_headings_and_quotations_are_shown() -> None:
    beats = script("### Why", "Because.", "> Eureka!").sections[0].beats
    assert [(beat.spoken, beat.visual) for beat in beats] == [
        ("Because.", Statement(text="Why")),
        ("Eureka!", Statement(text="“Eureka!”")),
    ]


def test_an_introduction_becomes_a_section_called_like_the_video() -> None:
    read = parse("# Heaps\n\nHello.\n\n## One\n\nFirst.")
    assert [(section.key, section.title) for section in read.sections] == [("01", "Heaps"), ("02", "One")]


def test_comments_rules_and_front_matter_are_left_out() -> None:
    read = parse("---\ntitle: Heaps\ntags: a, b\n---\n\n## One\n\n<!-- note -->\n\nFirst.\n\n---\n\nLast.")
    assert (read.title, read.entries["tags"], read.sections[0].spoken) == ("Heaps", "a, b", "First. Last.")


def test_nested_lists_are_flattened_and_tasks_are_items() -> None:
    visual = script("Look.", "- a\n  - b **c**\n- [x] $d$").sections[0].beats[0].visual
    assert visual == Bullets(items=("a", "b c", "$d$"))


def test_indented_and_unnamed_code_is_plain_text() -> None:
    beats = script("One.", "    a = 1", "Two.", "```\nb\n```").sections[0].beats
    assert [beat.visual for beat in beats] == [Code(language="text", source=s) for s in ("a = 1", "b")]


def test_cells_may_hold_formulas_and_bars() -> None:
    visual = script("Look.", "| a | $b$ |\n|---|---|\n| x \\| y | |").sections[0].beats[0].visual
    assert visual == Table(header=("a", "$b$"), rows=(("x | y", ""),))


def test_windows_line_ends_are_line_ends() -> None:
    assert parse("# T\r\n\r\n## S\r\n\r\nOne\r\ntwo.\r\n").sections[0].spoken == "One two."


def test_editing_a_paragraph_changes_its_own_section_only() -> None:
    text = "# T\n\n## A\n\nOne.\n\n## B\n\nTwo.\n\n## C\n\nThree."
    before, after = parse(text).sections, parse(text.replace("Two", "Deux")).sections
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True]
