"""How a command ends when it fails: what is wrong and how to put it right, and an exit code. No command catches more.

Exit codes: 0 all is well, 1 a video could not be made, 2 bad input, configuration or storage, 130 interrupted.
"""

import errno
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from typer.core import TyperGroup

from vidgen_assets.cli.console import remarks
from vidgen_assets.domain.errors import InputError, VidgenError

INTERRUPTED = 130
_FULL = {errno.ENOSPC: "the disk is full", errno.EDQUOT: "the disk quota is used up"}


class ReportingGroup(TyperGroup):
    """The commands, with every failure told to a person. With `--debug` the traceback comes too."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            remarks().print("Interrupted. What was finished is kept; the same command goes on from there.")
            raise typer.Exit(INTERRUPTED) from interrupt
        except BrokenPipeError as closed:
            raise typer.Exit(1) from closed
        except (VidgenError, OSError) as error:
            code = report(error, remarks(), debug=ctx.params["debug"])
            raise typer.Exit(code) from error


def report(error: VidgenError | OSError, console: Console, *, debug: bool = False) -> int:
    """Print `error` for a person; returns the exit code that goes with it."""
    if debug:
        console.print_exception()
    problem, fix = _said(error)
    console.print(f"[bold red]Error:[/] {escape(problem)}", soft_wrap=True)
    if fix:
        console.print(f"  [bold]Fix:[/] {escape(fix)}", soft_wrap=True)
    return error.exit_code if isinstance(error, VidgenError) else 2


def _said(error: VidgenError | OSError) -> tuple[str, str]:
    if isinstance(error, InputError):
        place = ":".join(str(part) for part in (error.file, error.line) if part is not None)
        return ": ".join(filter(None, (place, error.field, error.problem))) + ".", f"{error.fix}."
    if isinstance(error, OSError):
        return _said_by_system(error)
    return str(error), ""


def _said_by_system(error: OSError) -> tuple[str, str]:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in _FULL:
        return f"{_FULL[error.errno]}{where}.", "Free some space, then give the same command again."
    return f"{error.strerror or error}{where}.", ""
