"""`BucketUrl`: where in Google Cloud Storage a store is. Importing this imports nothing of Google's."""

import re
from typing import NamedTuple, Self

from vidgen_assets.storage.keys import is_key

SCHEME = "gs://"
_BUCKET = re.compile(r"[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]")


class BucketUrl(NamedTuple):
    """A bucket, and the prefix of all names in it that are ours, without slashes around it."""

    bucket: str
    prefix: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """From ``gs://bucket/prefix``. Raises `ValueError` that says what is wrong."""
        bucket, _, prefix = text.removeprefix(SCHEME).partition("/")
        if not text.startswith(SCHEME) or not _BUCKET.fullmatch(bucket):
            raise ValueError("it is not of the form gs://bucket/prefix, with a bucket's name in small letters")
        prefix = prefix.strip("/")
        if prefix and not is_key(prefix):
            raise ValueError("the prefix needs segments that are neither empty nor begin with a dot")
        return cls(bucket, prefix)

    def name(self, key: str) -> str:
        """The name, in the bucket, of the object with this key; of a prefix of keys, the prefix of their names."""
        return f"{self.prefix}/{key}" if self.prefix else key

    def key(self, name: str) -> str:
        """The key of the object that `name` names."""
        return name.removeprefix(f"{self.prefix}/") if self.prefix else name

    def __str__(self) -> str:
        return SCHEME + "/".join(filter(None, self))
