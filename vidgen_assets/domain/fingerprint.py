"""Fingerprints: short names for what a thing was made from. Equal ones mean that making it again is needless."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel


def fingerprint(*parts: Any) -> str:
    """The first 32 hex digits of the SHA-256 of `parts` as canonical JSON.

    Parts may be records, and anything that JSON can say. Key order never matters; the order of parts does.
    """
    canonical = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"{type(value).__name__} has no canonical JSON form")
