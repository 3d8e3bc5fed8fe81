"""Turning LaTeX source that nobody has read into SVG, in a sandbox that may start programs, and keeping the result."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import which
from typing import Final

from vidgen_assets.domain.child import ChildJob
from vidgen_assets.rendering import process
from vidgen_assets.rendering.latex.cache import FormulaCache
from vidgen_assets.rendering.sandbox.collect import Output, OutputRefusedError, collect
from vidgen_assets.rendering.sandbox.confined import Confinement
from vidgen_assets.rendering.sandbox.environment import for_sandbox
from vidgen_assets.rendering.sandbox.guardian import supervise
from vidgen_assets.rendering.sandbox.helpers import Helper
from vidgen_assets.rendering.sandbox.limits import MIB, Limits
from vidgen_assets.rendering.sandbox.line import Message
from vidgen_assets.rendering.sandbox.policy import SandboxPolicy
from vidgen_assets.rendering.sandbox.scratch import Scratch, scratch_folder

PROGRAM_PATH: Final = "/usr/local/bin:/usr/bin:/bin"
NOT_INSTALLED: Final = "LaTeX is not installed here, so Tex and MathTex cannot be drawn: use MathTypst or Text instead"
_LIMITS: Final = Limits(wall=60, cpu=60, memory=1024 * MIB, processes=32, disk=64 * MIB, file_size=32 * MIB, files=500)
_COMPILERS: Final = ("latex", "pdflatex", "xelatex", "lualatex")
_FORMATS: Final = (".dvi", ".xdv", ".pdf")
_LARGEST_SOURCE: Final = 200_000
_PROGRAMS: Final = (
    *("/usr/bin", "/bin", "/usr/local/bin", "/lib", "/lib64", "/usr/lib", "/usr/lib64"),
    *("/usr/share/texlive", "/usr/share/texmf", "/usr/local/texlive"),
)
_DATA: Final = (
    *("/usr/share", "/usr/local/share", "/etc/texmf", "/var/lib/texmf", "/etc/fonts", "/var/cache/fontconfig"),
    *("/etc/ld.so.cache", "/etc/alternatives", "/etc/ghostscript", "/var/lib/ghostscript"),
)


@dataclass(frozen=True, slots=True)
class _Formula:
    source: str
    compiler: str
    output_format: str

    @property
    def key(self) -> str:
        return sha256("\0".join((self.source, self.compiler, self.output_format)).encode()).hexdigest()


def has_latex(compiler: str = "latex") -> bool:
    """Whether formulas can be compiled here, by this compiler."""
    return all(which(program, path=PROGRAM_PATH) for program in (compiler, "dvisvgm"))


def latex_helpers(cache: Path, scratch_root: Path, *, enforced: bool = True) -> Mapping[str, Helper]:
    """What answers questions for ``latex``: an SVG file's content and a name for it, or a failure in words.

    A sandbox gets the formula that it asked for and cannot look into `cache`, where those of other videos are.
    """
    formulas = FormulaCache(cache)
    policy = SandboxPolicy(read=tuple(map(Path, _DATA)), execute=tuple(map(Path, _PROGRAMS)), enforced=enforced)

    def answer(question: Message) -> Message:
        formula = _understood(question)
        failure = None if formulas.has(formula.key) else _make(formula, formulas, policy, scratch_root)
        return {"failure": failure} if failure else {"name": f"{formula.key}.svg", "svg": formulas.read(formula.key)}

    return {"latex": answer}


def _understood(question: Message) -> _Formula:
    source, compiler, output_format = (str(question[name]) for name in ("source", "compiler", "output_format"))
    if compiler not in _COMPILERS or output_format not in _FORMATS or len(source) > _LARGEST_SOURCE:
        raise ValueError(f"{compiler} with {output_format} output is not offered, or the source is too long")
    return _Formula(source, compiler, output_format)


def _make(formula: _Formula, formulas: FormulaCache, policy: SandboxPolicy, scratch_root: Path) -> str | None:
    if not has_latex(formula.compiler):
        return NOT_INSTALLED
    with scratch_folder(scratch_root, {}) as scratch:
        own = SandboxPolicy(policy.read, scratch.writable, policy.execute, policy.enforced)
        ended = supervise(lambda _: _Run(formula, scratch).compile(), Confinement(own, _LIMITS, scratch))
        if ended.failure or ended.value:
            return f"LaTeX failed: {ended.failure or ended.value}"
        unfinished = formulas.path(formula.key).with_suffix(f".{os.getpid()}")
        try:
            collect(Output("formula.svg", unfinished, "svg", 16 * MIB), scratch.work)
        except OutputRefusedError as refused:
            return f"LaTeX failed: {refused}"
        formulas.keep(unfinished, formula.key)
    return None


@dataclass(frozen=True, slots=True)
class _Run:
    """In the sandbox, in its working folder."""

    formula: _Formula
    scratch: Scratch

    def compile(self) -> str | None:
        """What went wrong, or None when ``formula.svg`` stands there."""
        formula = self.formula
        typeset = f"formula{formula.output_format}"
        Path("formula.tex").write_text(formula.source, encoding="utf-8")
        self._start(formula.compiler, *_options(formula), "formula.tex")
        if not Path(typeset).exists():
            return _first_error()
        pdf = ["--pdf"] if formula.output_format == ".pdf" else []
        self._start("dvisvgm", *pdf, "--page=1", "--no-fonts", "--verbosity=0", "--output=formula.svg", typeset)
        return None

    def _start(self, *command: str) -> None:
        environment = for_sandbox(self.scratch.home, self.scratch.temporary)
        process.run(ChildJob(command, folder=self.scratch.work, wall_limit=_LIMITS.wall, environment=environment))


def _options(formula: _Formula) -> list[str]:
    options = ["-no-shell-escape", "-interaction=batchmode", "-halt-on-error"]
    if formula.compiler == "xelatex":
        return [*options, *(["-no-pdf"] if formula.output_format == ".xdv" else [])]
    return [*options, f"-output-format={formula.output_format[1:]}"]


def _first_error() -> str:
    """The first complaint in LaTeX's log, with the line that it is about."""
    try:
        lines = Path("formula.log").read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return "it left no log"
    start = next((number for number, line in enumerate(lines) if line.startswith("!")), None)
    if start is None:
        return "it left nothing, and says no reason"
    about = next((line for line in lines[start:] if line.startswith("l.")), "")
    return f"{lines[start][1:].strip()} {about}".strip()
