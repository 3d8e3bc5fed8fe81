"""How a sandboxed process ended, put into words. Neither what it was held to nor its outputs belong here."""

import resource
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from vidgen_assets.rendering.sandbox.legible import legible, legible_json
from vidgen_assets.rendering.sandbox.limits import LimitName, Limits

_NEAR: Final = 0.85
_LONGEST_FAILURE: Final = 2_000  # characters; more is for the log
_OUT_OF_MEMORY_SIGNS: Final = (signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a sandboxed process ended.

    Attributes:
        exit_code: as `subprocess` gives it: negative for a signal.
        value: what the work returned: JSON, untrusted. None unless `failure` is None.
        failure: what went wrong, as a sentence; None when the work was done.
        limit: the limit that was hit, if that was it.
        log: the end of what it printed. All texts are legible, and no orders to a terminal.
        wall: seconds from start to end.
        cpu: seconds of processor time.
        peak_memory: bytes, resident, shared ones included.
    """

    exit_code: int
    value: Any
    failure: str | None
    limit: LimitName | None
    log: str
    wall: float
    cpu: float
    peak_memory: int


@dataclass(frozen=True, slots=True)
class Observed:
    """What the guardian saw: the exit, what was used, the limit for which it was stopped, what it told last."""

    exit_code: int
    usage: resource.struct_rusage
    wall: float
    peak_memory: int
    stopped_for: LimitName | None
    told: Mapping[str, Any]
    log: str

    @property
    def cpu(self) -> float:
        """Seconds of processor time, in user and kernel mode."""
        return self.usage.ru_utime + self.usage.ru_stime


def conclude(seen: Observed, limits: Limits) -> Ended:
    """Put together what was seen: what was measured counts for more than what the process told."""
    limit = seen.stopped_for or _limit_of_signal(seen, limits) or _told_limit(seen)
    failure = f"it was stopped: {limits.explain(limit)}" if limit else _failure(seen)
    value = None
    try:
        value = None if failure else legible_json(seen.told.get("value"))
    except RecursionError:
        failure = "its answer is nested too deep"
    return Ended(
        exit_code=seen.exit_code,
        value=value,
        failure=failure,
        limit=limit,
        log=legible(seen.log),
        wall=seen.wall,
        cpu=seen.cpu,
        peak_memory=max(seen.peak_memory, seen.usage.ru_maxrss * 1024),
    )


def _limit_of_signal(seen: Observed, limits: Limits) -> LimitName | None:
    sign = -seen.exit_code
    if sign == signal.SIGXCPU or (sign == signal.SIGKILL and seen.cpu >= limits.cpu):
        return "cpu"
    if sign == signal.SIGXFSZ:
        return "file_size"
    if sign in _OUT_OF_MEMORY_SIGNS and seen.peak_memory >= _NEAR * limits.memory:
        return "memory"
    return None


def _told_limit(seen: Observed) -> LimitName | None:
    told = seen.told.get("limit")
    return next((name for name in get_args(LimitName) if name == told), None)


def _failure(seen: Observed) -> str | None:
    if seen.exit_code < 0:
        return f"it was ended by {_signal_name(-seen.exit_code)}"
    told = seen.told.get("failure")
    if isinstance(told, str):
        return legible(told[:_LONGEST_FAILURE])
    if seen.exit_code or "value" not in seen.told:
        return f"it ended with exit code {seen.exit_code} before its work was done"
    return None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
