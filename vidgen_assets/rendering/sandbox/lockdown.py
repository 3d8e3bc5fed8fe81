"""Locking this process down, for good, in the one order that works. To be called in a fresh fork only."""

from vidgen_assets.rendering.sandbox import capabilities, landlock, namespaces, rlimits, seccomp
from vidgen_assets.rendering.sandbox.kernel import PR_SET_NO_NEW_PRIVS, machine, prctl
from vidgen_assets.rendering.sandbox.limits import Limits
from vidgen_assets.rendering.sandbox.policy import SandboxPolicy
from vidgen_assets.rendering.sandbox.process_tree import addresses_in_use, private_memory
from vidgen_assets.rendering.sandbox.syscalls import AUDIT_ARCHITECTURES


def missing_from_kernel() -> str | None:
    """What this kernel or machine lacks for the sandbox, as a sentence; None when nothing is lacking."""
    if machine() not in AUDIT_ARCHITECTURES:
        return f"the sandbox has no system call filter for {machine()} machines"
    if not landlock.abi():
        return "this kernel has no Landlock (it needs Linux 5.13 or newer, with landlock among its security modules)"
    return None


def lock_down(policy: SandboxPolicy, limits: Limits) -> None:
    """Hold this process and all it starts to the policy and the limits. Raises `OSError` when the kernel will not."""
    rlimits.apply(limits, private_memory(), addresses_in_use())
    if not policy.enforced:
        return
    namespaces.unshare_where_possible()
    capabilities.drop_all()
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    landlock.restrict(policy)
    seccomp.install(seccomp.filter_for_this_process(machine(), policy.may_start_programs))
