"""Settings: what can be chosen from outside, read once. The only reader of the environment and of a `.env` file.

What a video is made from belongs to its request; how a part works inside belongs to that part. A setting's variable,
meaning and default stand together in its field, and the README's table is checked against them.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Annotated, Any, Literal, Self

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainSerializer, SecretStr, ValidationError

from vidgen_assets.domain.errors import ConfigurationError
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.service_settings import ServiceSettings
from vidgen_assets.storage.bucket_url import SCHEME, BucketUrl

_handed_over: dict[str, str] = {}


def _local(value: object) -> object:
    if "://" in str(value):
        raise ValueError("only a local folder can be used; give a path")
    return value


def _bucket(value: object) -> object:
    return BucketUrl.parse(str(value)) if str(value).startswith(SCHEME) else _local(value)


def _absolute(place: Path | BucketUrl) -> Path | BucketUrl:
    return place if isinstance(place, BucketUrl) else place.expanduser().absolute()


Folder = Annotated[Path, BeforeValidator(_local), AfterValidator(_absolute)]
Place = Annotated[Path | BucketUrl, BeforeValidator(_bucket), AfterValidator(_absolute), PlainSerializer(str)]


class Settings(ServiceSettings):
    """Everything that can be set from outside. Paths are absolute."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True, validate_default=True)

    home: Folder = Field(
        Path("vidgen_data"),
        alias="VIDGEN_HOME",
        description="Folder in which everything lasts that has no place of its own below",
    )
    storage: Place = Field(
        default_factory=lambda data: data.get("home", Path()),
        alias="VIDGEN_STORAGE",
        description="Folder, or `gs://bucket/prefix`, of the videos and all that they are made from",
        json_schema_extra={"shown": "`VIDGEN_HOME`"},
    )
    dagster_home: Folder = Field(
        default_factory=lambda data: data.get("home", Path()) / "dagster",
        alias="DAGSTER_HOME",
        description="Folder of Dagster's instance: its `dagster.yaml`, runs and events",
        json_schema_extra={"shown": "`VIDGEN_HOME`/dagster"},
    )
    voice: str | None = Field(
        None,
        alias="VIDGEN_VOICE",
        description="Voice of videos that ask for none; `vidgen voices` lists them",
        json_schema_extra={"shown": "the language's own"},
    )
    render_slots: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=1,
        le=256,
        alias="VIDGEN_RENDER_SLOTS",
        description="How many sections are rendered at once",
        json_schema_extra={"shown": "one for each core"},
    )
    llm_slots: int = Field(
        24,
        ge=1,
        le=1000,
        alias="VIDGEN_LLM_SLOTS",
        description="How many plans and scenes are written at once",
    )
    tts_slots: int = Field(
        24,
        ge=1,
        le=1000,
        alias="VIDGEN_TTS_SLOTS",
        description="How many sections are spoken at once; a speech service's own limit is kept in any case",
    )
    outage_patience_s: float = Field(
        300.0,
        ge=0,
        le=86_400,
        alias="VIDGEN_OUTAGE_PATIENCE_S",
        description="Seconds for which a step waits, in all, to be tried again when a service is down; 0 for none",
    )
    render_timeout_s: float = Field(
        900.0,
        gt=0,
        alias="VIDGEN_RENDER_TIMEOUT_S",
        description="Seconds after which the rendering of a section is stopped",
    )
    unsafe_no_sandbox: bool = Field(
        False,
        alias="VIDGEN_UNSAFE_NO_SANDBOX",
        description="Run scene code unconfined, where the kernel has no sandbox: it can then do all that you can",
        json_schema_extra={"shown": "`false`"},
    )
    cache_gb: float = Field(
        10.0, gt=0, alias="VIDGEN_CACHE_GB", description="Gigabytes of local copies that are kept of files in a bucket"
    )
    link_hours: int = Field(
        168,
        ge=0,
        le=168,
        alias="VIDGEN_LINK_HOURS",
        description="Hours for which links to files in a bucket work without an account; 0 for links that need one",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "WARNING", alias="VIDGEN_LOG_LEVEL", description="The least severe log messages that the command line prints"
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read `environ`; when None, the process's environment, which goes before `.env` in the current folder.

        An empty variable counts as unset. Raises `ConfigurationError`, whose `field` is the variable at fault.
        """
        values = _process_environment() | _handed_over if environ is None else environ
        try:
            return cls.model_validate({name: text.strip() for name, text in values.items() if text.strip()})
        except ValidationError as error:
            raise _named(error) from error

    def environment(self) -> dict[str, str]:
        """The environment of another process of ours: this one's, with these same settings, whatever its folder.

        Without the secrets, which go by `secrets` and `receive_secrets`.
        """
        values = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        everything = {**os.environ, **{name: str(value) for name, value in values.items()}}
        return {name: text for name, text in everything.items() if name not in _SECRET}

    def secrets(self) -> dict[str, str]:
        """The keys that are set, by their variables."""
        fields = {str(field.alias): getattr(self, name) for name, field in type(self).model_fields.items()}
        return {name: value.get_secret_value() for name, value in fields.items() if isinstance(value, SecretStr)}

    @property
    def stamp(self) -> str:
        """Another one whenever any setting is, secrets included; none can be read from it."""
        return fingerprint(self, self.secrets())

    @classmethod
    def variables(cls) -> tuple[tuple[str, str, str], ...]:
        """Name, default and meaning of each variable, in the order in which a person should meet them."""
        own = [name for name in cls.model_fields if name not in ServiceSettings.model_fields]
        fields = [cls.model_fields[name] for name in (*own, *ServiceSettings.model_fields)]
        return tuple((str(field.alias), _shown(field), str(field.description)) for field in fields)


def receive_secrets(stream: IO[str]) -> None:
    """Take the secrets that another process of ours wrote, as JSON, for every `Settings.from_env` here."""
    _handed_over.update(json.loads(stream.read() or "{}"))


_SECRET = {str(field.alias) for field in Settings.model_fields.values() if "SecretStr" in str(field.annotation)}


def _process_environment() -> dict[str, str]:
    try:
        from_file = dotenv_values(Path(".env"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"it cannot be read: {error}", field=".env", fix="Make it a readable UTF-8 text file, or remove it"
        ) from error
    return {name: text for name, text in from_file.items() if text is not None} | dict(os.environ)


def _named(error: ValidationError) -> ConfigurationError:
    first = error.errors()[0]
    name = str(first["loc"][0])
    problem = first["msg"].removeprefix("Value error, ")
    return ConfigurationError(
        f"{first['input']!r} cannot be used: {problem[0].lower()}{problem[1:]}",
        field=name,
        fix=f"Set {name} to another value, or leave it out",
    )


def _shown(field: Any) -> str:
    extra = field.json_schema_extra or {}
    return str(extra.get("shown") or f"`{field.default}`")
