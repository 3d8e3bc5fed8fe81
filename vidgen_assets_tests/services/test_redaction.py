import logging

import pytest

from vidgen_assets.services.redaction import redact_logs, redacted

KEY = "sk-very-quiet"


def test_secrets_are_taken_out_of_a_text() -> None:
    assert redacted(f"a {KEY} b {KEY}", None, KEY) == "a [secret] b [secret]"


def test_no_log_record_of_any_logger_holds_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    try:
        redact_logs([KEY])
        logging.getLogger("somebody.else").warning("the key is %s", KEY)
        logging.getLogger().warning("%d is no secret", 3)
    finally:
        logging.setLogRecordFactory(before)
    assert caplog.messages == ["the key is [secret]", "3 is no secret"]
