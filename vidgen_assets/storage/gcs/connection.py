"""The bucket, as Google's client sees it: connected to when it is first needed, and anew in a forked process."""

import contextlib
import os
import threading
from collections.abc import Callable
from typing import TypeVar

from google.api_core.retry import Retry
from google.cloud.storage import Bucket, Client
from google.cloud.storage.retry import DEFAULT_RETRY
from requests.adapters import HTTPAdapter

from vidgen_assets.storage.at_once import MOST
from vidgen_assets.storage.bucket_url import BucketUrl

R = TypeVar("R")

TIMEOUT_S = 60.0  # of one request, without its retries
_ATTEMPTS = 3
_CONNECTIONS = 4 * MOST  # that are kept: each of the many things at once may be several files
_BRIEF_S = 15.0


class Connection:
    """How a bucket is reached, and how long it is tried. Construction contacts nobody.

    Args:
        url: where the store is.
        connect: makes a client; whatever it raises is raised when the bucket is first needed.
        patience: seconds for which a request is tried again while Google answers that it is overloaded, or not at all.
    """

    def __init__(self, url: BucketUrl, connect: Callable[[], Client], patience: float) -> None:
        self.url, self._connect = url, connect
        self.retry, self.retry_briefly = _for(patience), _for(min(patience, _BRIEF_S))
        self._lock = threading.Lock()
        self._bucket: Bucket | None = None
        self._process = 0

    @property
    def bucket(self) -> Bucket:
        """The bucket; its name is not looked up. Connections do not survive a fork, so each process has its own."""
        with self._lock:
            if self._bucket is None or self._process != os.getpid():
                self._bucket, self._process = _fitted(self._connect()).bucket(self.url.bucket), os.getpid()
            return self._bucket


def _fitted(client: Client) -> Client:
    """The client with what it has no public settings for."""
    # It would look up the bucket's region for traces, in a thread, and again whenever an object is missing.
    client._bucket_metadata_cache = None
    for scheme in ("https://", "http://"):
        client._http.mount(scheme, HTTPAdapter(pool_maxsize=_CONNECTIONS))
    return client


def _for(patience: float) -> Retry:
    """Google's own choice of what is tried again, for so many seconds; in two minutes first after half of one."""
    retry: Retry = DEFAULT_RETRY.with_delay(initial=patience / 240, maximum=patience / 8).with_timeout(patience)
    return retry


def attempted(transfer: Callable[[], R], *damaged: type[Exception]) -> R:
    """What `transfer` gives; done anew when it raises one of these, but not for ever."""
    for _ in range(_ATTEMPTS - 1):
        with contextlib.suppress(*damaged):
            return transfer()
    return transfer()
