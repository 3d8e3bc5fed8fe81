import io
import json
import traceback
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import ConfigurationError
from vidgen_assets.settings import Settings, receive_secrets
from vidgen_assets.storage.bucket_url import BucketUrl


def test_everything_lasts_below_home_unless_told_otherwise() -> None:
    settings = Settings.from_env({"VIDGEN_HOME": "/somewhere"})
    assert settings.storage == Path("/somewhere")
    assert settings.dagster_home == Path("/somewhere/dagster")


def test_paths_do_not_depend_on_the_folder_that_a_later_process_runs_in() -> None:
    assert Settings.from_env({}).home == Path.cwd() / "vidgen_data"
    assert Settings.from_env({"VIDGEN_HOME": "~/videos"}).home == Path.home() / "videos"


def test_an_empty_variable_counts_as_unset() -> None:
    assert Settings.from_env({"VIDGEN_VOICE": " "}).voice is None


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("VIDGEN_RENDER_SLOTS", "many", "valid integer"),
        ("VIDGEN_RENDER_SLOTS", "0", "greater than or equal to 1"),
        ("VIDGEN_RENDER_TIMEOUT_S", "-3", "greater than 0"),
        ("VIDGEN_UNSAFE_NO_SANDBOX", "perhaps", "valid boolean"),
        ("VIDGEN_LOG_LEVEL", "loud", "'DEBUG'"),
        ("VIDGEN_STORAGE", "gs://", "of the form gs://bucket/prefix"),
        ("VIDGEN_STORAGE", "gs://Bucket", "of the form gs://bucket/prefix"),
        ("VIDGEN_STORAGE", "gs://bucket/../prefix", "neither empty nor begin with a dot"),
        ("VIDGEN_STORAGE", "s3://bucket", "only a local folder"),
        ("VIDGEN_HOME", "gs://bucket", "only a local folder"),
        ("VIDGEN_CACHE_GB", "0", "greater than 0"),
        ("VIDGEN_LINK_HOURS", "169", "less than or equal to 168"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_variable(name: str, value: str, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem) as caught:
        Settings.from_env({name: value})
    assert caught.value.field == name
    assert repr(value) in caught.value.problem


def test_a_dotenv_file_is_read_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("VIDGEN_VOICE=from-file\nVIDGEN_RENDER_SLOTS=7\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIDGEN_VOICE", "from-environment")
    settings = Settings.from_env()
    assert (settings.voice, settings.render_slots) == ("from-environment", 7)


def test_a_dotenv_file_that_is_no_text_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError) as caught:
        Settings.from_env()
    assert caught.value.field == ".env"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("gs://bucket", BucketUrl("bucket")),
        ("gs://bucket/", BucketUrl("bucket")),
        ("gs://my.bucket_1/a/b c/", BucketUrl("my.bucket_1", "a/b c")),
        ("some/folder", Path.cwd() / "some/folder"),
    ],
)
def test_the_store_is_a_folder_or_a_bucket(text: str, place: Path | BucketUrl) -> None:
    assert Settings.from_env({"VIDGEN_STORAGE": text}).storage == place


@pytest.mark.parametrize("storage", ["/elsewhere", "gs://bucket/a/b"])
def test_another_process_gets_the_same_settings(storage: str) -> None:
    variables = {"VIDGEN_HOME": "/somewhere", "VIDGEN_VOICE": "en-gb", "VIDGEN_UNSAFE_NO_SANDBOX": "1"}
    settings = Settings.from_env({**variables, "VIDGEN_STORAGE": storage})
    assert Settings.from_env(settings.environment()) == settings


KEY = "sk-ant-a-secret-that-must-not-leak"


def test_a_key_is_in_nothing_that_is_shown_or_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    settings = Settings.from_env({"ANTHROPIC_API_KEY": KEY})
    assert KEY not in repr(settings) + str(settings) + settings.model_dump_json() + settings.stamp
    assert KEY not in settings.environment().values()
    assert "ANTHROPIC_API_KEY" not in settings.environment()


def test_another_process_is_handed_the_keys_apart_from_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vidgen_assets.settings._handed_over", {})
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    receive_secrets(io.StringIO(json.dumps(Settings.from_env({"ANTHROPIC_API_KEY": KEY}).secrets())))
    handed = Settings.from_env().anthropic_api_key
    assert handed is not None
    assert handed.get_secret_value() == KEY


def test_spaces_and_line_ends_around_a_key_do_not_count() -> None:
    assert Settings.from_env({"ANTHROPIC_API_KEY": f" {KEY}\r\n"}).secrets() == {"ANTHROPIC_API_KEY": KEY}


@pytest.mark.parametrize("name", ["ANTHROPIC_API_KEY", "ELEVENLABS_API_KEY", "VIDGEN_SPEECH_API_KEY"])
@pytest.mark.parametrize("key", [f"{KEY} x", f"{KEY}\nx", f"{KEY}é", f"\u200b{KEY}", f'"{KEY}"', f"{KEY}\0"])
def test_what_cannot_be_a_key_is_refused_by_its_name_and_not_shown(name: str, key: str) -> None:
    with pytest.raises(
        ConfigurationError, match=rf"{name}: .*character \d+ of \d+ is a space, a quote or no ASCII"
    ) as caught:
        Settings.from_env({name: key})
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_an_address_with_a_password_is_refused_and_not_shown() -> None:
    with pytest.raises(ConfigurationError, match=r"VIDGEN_SPEECH_BASE_URL: .*leave name and password out") as caught:
        Settings.from_env({"VIDGEN_SPEECH_BASE_URL": f"http://me:{KEY}@localhost/v1"})
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_changed_key_changes_the_stamp() -> None:
    stamps = {Settings.from_env({"ANTHROPIC_API_KEY": key}).stamp for key in (KEY, "another", "")}
    assert len(stamps) == 3


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("ANTHROPIC_BASE_URL", "localhost:8080", "starts with http://"),
        ("VIDGEN_PLAN_EFFORT", "huge", "'low'"),
        ("VIDGEN_CODE_MAX_TOKENS", "10", "greater than or equal to 256"),
        ("VIDGEN_BUDGET_USD", "-1", "greater than or equal to 0"),
        ("VIDGEN_REPLAY", "yes", "'replay'"),
    ],
)
def test_a_wrong_service_setting_is_refused_by_its_name(name: str, value: str, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem) as caught:
        Settings.from_env({name: value})
    assert caught.value.field == name
