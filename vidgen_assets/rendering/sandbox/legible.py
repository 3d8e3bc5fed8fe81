"""Text from a sandbox, made fit for a terminal, a log and a file: it shows what it says, and does nothing."""

import re
from typing import Any, Final

# What a terminal takes as an order (ECMA-48, 5.4): control sequences, and strings such as a window's title.
_ORDERS: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].*?(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]", re.DOTALL)
# Other control characters, what turns the direction of writing, and halves of surrogate pairs, which no file can hold.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_REPLACEMENT: Final = "\ufffd"


def legible(text: str) -> str:
    """`text` without orders to a terminal; other characters that are not seen are marked, lines and tabs kept."""
    return _UNSEEN.sub(_REPLACEMENT, _ORDERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def legible_json(value: Any) -> Any:
    """The same of all texts in parsed JSON. Raises `RecursionError` when it is nested too deep."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, list):
        return [legible_json(item) for item in value]
    if isinstance(value, dict):
        return {legible(name): legible_json(item) for name, item in value.items()}
    return value
