"""How code inside a sandbox asks a helper outside. Outside of any sandbox there is nobody to ask."""

from vidgen_assets.rendering.sandbox.line import LineToGuardian, Message

_line: LineToGuardian | None = None


def connect(line: LineToGuardian) -> None:
    """Called once, in the sandboxed process, before its work begins."""
    global _line
    _line = line


def ask(helper: str, question: Message) -> Message:
    """The helper's answer. Raises `ConnectionError` when there is none."""
    if _line is None:
        raise ConnectionError("this process is in no sandbox")
    return _line.ask(helper, question)
