"""The fonts as Typst source, in order of preference. Sizes and colours are `theme`'s."""

from vidgen_assets.scenekit import theme


def _families(names: tuple[str, ...]) -> str:
    return "(" + ", ".join(f'"{name}"' for name in names) + ")"


FONTS = f"#set text(font: {_families(theme.SANS)}, hyphenate: false)\n"
MONO_FONTS = f"#set text(font: {_families(theme.MONO)}, ligatures: false, hyphenate: false)\n"
