"""The check of what confines scene code: whether the kernel can, and whether it is wanted. Nothing is tried out."""

from vidgen_assets.cli.doctor.check import Check, State
from vidgen_assets.rendering.sandbox.landlock import abi
from vidgen_assets.rendering.sandbox.lockdown import missing_from_kernel
from vidgen_assets.settings import Settings

_NAME = "Sandbox"
_SWITCH = "VIDGEN_UNSAFE_NO_SANDBOX"


def confinement(settings: Settings) -> Check:
    """Whether scenes are drawn in a sandbox, without one, or not at all."""
    if settings.unsafe_no_sandbox:
        return Check(_NAME, State.MISSING, f"switched off by {_SWITCH}", "keeps scene code from all that is yours")
    if lacking := missing_from_kernel():
        return Check(
            _NAME, State.BROKEN, lacking, f"keeps scene code from all that is yours; {_SWITCH}=true does without"
        )
    return Check(_NAME, State.OK, f"Landlock {abi()} and seccomp", "keeps scene code from all that is yours")
