"""``python -m … NAME ERRNO ROOT``: a client on a kernel whose call NAME answers ERRNO. Prints what came of it."""

import os
import sys
from pathlib import Path

from vidgen_assets.domain.errors import ConfigurationError
from vidgen_assets.rendering.sandbox import bpf, landlock, seccomp
from vidgen_assets.rendering.sandbox.bpf import Instruction
from vidgen_assets.rendering.sandbox.kernel import PR_SET_NO_NEW_PRIVS, prctl
from vidgen_assets.rendering.warm.pool import WarmRenderPool


def break_kernel(number: int, errno: int) -> None:
    """For this process and all that it starts, the worker too."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    program = [
        bpf.load(bpf.NUMBER),
        Instruction(bpf.JUMP_IF_EQUAL, number, if_false=1),
        bpf.verdict(bpf.fail_with(errno)),
        bpf.verdict(bpf.ALLOW),
    ]
    seccomp.install(bpf.assemble(program))


def main(call: str, errno: str, root: str, unsafe: str = "") -> None:
    break_kernel(getattr(landlock, call), int(errno))
    pool = WarmRenderPool(
        "vidgen_assets_tests.rendering.warm.work:run", root=Path(root), unsafe_no_sandbox=bool(unsafe)
    )
    try:
        print(pool.run({"sleep": 0}).value)
    except ConfigurationError as error:
        print(error)


if __name__ == "__main__":
    os.umask(0o077)
    main(*sys.argv[1:])
