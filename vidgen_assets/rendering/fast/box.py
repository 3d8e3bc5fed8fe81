"""Parts of a frame. What is drawn or encoded there does not belong here."""

from typing import NamedTuple, Self


class Box(NamedTuple):
    """A rectangle of pixels; `right` and `bottom` are the first that are not in it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def empty(self) -> bool:
        """Whether there is no pixel in it."""
        return self.left >= self.right or self.top >= self.bottom

    @property
    def rows_and_columns(self) -> tuple[slice, slice]:
        """It in an array whose first axis goes down, and whose second to the right."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def with_all_of(self, other: Self) -> Self:
        """The least box that both are in."""
        if self.empty or other.empty:
            return other if self.empty else self
        return type(self)(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def halved(self) -> Self:
        """The pixels of half the size that it touches."""
        return type(self)(self.left // 2, self.top // 2, -(-self.right // 2), -(-self.bottom // 2))

    def doubled(self) -> Self:
        """The reverse of `halved`, of whole pairs of pixels."""
        return type(self)(*(2 * side for side in self))
