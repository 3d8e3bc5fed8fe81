"""The walk through a Markdown document, block by block. What a block shows belongs to `blocks`, beats to `beats`."""

import re

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from vidgen_assets.domain.script import inline
from vidgen_assets.domain.script.blocks import code, fences, lists, math, tables
from vidgen_assets.domain.script.drafts import Chapter, Document, Paragraph
from vidgen_assets.domain.script.faults import fault
from vidgen_assets.domain.script.markdown import parser
from vidgen_assets.domain.visuals import Visual

_COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*)*", re.DOTALL)


def walk(body: str, first_line: int, title: str, *, latex: bool) -> Document:
    """Read `body`, whose first line has the number `first_line`; `title` is used when it has no ``#`` heading."""
    walker = _Walker(body, first_line, title, latex)
    for node in SyntaxTreeNode(parser().parse(body)).children:
        walker.take(node)
    return walker.document


class _Walker:
    def __init__(self, body: str, first_line: int, title: str, latex: bool) -> None:
        self.rows, self.first, self.latex = body.splitlines(), first_line, latex
        self.document = Document(title)
        self.has_heading = False
        self.caption = ""

    def take(self, node: SyntaxTreeNode, *, quoted: bool = False) -> None:
        line = self._line(node)
        match node.type:
            case "heading":
                self._heading(node, line)
            case "paragraph":
                self._paragraph(node, line, quoted)
            case "blockquote":
                for child in node.children:
                    self.take(child, quoted=True)
            case "html_block":
                self._html(node, line)
            case "hr":
                pass
            case _:
                self._attach(self._visual(node, line), line)

    def _line(self, node: SyntaxTreeNode) -> int:
        return self.first + (node.map or (0, 0))[0]

    def _heading(self, node: SyntaxTreeNode, line: int) -> None:
        text = inline.read(_inline(node), line)
        level = int(node.tag[1])
        if not text.display:
            raise fault(line, "heading", "it is empty", "Write a heading, or remove the line")
        if level == 1:
            self._title(text.display, line)
        elif level == 2:
            self.caption = ""
            self.document.chapters.append(Chapter(text.display, line))
        else:
            self.caption = text.shown

    def _title(self, title: str, line: int) -> None:
        if self.has_heading:
            raise fault(line, "title", "there is a second # heading", "Start sections with ##")
        if self.document.chapters:
            raise fault(line, "title", "the # heading comes after a section", "Put it first")
        self.document.title, self.has_heading = title, True

    def _paragraph(self, node: SyntaxTreeNode, line: int, quoted: bool) -> None:
        token = _inline(node)
        if math.is_display(token.content):
            self._attach(math.read(token.content, line, latex=self.latex), line)
            return
        prose = inline.read(token, line)
        if not re.search(r"\w", prose.spoken):
            if prose.text:
                raise fault(line, "narration", "it holds nothing that can be said", "Write a sentence")
            return
        caption = self.caption or (f"“{prose.shown}”" if quoted else "")
        self.caption = ""
        self._chapter(line).paragraphs.append(Paragraph(prose, line, caption))

    def _chapter(self, line: int) -> Chapter:
        """The section to add to. Before the first heading that is an introduction, titled like the video."""
        if not self.document.title:
            raise fault(line, "title", "text comes before the # title", "Begin with a line such as # How heaps work")
        if not self.document.chapters:
            self.document.chapters.append(Chapter(self.document.title, line, is_introduction=True))
        return self.document.chapters[-1]

    def _html(self, node: SyntaxTreeNode, line: int) -> None:
        if not _COMMENTS.fullmatch(node.content):
            raise fault(line, "HTML", "a block of HTML cannot be shown", "Write it in Markdown, or remove it")

    def _visual(self, node: SyntaxTreeNode, line: int) -> Visual:
        if node.type == "fence":
            return fences.read(node.info.strip(), node.content, line, latex=self.latex)
        if node.type == "code_block":
            return code.read("text", "", node.content, line)
        if node.type == "table":
            start, end = node.map or (0, 0)
            return tables.read("\n".join(self.rows[start:end]), line)
        return lists.read(node, self.first)

    def _attach(self, visual: Visual, line: int) -> None:
        chapter = self._chapter(line)
        if not chapter.paragraphs:
            problem, fix = "a block comes before any paragraph", "Write the paragraph that is said while it is seen"
            raise fault(line, f"section {chapter.title!r}", problem, fix)
        chapter.paragraphs[-1].visuals.append(visual)


def _inline(node: SyntaxTreeNode) -> Token:
    """The inline token of a heading or paragraph; an empty heading has an empty one."""
    token = node.children[0].token if node.children else None
    return token if token is not None else Token("inline", "", 0, children=[])
