"""The Markdown parser of scripts: CommonMark with tables, strikethrough, and formulas between dollar signs."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

# As in Pandoc: no space inside the dollar signs, no digit after them, so that $5 and $10 are amounts of money.
_FORMULA = re.compile(
    r"\$\$(?=\S)((?:\\.|[^$\\])+?)\$\$|\$(?=\S)((?:\\.|[^$\\`])*?(?:\\.|[^$\\`\s]))\$(?!\d)", re.DOTALL
)


def parser() -> MarkdownIt:
    """A new parser."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # Before escapes and emphasis, for backslashes and underscores inside a formula belong to it.
    markdown.inline.ruler.before("escape", "formula", _formula)
    return markdown


def _formula(state: StateInline, silent: bool) -> bool:
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("formula", "", 0).content = match[1] or match[2]
    state.pos = match.end()
    return True
