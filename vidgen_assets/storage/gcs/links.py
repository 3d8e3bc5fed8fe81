"""Addresses at which a browser opens an object: signed ones that need no account, or the console's that do."""

import datetime
from urllib.parse import quote

from google.auth.credentials import Signing
from google.auth.exceptions import GoogleAuthError
from google.cloud.storage import Blob

_CONSOLE = "https://console.cloud.google.com/storage/browser/_details"


def link(blob: Blob, hours: int) -> str:
    """A link to `blob` that works for so many hours, or one to Google's console where nothing can sign or for 0 hours.

    Whoever has a signed link can read that object until it expires.
    """
    return (_signed(blob, hours) if hours else None) or f"{_CONSOLE}/{blob.bucket.name}/{quote(blob.name)}"


def _signed(blob: Blob, hours: int) -> str | None:
    if not isinstance(blob.client._credentials, Signing):
        return None
    try:
        return str(blob.generate_signed_url(expiration=datetime.timedelta(hours=hours), version="v4"))
    except GoogleAuthError:  # some sign by asking Google, and may not
        return None
