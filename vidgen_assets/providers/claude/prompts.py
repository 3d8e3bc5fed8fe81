"""Prompt texts, from the files in ``vidgen_assets/prompts``. What is filled into them belongs to whoever asks."""

import re
from importlib.resources import files

_GAP = re.compile(r"\{\{(\w+)\}\}")


def prompt(name: str, **values: str) -> str:
    """The text of the file ``<name>.md``, with each ``{{gap}}`` filled. Raises `KeyError` for a gap without a value."""
    text = files("vidgen_assets.prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    return _GAP.sub(lambda gap: values[gap[1]], text).strip() + "\n"
