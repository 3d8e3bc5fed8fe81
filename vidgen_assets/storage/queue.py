"""`PromptQueue`: the files in which people ask for videos, on their way through the folders of the queue.

    queue/pending/   what people put there
    queue/taken/     tickets: which instance has taken which file, until its run is launched
    queue/inherited/ which tickets of instances that have stopped were taken over
    queue/done/      the files that were taken
    queue/rejected/  those that hold no request, each with an `.error.txt` that says why

What is made of a request, and when, is not decided here.
"""

import heapq
import time
from collections.abc import Iterator, Set
from pathlib import PurePosixPath
from typing import NamedTuple

from vidgen_assets.domain.errors import InputError, MissingArtifactError
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.ports import ArtifactStore, ListedObject
from vidgen_assets.domain.prompt_file import check_outside, looks_unfinished, parse
from vidgen_assets.domain.record import Record
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.storage.at_once import at_once
from vidgen_assets.storage.layout import QUEUE

_FOLDERS = ("pending", "taken", "inherited", "done", "rejected")
PENDING, TAKEN, INHERITED, DONE, REJECTED = (f"{QUEUE}{name}/" for name in _FOLDERS)
PATIENCE_S = 30.0
"""For so long a file that looks as if its end were missing is taken to be still written."""

LEASE_S = 600.0
"""Far longer than a daemon that runs takes to launch what it has taken, which is seconds."""

_ERROR = ".error.txt"
_PARTIAL = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp", "~")
_MOST_NAME_BYTES = 255


class QueuedFile(NamedTuple):
    """A file in one of the folders: its name there, its size (bytes), since when it is there (s since the epoch)."""

    name: str
    size: int
    updated: float
    generation: str

    @property
    def run_key(self) -> str:
        """Names this very file: another one under the same name has another."""
        return f"{self.name}@{self.generation}"


class Ticket(Record):
    """A file was taken by the instance `owner`, and this is the request that was in it."""

    name: str
    generation: str
    owner: str
    request: VideoRequest

    @property
    def run_key(self) -> str:
        """The `run_key` of the file."""
        return f"{self.name}@{self.generation}"


class PromptQueue:
    """The queue in a store. Any number of processes on any number of machines may use it; each file is taken once.

    A ticket that is older than `lease_s` (s) is one of an instance that has stopped."""

    def __init__(self, store: ArtifactStore, lease_s: float = LEASE_S) -> None:
        self._store, self._lease_s = store, lease_s

    def submit(self, name: str, request: VideoRequest) -> str:
        """Put a request into the queue under `name`, which ends in `.json`; gives where it is."""
        content = request.model_dump_json(indent=2, exclude_defaults=True).encode()
        return self._store.write(PENDING + name, content).uri

    def pending(self, most: int, passed_over: Set[str] = frozenset()) -> list[QueuedFile]:
        """The files that came first, at most so many, without those with these run keys."""
        waiting = (file for file in self._files(PENDING) if file.run_key not in passed_over)
        return heapq.nsmallest(most, waiting, key=lambda file: (file.updated, file.name))

    def done(self, most: int) -> list[QueuedFile]:
        """The files that were taken last, the newest first."""
        return heapq.nlargest(most, self._files(DONE), key=lambda file: (file.updated, file.name))

    def rejected(self) -> list[tuple[QueuedFile, str]]:
        """The files that were rejected, in order of their names, with what was wrong with each."""
        files = sorted(file for file in self._files(REJECTED) if not file.name.endswith(_ERROR))
        return [(file, self._error(file.name)) for file in files]

    def read(self, file: QueuedFile) -> VideoRequest | None:
        """The request in a pending file; None while it is still written, or when it is gone.

        Raises `InputError` when none can be in it.
        """
        key = PENDING + file.name
        settled, content = self._store.is_settled(key), b""
        try:
            check_outside(file.name, file.size)
            content = self._store.read(key, file.generation)
            request = parse(file.name, content)
        except MissingArtifactError:
            return None
        except InputError:
            fresh = time.time() - file.updated < PATIENCE_S
            if not settled or (fresh and looks_unfinished(file.name, content)):
                return None
            raise
        complete = file.name.lower().endswith(".json")  # a JSON object says itself where it ends
        return request if settled or complete else None

    def reject(self, file: QueuedFile, error: InputError) -> None:
        """Put the file aside, with what is wrong with it."""
        self._store.write(_error_key(file.name), f"{error}\n".encode())
        self._store.move(PENDING + file.name, file.generation, REJECTED + file.name)

    def take(self, file: QueuedFile, request: VideoRequest, owner: str) -> Ticket | None:
        """Take the file; None when somebody else has. The ticket lasts until `launched`."""
        ticket = Ticket(name=file.name, generation=file.generation, owner=owner, request=request)
        if not self._store.claim(_ticket_key(ticket.run_key), ticket.model_dump_json(indent=2).encode()):
            return None
        if self._move_to_done(ticket):
            return ticket
        self.launched(ticket.run_key)  # another one has taken it, and has launched its run already
        return None

    def unlaunched(self, owner: str) -> Iterator[Ticket]:
        """The tickets of `owner` that nothing was launched for, as far as is known, in order of their names; and those
        that others have left behind, which are its own from now on."""
        for listed, ticket in self._tickets():
            ours = ticket if ticket.owner == owner else self._inherited(listed, ticket, owner)
            if ours:
                self._move_to_done(ours)
                yield ours

    def tickets(self) -> list[tuple[Ticket, float]]:
        """All tickets, in order of their names, and since when each is there (s since the epoch)."""
        return [(ticket, listed.updated) for listed, ticket in self._tickets()]

    def launched(self, run_key: str) -> None:
        """What the ticket of this file asks for is under way."""
        self._store.delete(_ticket_key(run_key))

    def retry(self, file: QueuedFile) -> bool:
        """Put a rejected file into the queue again; False when it is no longer there."""
        moved = self._store.move(REJECTED + file.name, file.generation, PENDING + file.name)
        self._store.delete(_error_key(file.name))
        return moved

    def remove(self, file: QueuedFile) -> None:
        """Remove a rejected file, and what was wrong with it."""
        self._store.delete(REJECTED + file.name)
        self._store.delete(_error_key(file.name))

    def request_of(self, file: QueuedFile) -> VideoRequest | None:
        """The request in a file that was taken; None when there is none in it any more."""
        try:
            return parse(file.name, self._store.read(DONE + file.name))
        except (MissingArtifactError, InputError):
            return None

    def _files(self, prefix: str) -> Iterator[QueuedFile]:
        return (_named(found, prefix) for found in self._store.scan(prefix) if not found.key.endswith(_PARTIAL))

    def _move_to_done(self, ticket: Ticket) -> bool:
        return self._store.move(PENDING + ticket.name, ticket.generation, DONE + ticket.name)

    def _inherited(self, listed: ListedObject, ticket: Ticket, heir: str) -> Ticket | None:
        """The same ticket for its heir, if it was left behind, and if no other was first. If its first heir is killed
        here, there is another chance when as much time has passed again."""
        leases = int((time.time() - listed.updated) / self._lease_s)
        if not leases or not self._store.claim(_heir_key(listed, leases), heir.encode()):
            return None
        ours = ticket.model_copy(update={"owner": heir})
        self._store.write(_ticket_key(ours.run_key), ours.model_dump_json(indent=2).encode())
        return ours

    def _tickets(self) -> list[tuple[ListedObject, Ticket]]:
        """In order of the names of their files."""
        listed = list(self._store.scan(TAKEN))
        found = zip(listed, at_once(self._ticket, listed), strict=True)
        return sorted(((one, ticket) for one, ticket in found if ticket), key=lambda pair: pair[1].name)

    def _ticket(self, listed: ListedObject) -> Ticket | None:
        try:
            return Ticket.model_validate_json(self._store.read(listed.key, listed.generation))
        except (MissingArtifactError, InputError, ValueError):
            return None

    def _error(self, name: str) -> str:
        try:
            return self._store.read(_error_key(name)).decode(errors="replace").strip()
        except MissingArtifactError:
            return ""


def _named(found: ListedObject, prefix: str) -> QueuedFile:
    return QueuedFile(found.key.removeprefix(prefix), found.size, found.updated, found.generation)


def _ticket_key(run_key: str) -> str:
    return f"{TAKEN}{fingerprint(run_key)}.json"


def _heir_key(ticket: ListedObject, leases: int) -> str:
    return f"{INHERITED}{fingerprint(ticket.key, ticket.generation, leases)}"


def _error_key(name: str) -> str:
    """Beside the file, under its name, of which as much is left out as a store does not take."""
    path = PurePosixPath(name)
    room = _MOST_NAME_BYTES - len(_ERROR)
    return f"{REJECTED}{path.with_name(path.name.encode()[:room].decode(errors='ignore') + _ERROR)}"
