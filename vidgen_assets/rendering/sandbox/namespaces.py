"""Namespaces of its own, where the kernel gives them to everyone: what bubblewrap adds. A second wall behind the first.

Default containers refuse them; Landlock and seccomp, which hold everywhere, do not rely on them.
"""

import os
from pathlib import Path

from vidgen_assets.rendering.sandbox.kernel import machine, syscall
from vidgen_assets.rendering.sandbox.syscalls import numbers

_NEW_USER, _NEW_NETWORK, _NEW_IPC, _NEW_UTS = 0x10000000, 0x40000000, 0x08000000, 0x04000000


def unshare_where_possible() -> bool:
    """Leave the machine's network, System V memory and host name for empty ones. Says whether that was possible."""
    user, group = os.getuid(), os.getgid()
    try:
        syscall(numbers(machine())["unshare"], _NEW_USER | _NEW_NETWORK | _NEW_IPC | _NEW_UTS)
    except OSError:
        return False
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True
