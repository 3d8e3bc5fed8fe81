"""Keeping secrets out of texts, and of every log record of a process. What is secret is not known here."""

import base64
import html
import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

_HIDDEN = "[secret]"
_LEAST_CODED = 12
"""Characters in base64; fewer are found in any picture."""

_LEAST_IN_ANSWERS = 8
"""Characters of a secret that is looked for in good answers. What a local server is given for a key, such as ``test``,
may stand in one by chance."""


class Redaction:
    """Takes some secrets out of texts, in every form in which a server or a library may repeat them: as they are,
    escaped for JSON, Python, HTML or URLs, and within something in base64."""

    def __init__(self, *secrets: str | None) -> None:
        known = [secret for secret in secrets if secret]
        self._forms = _longest_first(known)
        self._sure = [form.encode() for form in _longest_first(one for one in known if len(one) >= _LEAST_IN_ANSWERS)]

    def of(self, text: str) -> str:
        """`text` without the secrets."""
        for form in self._forms:
            text = text.replace(form, _HIDDEN)
        return text

    def of_error(self, content: bytes) -> bytes:
        """The same for the body of an error."""
        for form in self._forms:
            content = content.replace(form.encode(), _HIDDEN.encode())
        return content

    def of_answer(self, content: bytes) -> bytes:
        """The same for the body of an answer, which has to stay as it is otherwise."""
        for form in self._sure:
            content = content.replace(form, _HIDDEN.encode())
        return content


def redact_logs(secrets: Iterable[str]) -> None:
    """From now on, no log record of this process holds any of `secrets`, whoever handles it."""
    hidden, make = Redaction(*secrets), logging.getLogRecordFactory()
    traced = logging.Formatter()

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        made = make(*args, **kwargs)
        message = made.getMessage()
        if hidden.of(message) != message:
            made.msg, made.args = hidden.of(message), ()
        if made.exc_info:
            trace = traced.formatException(made.exc_info)
            if hidden.of(trace) != trace:
                made.exc_info, made.exc_text = None, hidden.of(trace)
        return made

    logging.setLogRecordFactory(record)


def _longest_first(secrets: Iterable[str]) -> list[str]:
    return sorted({form for secret in secrets for form in _forms(secret)}, key=len, reverse=True)


def _forms(secret: str) -> Iterator[str]:
    yield from (secret, json.dumps(secret)[1:-1], repr(secret)[1:-1], html.escape(secret))
    yield from (quote(secret), quote(secret, safe=""))
    for offset in range(3):
        coded = _coded(secret.encode(), offset)
        if len(coded) >= _LEAST_CODED:
            yield from (coded, coded.replace("+", "-").replace("/", "_"))


def _coded(secret: bytes, offset: int) -> str:
    """What of a text in base64 follows from the secret alone, where it stands after `offset` bytes, or 3 n more."""
    whole = base64.b64encode(bytes(offset) + secret).decode()
    return whole[-(-8 * offset // 6) : 8 * (offset + len(secret)) // 6]
