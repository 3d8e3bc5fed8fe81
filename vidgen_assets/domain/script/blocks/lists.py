"""Markdown lists -> `Bullets`. Nested lists are flattened: their items follow the one they belong to."""

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from vidgen_assets.domain.script import inline
from vidgen_assets.domain.script.faults import fault
from vidgen_assets.domain.script.limits import MAX_ITEM_CHARS, MAX_ITEMS, check_count, check_length
from vidgen_assets.domain.visuals import Bullets

_FIELD = "list"


def read(node: SyntaxTreeNode, first: int) -> Bullets:
    """The list in `node`; `first` is the number of the script's first line after the front matter."""
    items = tuple(_items(node, first))
    line = first + (node.map or (0, 0))[0]
    check_count(line, _FIELD, "items", len(items), MAX_ITEMS)
    return Bullets(items=items, ordered=node.type == "ordered_list")


def _items(node: SyntaxTreeNode, first: int) -> Iterator[str]:
    for item in node.children:
        line = first + (item.map or (0, 0))[0]
        if not item.children:
            raise fault(line, _FIELD, "an item is empty", "Write it, or remove it")
        for child in item.children:
            if child.type in ("bullet_list", "ordered_list"):
                yield from _items(child, first)
            else:
                yield _item(child, first)


def _item(node: SyntaxTreeNode, first: int) -> str:
    line = first + (node.map or (0, 0))[0]
    if node.type != "paragraph":
        what = node.type.replace("_", " ")
        raise fault(line, _FIELD, f"an item holds a {what}", "Put it after a paragraph of its own, outside the list")
    token = node.children[0].token
    prose = inline.read(token, line) if token is not None else None
    if prose is None or not prose.text:
        raise fault(line, _FIELD, "an item is empty", "Write it, or remove it")
    check_length(line, _FIELD, "an item", prose.display, MAX_ITEM_CHARS)
    return prose.shown
