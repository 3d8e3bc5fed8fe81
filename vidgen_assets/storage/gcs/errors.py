"""What goes wrong with a bucket, said for a person: here only, Google's exceptions become `StorageError`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import requests
import urllib3
from google.api_core import exceptions as api
from google.auth import exceptions as auth
from google.cloud.storage.exceptions import DataCorruption, InvalidResponse

from vidgen_assets.domain.errors import StorageError
from vidgen_assets.storage.bucket_url import BucketUrl

ROLE = "deploy/gcs/role.yaml"
_OURS = (
    api.GoogleAPIError,
    auth.GoogleAuthError,
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    DataCorruption,
    InvalidResponse,
    OSError,
    ValueError,
)
_MAX_CHARS = 400
_PROJECT = re.compile(
    r"user ?project|requester pays|billing|accessNotConfigured|SERVICE_DISABLED|has not been used in project", re.I
)
_NO_BUCKET = re.compile(r"specified bucket does not exist|Bucket \S+ does not exist|[Bb]ucket .*not found")


@contextmanager
def explained(url: BucketUrl) -> Iterator[None]:
    """Turn what Google's client raises inside into a `StorageError` that says what to do."""
    try:
        yield
    except _OURS as error:
        raise StorageError(f"{url}: {_said(_cause(error), url)}") from error


def is_no_bucket(error: api.NotFound) -> bool:
    """Whether it is the bucket that was not found, rather than an object in it."""
    answer = getattr(error.response, "text", "")  # not every server puts its words where the client looks for them
    return bool(_NO_BUCKET.search(f"{error} {answer}"))


def _cause(error: BaseException) -> BaseException:
    """What retrying ended with, which says more than that it ended."""
    return error.cause if isinstance(error, api.RetryError) and error.cause is not None else error


def _said(error: BaseException, url: BucketUrl) -> str:
    if isinstance(error, api.Forbidden | api.BadRequest) and _PROJECT.search(str(error)):
        return (
            f"the project cannot be used with it: {_words(error)}. "
            "Set GOOGLE_CLOUD_PROJECT, and the credentials' quota project, to the project that pays for the bucket"
        )
    if isinstance(error, api.Forbidden):
        return f"no permission: {_words(error)}. Grant the role in {ROLE} on the bucket to that account"
    if isinstance(error, api.NotFound):
        return (
            "there is no such bucket. Set VIDGEN_STORAGE to one that exists, or make it with "
            f"`gcloud storage buckets create gs://{url.bucket} --uniform-bucket-level-access`"
        )
    return _said_of_credentials(error) or _said_of_disk(error) or _said_of_connection(error)


def _said_of_credentials(error: BaseException) -> str:
    if isinstance(error, auth.DefaultCredentialsError):
        return (
            "there are no Google credentials. Log in with `gcloud auth application-default login`, or set "
            "GOOGLE_APPLICATION_CREDENTIALS to the key file of a service account"
        )
    if isinstance(error, auth.RefreshError | auth.ReauthFailError | api.Unauthorized):
        return (
            f"the credentials have expired or were revoked: {_words(error)}. Log in again with "
            "`gcloud auth application-default login`, or replace the key file of the service account"
        )
    return ""


def _said_of_disk(error: BaseException) -> str:
    if isinstance(error, OSError) and not isinstance(error, ConnectionError | TimeoutError | requests.RequestException):
        return f"the local copy failed: {error}. Free some space, or set VIDGEN_HOME to a folder on another disk"
    return ""


def _said_of_connection(error: BaseException) -> str:
    if isinstance(error, DataCorruption | ValueError):
        return f"what was transferred was damaged on its way, again and again: {_words(error)}. Try again later"
    if isinstance(error, api.ClientError) and not isinstance(error, api.TooManyRequests):
        return f"Google Cloud Storage refuses it: {_words(error)}"
    return f"Google Cloud Storage cannot be reached or does not answer: {_words(error)}. Try again later"


def _words(error: BaseException) -> str:
    """What it says, on one line, without the address that was asked, which may hold a key."""
    text = _answered(error) or getattr(error, "message", None) or str(error) or type(error).__name__
    text = re.sub(r"^(GET|POST|PUT|DELETE) \S+: ", "", " ".join(str(text).split()))
    return text.rstrip(". ")[:_MAX_CHARS]


def _answered(error: BaseException) -> str:
    """The message in Google's answer: uploads and downloads put all of that into theirs."""
    try:
        return str(error.response.json()["error"]["message"])  # type: ignore[attr-defined]
    except (AttributeError, KeyError, TypeError, ValueError):
        return ""
