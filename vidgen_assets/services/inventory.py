"""The ledger from outside: what is in it, how much room it takes, and taking things out. Buying belongs to the till."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple, Self

from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.services.claims import Owner
from vidgen_assets.services.ledger import PREFIX

_TOLD = 60


class Entry(NamedTuple):
    """An answer in the ledger.

    Attributes:
        key: where it is.
        service: whose answer it is.
        about: the model, and the beginning of what was asked.
        stored_at: when it came, or None where the entry is damaged.
        size: bytes.
        usable: whether it would be served again; what is not is evidence of something that went wrong.
    """

    key: str
    service: str
    about: str
    stored_at: datetime | None
    size: int
    usable: bool

    @classmethod
    def of(cls, key: str, content: bytes) -> Self:
        """From what is stored under the key."""
        service, name = key.removeprefix(PREFIX).split("/", 1)
        try:
            record = json.loads(content)
            about, stored_at = _about(record["request"]), datetime.fromisoformat(record["stored_at"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls(key, service, "damaged", None, len(content), usable=False)
        return cls(key, service, about, stored_at, len(content), usable=".bad-" not in name)


def inventory(store: ArtifactStore) -> Iterator[Entry]:
    """All answers, by service; each is read once."""
    for key in store.list(PREFIX):
        if key.endswith(".json"):
            try:
                yield Entry.of(key, store.read(key))
            except MissingArtifactError:
                continue


def prune(store: ArtifactStore, unwanted: Callable[[Entry], bool]) -> list[Entry]:
    """Take out what is unwanted, and the claims that killed runs left behind; gives what was taken out."""
    gone = [entry for entry in inventory(store) if unwanted(entry)]
    for entry in gone:
        store.delete(entry.key)
    for key in [key for key in store.list(PREFIX) if ".claim-" in key.rpartition("/")[2]]:
        if Owner.from_bytes(store.read(key)).gone:
            store.delete(key)
    return gone


def _about(request: dict[str, object]) -> str:
    asked = request.get("text") or request.get("input") or _last_message(request)
    model = request.get("model") or request.get("model_id") or ""
    flat = " ".join(f"{model}: {asked}".split())
    return flat if len(flat) <= _TOLD else f"{flat[: _TOLD - 1]}…"


def _last_message(request: dict[str, object]) -> object:
    messages = request.get("messages")
    return messages[-1]["content"] if isinstance(messages, list) and messages else ""
