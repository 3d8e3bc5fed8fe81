"""What a person, or a model, needs to see of a scene that broke: one line, and the traceback from the scene on."""

import linecache
import traceback
from pathlib import Path

from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.rendering.job import RenderFailure
from vidgen_assets.rendering.scene_runner.hints import hints

_LOG_LINES = 40


def describe(error: BaseException, source: Path) -> RenderFailure:
    """Leave out the frames above the scene's own code, and the folder it happens to lie in."""
    report = traceback.TracebackException.from_exception(error)
    own = [number for number, frame in enumerate(report.stack) if frame.filename == str(source)]
    place = _place(report, source)
    if place:
        report.stack[: own[0] if own else len(report.stack)] = []
    what = str(error) if isinstance(error, VidgenError) else _last_line(report)
    log = "".join(report.format()).replace(f"{source.parent}/", "").splitlines()[-_LOG_LINES:]
    return RenderFailure(message=f"{place}: {what}" if place else what, log="\n".join((*log, *_hints(error, source))))


def _hints(error: BaseException, source: Path) -> tuple[str, ...]:
    """For the innermost line of the scene's own code that was being run."""
    own = [
        (frame, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == str(source)
    ]
    if not own:
        return ()
    frame, line = own[-1]
    return hints(linecache.getline(str(source), line), error, {**frame.f_globals, **frame.f_locals})


def _last_line(report: traceback.TracebackException) -> str:
    return "".join(report.format_exception_only()).strip().splitlines()[-1]


def _place(report: traceback.TracebackException, source: Path) -> str:
    if report.exc_type is not None and issubclass(report.exc_type, SyntaxError) and report.filename == str(source):
        return f"{source.name} line {report.lineno}"
    own = [frame.lineno for frame in report.stack if frame.filename == str(source)]
    return f"{source.name} line {own[-1]}" if own else ""
