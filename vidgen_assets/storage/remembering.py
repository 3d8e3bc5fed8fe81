"""`RememberingStore`: a store that for a while is seen as it was when first asked, so that nothing is asked twice.

It pays where every question is a journey. Whoever remembers has to be told what others have changed meanwhile, or must
not mind: a run that is started in vain looks for itself, and finds that nothing is to be done.
"""

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from vidgen_assets.domain.errors import MissingArtifactError, VidgenError
from vidgen_assets.domain.ports import ArtifactStore, ListedObject, StoredObject

R = TypeVar("R")

_AHEAD = 32
"""How many questions are asked ahead at once."""


class RememberingStore:
    """`store`, with a memory that lasts as long as `remembering`, and is empty before and after."""

    def __init__(self, store: ArtifactStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], Future[Any]] | None = None
        self._ahead: ThreadPoolExecutor | None = None

    @contextlib.contextmanager
    def remembering(self) -> Iterator[None]:
        """Remember, and let questions be asked ahead. Within another `remembering` it is that one's memory."""
        if self._known is not None:
            yield
            return
        self._known, self._ahead = {}, ThreadPoolExecutor(_AHEAD, "ahead")
        try:
            yield
        finally:
            ahead, self._known, self._ahead = self._ahead, None, None
            ahead.shutdown(cancel_futures=True)

    def foresee(self, ask: Callable[[], object]) -> None:
        """Begin to ask, if what is learned is remembered. What goes wrong is told to whoever asks again."""
        if self._ahead is not None:
            self._ahead.submit(_quietly, ask)

    def suppose(self, key: str, ask: Callable[[str], StoredObject]) -> None:
        """Begin to ask somebody else than the store what is under the key; what they say counts as its answer."""
        self.foresee(lambda: self._seen("stat", ask, key))

    def forget(self, keys: Iterable[str]) -> None:
        """Others may have changed these."""
        with self._lock:
            for place in itertools.product(("read", "fetch", "stat"), keys):
                if self._known is not None:
                    self._known.pop(place, None)

    def forget_all(self) -> None:
        """Others may have changed anything."""
        with self._lock:
            if self._known is not None:
                self._known.clear()

    def read(self, key: str, generation: str | None = None) -> bytes:
        """A small object, whole; one of a generation stays as it is, and is not kept in mind."""
        if generation is not None:
            return self._store.read(key, generation)
        return self._seen("read", self._store.read, key)

    def fetch(self, key: str) -> Path:
        """A local file with the object's content."""
        return self._seen("fetch", self._store.fetch, key)

    def stat(self, key: str) -> StoredObject | None:
        """What is under the key, or None."""
        return self._seen("stat", self._store.stat, key)

    def write(self, key: str, content: bytes | Path) -> StoredObject:
        """Store bytes or a file."""
        with self._changing(key):
            stored = self._store.write(key, content)
        if isinstance(content, bytes):
            self._learn(key, content)
        return stored

    def claim(self, key: str, content: bytes) -> bool:
        """Create the object if there is none."""
        with self._changing(key):
            return self._store.claim(key, content)

    def delete(self, key: str) -> None:
        """Remove an object."""
        with self._changing(key):
            self._store.delete(key)

    def move(self, key: str, generation: str, to: str) -> bool:
        """Put the object under another key."""
        with self._changing(key), self._changing(to):
            return self._store.move(key, generation, to)

    def list(self, prefix: str) -> Iterator[str]:
        """The keys that start with `prefix`, as they are now."""
        return self._store.list(prefix)

    def scan(self, prefix: str) -> Iterator[ListedObject]:
        """What is under the keys that start with `prefix`, as it is now."""
        return self._store.scan(prefix)

    def is_settled(self, key: str) -> bool:
        """Whether nobody may still be writing the object."""
        return self._store.is_settled(key)

    def uri(self, key: str) -> str:
        """Where a person finds the object."""
        return self._store.uri(key)

    def link(self, key: str) -> str | None:
        """An address at which a browser opens the object."""
        return self._store.link(key)

    def check(self, *, lately: float = 0.0) -> None:
        """Raise when things could not be stored."""
        self._store.check(lately=lately)

    def _seen(self, verb: str, ask: Callable[[str], R], key: str) -> R:
        known, place, ours = self._known, (verb, key), Future[R]()
        if known is None:
            return ask(key)
        with self._lock:
            first = known.setdefault(place, ours)
        if first is not ours:
            answer: R = first.result()
            return answer
        try:
            ours.set_result(ask(key))
        except MissingArtifactError as error:
            ours.set_exception(error)
        except BaseException as error:
            with self._lock:
                known.pop(place, None)  # an outage may be over when somebody asks again
            ours.set_exception(error)
        return ours.result()

    def _learn(self, key: str, content: bytes) -> None:
        known = Future[bytes]()
        known.set_result(content)
        with self._lock:
            if self._known is not None:
                self._known["read", key] = known

    @contextlib.contextmanager
    def _changing(self, key: str) -> Iterator[None]:
        try:
            yield
        finally:
            self.forget([key])


def _quietly(ask: Callable[[], object]) -> None:
    with contextlib.suppress(VidgenError):
        ask()
