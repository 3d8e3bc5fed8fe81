"""The start-up check of a bucket: one question to Google, before anything is spent. Failures are said by `errors`."""

from vidgen_assets.domain.errors import StorageError
from vidgen_assets.storage.gcs.connection import TIMEOUT_S, Connection
from vidgen_assets.storage.gcs.errors import ROLE, explained

NEEDED = ("storage.objects.create", "storage.objects.delete", "storage.objects.get", "storage.objects.list")


def check(connection: Connection) -> None:
    """Raise `StorageError` unless the bucket is there and these credentials may do with its objects what we do."""
    with explained(connection.url):
        granted = connection.bucket.test_iam_permissions(NEEDED, retry=connection.retry_briefly, timeout=TIMEOUT_S)
        account = getattr(connection.bucket.client._credentials, "service_account_email", None)
    missing = [permission for permission in NEEDED if permission not in granted]
    if missing:
        who = f"to {account}" if account else "to the account that is logged in"
        raise StorageError(
            f"{connection.url}: no permission for {', '.join(missing)}. Grant the role in {ROLE} on the bucket {who}"
        )
