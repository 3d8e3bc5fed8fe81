"""The account book of a video: its paid calls, one numbered entry each. What may be paid for is `accounts`' to say.

The next number is claimed, so of any two calls everybody knows which came first. An entry tells what those before it
had cost that were settled, so that few are read, and none are ever looked for by listing.
"""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.spend import Call
from vidgen_assets.services.claims import Owner

PREFIX = "spend/"
_AT_ONCE = 16


class Settled(Record):
    """The first `entries` of a book have ended, and have cost `usd` US dollars in all."""

    entries: int = 0
    usd: float = 0.0


class Entry(Record):
    """A call: what it has cost in US dollars or, while its `owner` is at it, can cost at most."""

    usd: float
    owner: Owner | None
    call: Call | None = None
    before: Settled = Settled()


class Sums(NamedTuple):
    """US dollars: what was paid, and what calls under way can cost at most."""

    spent: float
    held: float


class AccountBook:
    """The entries of one video, counted from 1, under ``spend/<video>/``."""

    def __init__(self, store: ArtifactStore, video: str) -> None:
        self._store, self._video, self._known = store, video, 0

    def open(self, usd: float, owner: Owner) -> int:
        """A new entry for a call that can cost so much at most; its number."""
        last = self.last()
        before = self._settled(last)
        for number in itertools.count(last + 1):
            entry = Entry(usd=usd, owner=owner, before=before)
            if self._store.claim(self._key(number), entry.model_dump_json().encode()):
                return number
        raise AssertionError("there are more numbers than entries")

    def renew(self, number: int) -> None:
        """Tell other machines that this process is still at the call of this entry."""
        entry = self._entry(number).model_copy(update={"owner": Owner.here()})
        self._store.write(self._key(number), entry.model_dump_json().encode())

    def settle(self, number: int, call: Call | None) -> None:
        """The call of this entry has ended, with this bill; None if it was not made, or cost nothing."""
        usd = call.usd or 0.0 if call else 0.0
        entry = Entry(usd=usd, owner=None, call=call, before=self._entry(number).before)
        self._store.write(self._key(number), entry.model_dump_json().encode())

    def sums(self, before: int | None = None) -> Sums:
        """Of all entries, or of those before a number. A call whose process was killed counts at its highest price."""
        last = self.last() if before is None else before - 1
        settled, spent, held = self._entry(last).before, 0.0, 0.0
        for entry in self._entries(settled.entries + 1, last):
            if entry.owner is None or entry.owner.gone:
                spent += entry.usd
            else:
                held += entry.usd
        return Sums(settled.usd + spent, held)

    def last(self) -> int:
        """The number of the last entry; 0 when there is none.

        Numbers have no gaps, so strides that double, and then halve, find it.
        """
        stride = 1
        while self._is_there(self._known + stride):
            self._known, stride = self._known + stride, 2 * stride
        while (stride := stride // 2) > 0:
            if self._is_there(self._known + stride):
                self._known += stride
        return self._known

    def calls(self, before: int | None = None) -> tuple[Call, ...]:
        """The calls of all entries that have one, or of those before a number, in order."""
        last = self.last() if before is None else before - 1
        return tuple(entry.call for entry in self._entries(1, last) if entry.call)

    def _settled(self, last: int) -> Settled:
        settled = self._entry(last).before
        for entry in self._entries(settled.entries + 1, last):
            if entry.owner is not None:
                break
            settled = Settled(entries=settled.entries + 1, usd=settled.usd + entry.usd)
        return settled

    def _is_there(self, number: int) -> bool:
        return self._store.stat(self._key(number)) is not None

    def _entries(self, first: int, last: int) -> Iterator[Entry]:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            yield from list(pool.map(self._entry, range(first, last + 1)))

    def _entry(self, number: int) -> Entry:
        """The entry; an empty one before the first, and in place of one that somebody has removed."""
        if number == 0:
            return Entry(usd=0.0, owner=None)
        try:
            return Entry.model_validate_json(self._store.read(self._key(number)))
        except MissingArtifactError:
            return Entry(usd=0.0, owner=None)

    def _key(self, number: int) -> str:
        return f"{PREFIX}{self._video}/{number:06d}.json"
