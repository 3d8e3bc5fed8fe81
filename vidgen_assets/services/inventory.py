"""What was paid for, from outside: the answers that there are, which videos are made of them, and taking some out.

Buying belongs to the till. What of speech can be found sentence by sentence is an index of the answers, and goes with
them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from typing import Any, NamedTuple, Self

from vidgen_assets.domain.errors import MissingArtifactError
from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.services.claims import Owner
from vidgen_assets.services.ledger import PREFIX

SPEECH = "speech/"
"""Where the index of what has been said is: sentences under ``takes/``, whole texts under ``texts/``."""

_TOLD = 60
_RECORDS = ("plan.json", "audio.json", "scene.json")


class Entry(NamedTuple):
    """An answer in the ledger.

    Attributes:
        key: where it is.
        service: whose answer it is.
        about: the model, and the beginning of what was asked.
        stored_at: when it came, or None where the entry is damaged.
        size: bytes.
        usable: whether it would be served again; what is not is evidence of something that went wrong.
        looked_up: whether it was only looked up, and cost nothing, such as the voices that there are.
    """

    key: str
    service: str
    about: str
    stored_at: datetime | None
    size: int
    usable: bool
    looked_up: bool = False

    @classmethod
    def of(cls, key: str, content: bytes) -> Self:
        """From what is stored under the key."""
        service, name = key.removeprefix(PREFIX).split("/", 1)
        try:
            record = json.loads(content)
            about, stored_at = _about(record["request"]), datetime.fromisoformat(record["stored_at"])
            looked_up = "get" in record["request"]
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls(key, service, "damaged", None, len(content), usable=False)
        return cls(key, service, about, stored_at, len(content), ".bad-" not in name, looked_up)


def inventory(store: ArtifactStore) -> Iterator[Entry]:
    """All answers, by service; each is read once."""
    for key in store.list(PREFIX):
        if key.endswith(".json"):
            try:
                yield Entry.of(key, store.read(key))
            except MissingArtifactError:
                continue


class Pruned(NamedTuple):
    """What was taken out: answers, and how many entries of the index that were `dangling`, leading to none; and the
    answers that were `spared`, since videos are made of them, by the video's name."""

    gone: Sequence[Entry]
    dangling: int
    spared: Mapping[str, Sequence[Entry]]


def prune(store: ArtifactStore, unwanted: Callable[[Entry], bool], *, spare: bool = True) -> Pruned:
    """Take out what is unwanted, but what a video is made of only without `spare`; and what leads nowhere any more: the
    index of answers that are gone, and the claims that killed runs left behind."""
    needed = uses(store) if spare else {}
    found = [entry for entry in inventory(store) if unwanted(entry)]
    spared: dict[str, list[Entry]] = defaultdict(list)
    gone = []
    for entry in found:
        videos = _made_of(entry, needed)
        for video in videos:
            spared[video].append(entry)
        if not videos:
            gone.append(entry)
            store.delete(entry.key)
    _drop_claims(store)
    return Pruned(gone, _drop_dangling(store), spared)


def _made_of(entry: Entry, needed: Mapping[str, Set[str]]) -> Set[str]:
    """The videos that could not be made again without this. No record tells who looked something up, but whoever was
    served by that service may have, and a replay needs it."""
    if not entry.looked_up or not entry.usable:
        return needed.get(entry.key, frozenset())
    place = f"{PREFIX}{entry.service}/"
    return {video for key, videos in needed.items() if key.startswith(place) for video in videos}


def uses(store: ArtifactStore) -> Mapping[str, Set[str]]:
    """The names of the videos that are made of each answer, by its key."""
    found: dict[str, set[str]] = defaultdict(set)
    for key in store.list("videos/"):
        if key.rpartition("/")[2] in _RECORDS:
            for call in (_record(store, key).get("spend") or {}).get("calls", ()):
                if answer := call.get("answer"):
                    found[answer].add(key.split("/")[1])
    return found


def index_size(store: ArtifactStore) -> tuple[int, int]:
    """How many entries the index of what has been said has, and their bytes."""
    sizes = [stored.size for key in store.list(SPEECH) if (stored := store.stat(key))]
    return len(sizes), sum(sizes)


def _drop_claims(store: ArtifactStore) -> None:
    for key in [key for key in store.list(PREFIX) if ".claim-" in key.rpartition("/")[2]]:
        if Owner.from_bytes(store.read(key)).gone:
            store.delete(key)


def _drop_dangling(store: ArtifactStore) -> int:
    """Entries of the index whose answers are not there; what is being bought now is asked for all the same."""
    answers, dropped = set(store.list(PREFIX)), 0
    for key in list(store.list(SPEECH)):
        record = _record(store, key)
        if not {*record.get("answers", ()), record.get("answer")} - {None} <= answers:
            store.delete(key)
            dropped += 1
    return dropped


def _record(store: ArtifactStore, key: str) -> dict[str, Any]:
    try:
        found = json.loads(store.read(key))
    except (MissingArtifactError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _about(request: dict[str, object]) -> str:
    said = request.get("body")
    request = said if isinstance(said, dict) else request
    asked = request.get("text") or request.get("input") or request.get("get") or _last_message(request)
    model = request.get("model") or request.get("model_id") or ""
    flat = " ".join(f"{model}: {asked}".removeprefix(": ").split())
    return flat if len(flat) <= _TOLD else f"{flat[: _TOLD - 1]}…"


def _last_message(request: dict[str, object]) -> object:
    messages = request.get("messages")
    return messages[-1]["content"] if isinstance(messages, list) and messages else ""
