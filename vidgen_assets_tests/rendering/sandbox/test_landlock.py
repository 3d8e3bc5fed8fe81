"""The bits and sizes given to Landlock are the kernel's, for old versions of it too."""

import re
from pathlib import Path

import pytest

from vidgen_assets.rendering.sandbox.landlock import Access, handled, ruleset_attributes

HEADER = Path("/usr/include/linux/landlock.h")


def test_the_kinds_of_access_are_those_of_the_kernels_header() -> None:
    if not HEADER.exists():
        pytest.skip("no kernel headers here")
    found = re.findall(r"LANDLOCK_ACCESS_FS_(\w+)\s+\(1ULL << (\d+)\)", HEADER.read_text())
    assert {name: 1 << int(bit) for name, bit in found}.items() <= {a.name: a.value for a in Access}.items()


@pytest.mark.parametrize(("version", "size"), [(1, 8), (3, 8), (4, 16), (5, 16), (6, 24), (7, 24)])
def test_a_kernel_is_given_no_more_than_it_knows(version: int, size: int) -> None:
    assert len(ruleset_attributes(version)) == size


def test_each_version_closes_what_it_can() -> None:
    assert Access.REFER not in handled(1)
    assert Access.REFER in handled(2)
    assert Access.TRUNCATE not in handled(2)
    assert Access.TRUNCATE in handled(3)
    assert Access.IOCTL_DEV in handled(5)
