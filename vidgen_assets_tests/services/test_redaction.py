import base64
import html
import json
import logging
from urllib.parse import quote

import pytest

from vidgen_assets.services.redaction import Redaction, redact_logs

KEY = "sk-very-quiet"


def test_secrets_are_taken_out_of_a_text() -> None:
    assert Redaction(None, KEY).of(f"a {KEY} b {KEY}") == "a [secret] b [secret]"


@pytest.mark.parametrize("before", ["", "u", "us", "user:", "user@"])
def test_it_is_found_in_base64_wherever_it_stands(before: str) -> None:
    coded = base64.b64encode(f"{before}{KEY} and more".encode()).decode()
    found = Redaction(KEY).of(coded)
    assert "[secret]" in found
    assert len(found.replace("[secret]", "")) <= len(coded) - 8 * len(KEY) // 6 + 1


def test_it_is_found_escaped_for_urls_json_and_html() -> None:
    odd = 'k/e+y"&=%quiet'
    forms = (quote(odd, safe=""), quote(odd), json.dumps(odd), html.escape(odd), repr(odd))
    for form in forms:
        assert "quiet" not in Redaction(odd).of(form)


def test_what_is_too_short_to_be_a_key_is_left_in_answers_but_not_in_errors() -> None:
    assert Redaction("test").of_answer(b"a test") == b"a test"
    assert Redaction("test").of_error(b"a test") == b"a [secret]"
    assert Redaction(KEY).of_answer(KEY.encode()) == b"[secret]"


def test_no_log_record_of_any_logger_holds_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    try:
        redact_logs([KEY])
        logging.getLogger("somebody.else").warning("the key is %s", KEY)
        logging.getLogger().warning("%d is no secret", 3)
    finally:
        logging.setLogRecordFactory(before)
    assert caplog.messages == ["the key is [secret]", "3 is no secret"]


def test_nor_does_the_traceback_of_a_record(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    try:
        redact_logs([KEY])
        try:
            raise ValueError(f"bad {KEY}")
        except ValueError:
            logging.getLogger("somebody.else").exception("it failed")
    finally:
        logging.setLogRecordFactory(before)
    assert "ValueError: bad [secret]" in caplog.text
    assert KEY not in caplog.text
