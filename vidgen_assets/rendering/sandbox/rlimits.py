"""Limits that the kernel itself keeps for one process. What it does not keep well, the guardian watches."""

import resource
from typing import Final

from vidgen_assets.rendering.sandbox.limits import Limits

_GRACE_CPU_S: Final = 2
# Addresses that may be mapped, as a multiple of the memory that may be used: programs map more than they use. Without
# a bound, the tables for addresses that are only read fill the machine, and are nobody's memory.
_ADDRESSES: Final = 16


def apply(limits: Limits, memory_in_use: int, addresses_in_use: int) -> None:
    """Lower this process's limits, for good. What it was forked with comes on top: bytes, of private writable memory
    and of addresses.
    """
    cpu = max(1, round(limits.cpu))
    wanted = {
        resource.RLIMIT_CPU: (cpu, cpu + _GRACE_CPU_S),
        resource.RLIMIT_DATA: _both(limits.memory + memory_in_use),
        resource.RLIMIT_AS: _both(_ADDRESSES * limits.memory + addresses_in_use),
        resource.RLIMIT_FSIZE: _both(limits.file_size),
        resource.RLIMIT_NOFILE: _both(limits.open_files),
        resource.RLIMIT_CORE: _both(0),
        resource.RLIMIT_MEMLOCK: _both(0),
        resource.RLIMIT_MSGQUEUE: _both(0),
    }
    for name, (soft, hard) in wanted.items():
        resource.setrlimit(name, (_lowered(name, soft), _lowered(name, hard)))


def _both(value: int) -> tuple[int, int]:
    return value, value


def _lowered(name: int, value: int) -> int:
    current = resource.getrlimit(name)[1]
    return value if current == resource.RLIM_INFINITY else min(value, current)
