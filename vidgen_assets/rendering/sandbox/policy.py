"""What a sandboxed process may touch. How the kernel is made to hold it to that belongs to `lockdown`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

HARMLESS_DEVICES: Final = tuple(map(Path, ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")))


@dataclass(frozen=True, slots=True)
class SandboxPolicy:
    """Files that may be touched; everything else, the network and other processes are closed.

    Attributes:
        read: files and folders (with all below them) that may be read; those that do not exist are passed over.
        write: folders that may be changed; they may be read too.
        execute: files and folders of programs that may be started. When empty, no process may be started at all.
        enforced: False only where the user said `unsafe_no_sandbox`: then nothing is closed.
    """

    read: tuple[Path, ...] = ()
    write: tuple[Path, ...] = ()
    execute: tuple[Path, ...] = ()
    enforced: bool = True

    @property
    def may_start_programs(self) -> bool:
        """Whether fork and exec are open."""
        return bool(self.execute) or not self.enforced
