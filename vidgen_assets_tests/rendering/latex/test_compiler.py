"""LaTeX is compiled in a sandbox of its own and kept; where it is not installed, that is said, with a way out."""

from hashlib import sha256
from pathlib import Path
from shutil import which

import pytest

from vidgen_assets.rendering.latex.cache import FormulaCache
from vidgen_assets.rendering.latex.compiler import NOT_INSTALLED, PROGRAM_PATH, latex_helpers
from vidgen_assets.rendering.sandbox.helpers import Helper
from vidgen_assets.rendering.warm.pool import WarmRenderPool

INSTALLED = all(which(program, path=PROGRAM_PATH) for program in ("latex", "dvisvgm"))
ASK = "vidgen_assets_tests.rendering.latex.asking:run"
DOCUMENT = r"\documentclass[preview]{standalone}\begin{document}%s\end{document}"
SECRET = "key-0123456789"  # noqa: S105 - a decoy


def _question(body: str, compiler: str = "latex") -> dict[str, str]:
    return {"source": DOCUMENT % body, "compiler": compiler, "output_format": ".dvi"}


@pytest.fixture
def pool(tmp_path: Path) -> WarmRenderPool:
    return WarmRenderPool(ASK, root=tmp_path / "runtime", idle_s=5)


@pytest.fixture
def answer(tmp_path: Path) -> Helper:
    return latex_helpers(tmp_path, tmp_path)["latex"]


@pytest.fixture
def latex() -> None:
    if not INSTALLED:
        pytest.skip("LaTeX is not installed here")


def test_only_known_compilers_are_run(answer: Helper) -> None:
    with pytest.raises(ValueError, match="not offered"):
        answer(_question("x", "/bin/sh"))


def test_without_latex_the_scene_is_told_what_to_use_instead(answer: Helper) -> None:
    if INSTALLED:
        pytest.skip("LaTeX is installed here")
    assert answer(_question("x")) == {"failure": NOT_INSTALLED}
    assert "MathTypst" in NOT_INSTALLED


@pytest.mark.usefixtures("latex")
def test_a_formula_is_compiled_once_and_kept(pool: WarmRenderPool) -> None:
    first, second = (pool.run(_question("$x^2$")) for _ in range(2))
    assert first.value == second.value
    assert second.wall < first.wall / 2
    assert "<svg" in first.value["svg"]


def test_a_formula_of_another_video_is_given_out_only_to_who_asks_for_it(pool: WarmRenderPool) -> None:
    question = _question("$x^2$")
    kept = FormulaCache(pool.root / "latex").path(sha256("\0".join(question.values()).encode()).hexdigest())
    for folder in (pool.root, kept.parent):
        folder.mkdir(mode=0o700)
    kept.write_text("<svg>a formula</svg>")
    assert pool.run(question).value == {"name": kept.name, "svg": "<svg>a formula</svg>"}
    spying = WarmRenderPool("vidgen_assets_tests.rendering.attacks:run", root=pool.root, idle_s=5)
    for attack, target in (("list_folder", kept.parent), ("read_file", kept), ("write_file", kept)):
        assert "Permission" in str(spying.run({"attack": attack, "target": str(target)}).failure)


@pytest.mark.usefixtures("latex")
def test_a_mistake_is_explained_as_latex_does(pool: WarmRenderPool) -> None:
    assert r"Undefined control sequence. l.1" in pool.run(_question(r"\nonsense")).value["failure"]


@pytest.mark.usefixtures("latex")
@pytest.mark.parametrize(
    "attack",
    [
        r"\input{%s}",
        r"\openin5=%s \read5 to\x \x",
        r"\immediate\write18{cat %s > formula.svg}x",
        r"\newwrite\w\immediate\openout\w=%s \immediate\write\w{x}x",
    ],
    ids=["input", "read", "shell", "write"],
)
def test_no_way_of_latexs_leads_to_a_secret(pool: WarmRenderPool, tmp_path: Path, attack: str) -> None:
    secret = tmp_path / "secret.tex"
    secret.write_text(SECRET)
    ended = pool.run(_question(attack % secret))
    assert SECRET not in str(ended)
    assert secret.read_text() == SECRET
