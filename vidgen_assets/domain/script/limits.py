"""How much fits on one screen and stays legible, and the errors that say so."""

from vidgen_assets.domain.script.faults import fault

MAX_ITEMS = 8
MAX_ITEM_CHARS = 220
MAX_ROWS = 9
MAX_COLUMNS = 8
MAX_CELL_CHARS = 90
MAX_CODE_LINES = 18
MAX_CODE_COLUMNS = 80
MAX_STEPS = 8
MAX_CURVES = 5
MAX_NODES = 12
MAX_EDGES = 20
MAX_LABEL_CHARS = 40
MAX_LAYERS = 6
MAX_NEURONS = 16


def check_count(line: int, field: str, things: str, found: int, most: int) -> None:
    """Raise `ScriptError` when there are more than `most` `things`."""
    if found > most:
        fix = "Spread them over two paragraphs, each with its own block"
        raise fault(line, field, f"it has {found} {things}, at most {most} stay legible", fix)


def check_length(line: int, field: str, thing: str, text: str, most: int) -> None:
    """Raise `ScriptError` when `text`, a `thing`, has more than `most` characters."""
    if len(text) > most:
        raise fault(line, field, f"{thing} has {len(text)} characters, at most {most} stay legible", "Shorten it")
