"""Saying where in a script a fault is. What is a fault belongs to whoever finds it."""

from collections.abc import Iterator
from contextlib import contextmanager

from vidgen_assets.domain.errors import FormulaError, InputError, ScriptError


def fault(line: int, field: str, problem: str, fix: str) -> ScriptError:
    """The error for a fault in this line, counted from 1."""
    return ScriptError(problem, field=field, fix=fix, line=line)


@contextmanager
def at_line(line: int, field: str | None = None) -> Iterator[None]:
    """Give errors from inside that know no line this one, and `field` as their place."""
    try:
        yield
    except InputError as error:
        if error.line is not None:
            raise
        raise _moved(error, line=line, field=field or error.field, file=None) from error


@contextmanager
def in_file(file: str) -> Iterator[None]:
    """Give errors from inside the name of the file."""
    try:
        yield
    except InputError as error:
        raise _moved(error, line=error.line, field=error.field, file=file) from error


def _moved(error: InputError, *, line: int | None, field: str, file: str | None) -> InputError:
    kind = FormulaError if isinstance(error, FormulaError) else ScriptError
    return kind(error.problem, field=field, fix=error.fix, file=file, line=line)
