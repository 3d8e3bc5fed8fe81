"""Keeping secrets out of texts, and of every log record of a process. What is secret is not known here."""

import logging
from collections.abc import Iterable
from typing import Any

_HIDDEN = "[secret]"


def redacted(text: str, *secrets: str | None) -> str:
    """`text` without the secrets."""
    for secret in filter(None, secrets):
        text = text.replace(secret, _HIDDEN)
    return text


def redact_logs(secrets: Iterable[str]) -> None:
    """From now on, no log record of this process holds any of `secrets`, whoever handles it."""
    hidden, make = tuple(secrets), logging.getLogRecordFactory()

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        made = make(*args, **kwargs)
        message = made.getMessage()
        if any(secret in message for secret in hidden):
            made.msg, made.args = redacted(message, *hidden), ()
        return made

    if hidden:
        logging.setLogRecordFactory(record)
