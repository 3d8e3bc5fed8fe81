"""`Reply`: what a service answered, to the byte, and its place in the ledger. What it means is a provider's affair."""

import base64
import json
from collections.abc import Mapping
from typing import Any, NamedTuple, Self


class Reply(NamedTuple):
    """An HTTP answer: the body as it arrived, and those of its headers that are worth keeping (lower-case names)."""

    body: bytes
    headers: dict[str, str]

    def to_record(self) -> dict[str, Any]:
        """For JSON: text where the body is UTF-8, so that a person can read the ledger; base64 where it is not."""
        try:
            return {"headers": self.headers, "body": self.body.decode()}
        except UnicodeDecodeError:
            return {"headers": self.headers, "body_base64": base64.b64encode(self.body).decode()}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Self:
        """The inverse of `to_record`. Raises `ValueError` or `KeyError` for anything else."""
        if "body" in record:
            return cls(record["body"].encode(), record["headers"])
        return cls(base64.b64decode(record["body_base64"], validate=True), record["headers"])


def entry(request: Mapping[str, Any], reply: Reply, stored_at: str, repeated: int = 0) -> bytes:
    """A ledger entry: the request without secrets, when it was answered (ISO 8601, UTC), how many calls were made in
    vain for it before, and the reply."""
    record = {"request": dict(request), "stored_at": stored_at, "repeated": repeated, "reply": reply.to_record()}
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_entry(data: bytes) -> Reply:
    """The reply of a ledger entry. Raises `ValueError` or `KeyError` when the entry is damaged."""
    return Reply.from_record(json.loads(data)["reply"])
