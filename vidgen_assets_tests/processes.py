"""The processes of this machine that work on a test's home: to be looked into, and to be killed as a crash would."""

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

from vidgen_assets_tests.threads import repeating


def environments() -> Iterator[tuple[int, bytes]]:
    """The number and the environment of each process."""
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            yield int(environ.parent.name), environ.read_bytes()


_LINE_AND_ENVIRONMENT = ("cmdline", "environ", "cmdline")


@contextlib.contextmanager
def watched(home: Path, *, but: str) -> Iterator[dict[str, bytes]]:
    """The command lines, and under each the environment, of the processes that work on `home` meanwhile, however short
    their lives, but of those whose command line holds this."""
    seen = dict[str, bytes]()

    def look() -> None:
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                line, content, after = ((process / name).read_bytes() for name in _LINE_AND_ENVIRONMENT)
                # A child that is about to execute something else has the environment of who started it until then.
                if line == after and str(home).encode() in content and but.encode() not in line:
                    seen[line.decode(errors="replace")] = content

    with repeating(look, 0.05):
        yield seen


def kill_all(home: Path) -> None:
    """SIGKILL for every process whose home this is, until there is none left."""
    while found := [pid for pid, content in environments() if f"VIDGEN_HOME={home}\0".encode() in content]:
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
