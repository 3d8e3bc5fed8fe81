"""A mobject and all that it is made of, which Manim asks for several times a frame."""

from collections.abc import Sequence
from typing import TypeVar

from manim.mobject.mobject import Mobject

_ItemT = TypeVar("_ItemT")


def get_family(mobject: Mobject, recurse: bool = True) -> list[Mobject]:
    """`Mobject.get_family`."""
    if not mobject.submobjects:
        return [mobject]
    members: list[Mobject] = []
    _collect(mobject, members, set())
    return remove_list_redundancies(members)


def family_members_with_points(mobject: Mobject) -> list[Mobject]:
    """`Mobject.family_members_with_points`."""
    if not mobject.submobjects and type(mobject).get_family is get_family:
        return [mobject] if len(mobject.points) else []
    return [member for member in mobject.get_family() if len(member.points)]


def remove_list_redundancies(items: Sequence[_ItemT]) -> list[_ItemT]:
    """`remove_list_redundancies`: of each item, the last of its kind stays."""
    kept = list(dict.fromkeys(reversed(items)))
    kept.reverse()
    return kept


def _collect(mobject: Mobject, members: list[Mobject], above: set[Mobject]) -> None:
    """Add `mobject` and what is below it, depth first, except where a mobject contains itself."""
    if mobject in above:
        return
    above.add(mobject)
    members.append(mobject)
    for part in mobject.submobjects:
        if part.submobjects:
            _collect(part, members, above)
        else:
            members.append(part)
    above.remove(mobject)
