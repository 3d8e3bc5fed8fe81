"""Credentials that can sign links, made up on the spot."""

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.oauth2 import service_account

ACCOUNT = "sa@p.iam.gserviceaccount.com"


class Signer:
    """A service account with a key of its own: `credentials` sign with it, `public_key` verifies."""

    def __init__(self) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.public_key = key.public_key()
        self._pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self.credentials = service_account.Credentials.from_service_account_info(self.key_file("https://localhost/"))

    def key_file(self, token_uri: str) -> dict[str, str]:
        """What is in the file that Google gives out for such a key."""
        key = {"private_key": self._pem.decode(), "private_key_id": "1"}
        return {"type": "service_account", "client_email": ACCOUNT, "token_uri": token_uri, **key}
