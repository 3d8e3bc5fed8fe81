"""Signed links are checked as Google would: the canonical request is built anew by its documentation, and the signature
verified with the public half of the key."""

import datetime
import hashlib
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from google.auth import compute_engine
from google.oauth2.credentials import Credentials

from vidgen_assets_tests.storage.conftest import StoreAt
from vidgen_assets_tests.storage.gcs.fake_server import FakeGcs
from vidgen_assets_tests.storage.gcs.signing import ACCOUNT, Signer

CONSOLE = "https://console.cloud.google.com/storage/browser/_details/videos-bucket/some/prefix/a.mp4"


def verify(link: str, key: RSAPublicKey) -> None:
    """Raise unless the link is what the owner of the key has signed for GET (V4 signing, RSA-SHA256)."""
    parts = urlsplit(link)
    query = dict(parse_qsl(parts.query, strict_parsing=True))
    signature = bytes.fromhex(query.pop("X-Goog-Signature"))
    signed = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in sorted(query.items()))
    canonical = ["GET", parts.path, signed, f"host:{parts.netloc}", "", "host", "UNSIGNED-PAYLOAD"]
    digest = hashlib.sha256("\n".join(canonical).encode()).hexdigest()
    scope = query["X-Goog-Credential"].removeprefix(f"{ACCOUNT}/")
    text = "\n".join(["GOOG4-RSA-SHA256", query["X-Goog-Date"], scope, digest])
    key.verify(signature, text.encode(), padding.PKCS1v15(), SHA256())


@pytest.mark.parametrize("key", ["videos/v/final.mp4", "a b/π +&=?#%.mp4", "~x_y-z.mp4", "日本語/(1)'!*.mp4"])
def test_a_link_is_signed_for_that_object_and_no_other(store_at: StoreAt, key: str) -> None:
    signer = Signer()
    link = store_at(credentials=signer.credentials).link(key)
    verify(link, signer.public_key)
    assert urlsplit(link).path == f"/videos-bucket/some/prefix/{quote(key, safe='/~')}"
    with pytest.raises(InvalidSignature):
        verify(link.replace(".mp4?", ".json?"), signer.public_key)
    with pytest.raises(InvalidSignature):
        verify(link, Signer().public_key)


def test_it_says_from_when_on_for_how_long_and_by_whom_it_holds(store_at: StoreAt) -> None:
    signer = Signer()
    query = dict(parse_qsl(urlsplit(store_at(credentials=signer.credentials).link("a.mp4")).query))
    signed = datetime.datetime.strptime(query["X-Goog-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.UTC)
    assert abs(datetime.datetime.now(datetime.UTC) - signed) < datetime.timedelta(minutes=1)
    assert query["X-Goog-Expires"] == "3600"
    assert query["X-Goog-Algorithm"] == "GOOG4-RSA-SHA256"
    assert query["X-Goog-Credential"] == f"{ACCOUNT}/{signed:%Y%m%d}/auto/storage/goog4_request"
    assert query["X-Goog-SignedHeaders"] == "host"


def test_a_link_that_is_made_to_last_longer_is_no_longer_signed(store_at: StoreAt) -> None:
    signer = Signer()
    link = store_at(credentials=signer.credentials).link("a.mp4")
    with pytest.raises(InvalidSignature):
        verify(link.replace("X-Goog-Expires=3600", "X-Goog-Expires=604800"), signer.public_key)


def test_signing_asks_nobody(gcs: FakeGcs, store_at: StoreAt) -> None:
    store_at(credentials=Signer().credentials).link("a.mp4")
    assert gcs.faults.asked == []


@pytest.mark.parametrize(
    "credentials",
    [compute_engine.Credentials(universe_domain="googleapis.com"), Credentials(token="a token")],  # noqa: S106 - it is worth nothing
    ids=["of a machine at Google", "of a person"],
)
def test_where_nothing_can_sign_the_link_leads_to_the_console(store_at: StoreAt, credentials: object) -> None:
    assert store_at(credentials=credentials).link("a.mp4") == CONSOLE
