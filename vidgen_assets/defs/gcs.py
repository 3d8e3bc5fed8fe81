"""Google's client, by Dagster's own resource for it. Imported only where the store is a bucket."""

from dagster_gcp import GCSResource
from google.cloud.storage import Client


def connect() -> Client:
    """A client with the credentials and project of Google's environment variables, or of `gcloud`'s login.

    It goes where STORAGE_EMULATOR_HOST says, if that is set. Raises Google's exceptions.
    """
    return GCSResource().get_client()
