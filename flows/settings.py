"""The settings of a run: shipped defaults, then ``mawqif.yaml`` of the working folder, then ``MAWQIF_*``."""

from __future__ import annotations

import difflib
import os
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from claims.configuration import ConfigurationError, configs_dir, read_yaml
from flows.parent import SERVED_BY

USER_FILE = "mawqif.yaml"
ENV_PREFIX = "MAWQIF_"
OTHER_VARIABLES = frozenset({"MAWQIF_CONFIGS", "MAWQIF_DEBUG", "MAWQIF_HOME", SERVED_BY})
"""Variables with our prefix that are no setting."""

_SECRET = "webhook"
"""Values that no message shows: an address may hold a token."""

Port = Annotated[int, Field(ge=1, le=65535)]


class EngineSettings(BaseModel):
    """Where extraction runs. ``workers`` are processes of this machine, unless a cluster is named.

    ``address`` is that of a Dask scheduler, ``shards`` a folder that its workers and this machine share, ``wait_s`` the
    seconds after which a cluster without workers is given up.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["local", "dask"] = "local"
    workers: Annotated[int, Field(ge=1, le=256)] = 1
    address: Annotated[str, Field(pattern=r"^(tcp|tls)://[^\s/]+:\d{1,5}$", max_length=300)] | None = None
    shards: Path | None = None
    wait_s: Annotated[float, Field(gt=0, le=86_400)] = 120.0

    @model_validator(mode="after")
    def _whole(self) -> EngineSettings:
        if self.kind != "dask" and (self.address or self.shards):
            raise ValueError("address and shards are of kind dask only; set `kind: dask`, or leave them out")
        if self.address and not self.shards:
            raise ValueError("with an address, `shards` must name a folder that the workers and this machine share")
        return self


class ArabicSettings(BaseModel):
    """Who reads the inflections and the names of Arabic: the built-in rules, or CAMeL where its data are at hand."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    morphology: Literal["rules", "camel"] = "rules"
    ner: Literal["rules", "camel"] = "rules"


class HttpSettings(BaseModel):
    """How pages and feeds are fetched. Times are seconds, sizes bytes after decompression."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    user_agent: Annotated[str, Field(min_length=3, max_length=200)] = "Mawqif/0.1 (news reader; respects robots.txt)"
    timeout_s: Annotated[float, Field(gt=0, le=600)] = 20.0
    total_s: Annotated[float, Field(gt=0, le=3600)] = 60.0
    max_bytes: Annotated[int, Field(ge=1_000, le=1_000_000_000)] = 16_000_000
    delay_s: Annotated[float, Field(ge=0, le=3600)] = 1.0
    max_pages: Annotated[int, Field(ge=1, le=100_000)] = 200
    allow_private: bool = False
    keep_pages: bool = True


class ServerSettings(BaseModel):
    """An address of this machine to listen at."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    host: Annotated[str, Field(min_length=1, max_length=255)] = "127.0.0.1"
    port: Port


class AppSettings(ServerSettings):
    """Where the app listens, and where its readers find it if that is another address."""

    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=500)] | None = None


class WebhookSettings(BaseModel):
    """Who is told of each sure shift. The secret signs what is sent; it is never shown."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=2000)] | None = Field(default=None, repr=False)
    secret: Annotated[SecretStr, Field(min_length=8, max_length=500)] | None = None
    timeout_s: Annotated[float, Field(gt=0, le=600)] = 10.0
    attempts: Annotated[int, Field(ge=1, le=20)] = 4


class Settings(BaseSettings):
    """Everything a run needs to know, checked. See ``configs/settings.yaml`` for the meaning of each key."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)
    db: Path
    topics: Path
    sources: Path
    time_zone: str
    batch_size: Annotated[int, Field(ge=1, le=10_000)]
    lock_timeout_s: Annotated[float, Field(gt=0, le=86_400)]
    engine: EngineSettings
    arabic: ArabicSettings = ArabicSettings()
    http: HttpSettings
    app: AppSettings
    prefect: ServerSettings
    feed: Path | None = None
    webhook: WebhookSettings = WebhookSettings()

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            near = difflib.get_close_matches(name, sorted(available_timezones()), 1)
            raise ValueError("no time zone of that name" + (f"; did you mean {near[0]}?" if near else ""))
        return name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (env_settings, init_settings)


def load_settings(folder: Path | None = None) -> Settings:
    """The settings that hold in a working folder (default: the current one).

    Raises:
        ConfigurationError: a file cannot be read, or a key or value is not allowed.
    """
    folder = folder or Path()
    layers: dict[str, Any] = {}
    origin: dict[str, str] = {}
    shipped = configs_dir() / "settings.yaml"
    for path in (shipped, folder / USER_FILE):
        if path != shipped and not path.exists():
            continue
        layer = _layer(path)
        # The shipped topics and sources lie beside the shipped settings; a user's paths start at their own file.
        for key in ("topics", "sources"):
            if isinstance(layer.get(key), str):
                layer[key] = str(path.parent / layer[key])
        _merge(layers, layer, origin, str(path))
    _check_variables()
    try:
        return Settings(**layers)
    except ValidationError as error:
        raise ConfigurationError(_first_problem(error, origin)) from error


def _layer(path: Path) -> dict[str, Any]:
    content = read_yaml(path)
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ConfigurationError(f"{path}: must be a mapping of settings, is {type(content).__name__}")
    if isinstance(content.get("engine"), str):  # short for its kind
        content["engine"] = {"kind": content["engine"]}
    _check_keys(content, Settings, str(path), "")
    return dict(content)


def _check_keys(content: Mapping[Any, Any], model: type[BaseModel], where: str, parent: str) -> None:
    for key, value in content.items():
        if key not in model.model_fields:
            raise ConfigurationError(unknown_key(where, f"{parent}{key}", str(key), list(model.model_fields)))
        inner = _inner_model(model.model_fields[key])
        if inner and isinstance(value, dict):
            _check_keys(value, inner, where, f"{parent}{key}.")


def _inner_model(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return None
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _merge(
    into: dict[str, Any], layer: Mapping[str, Any], origin: dict[str, str], where: str, parent: str = ""
) -> None:
    for key, value in layer.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value, origin, where, f"{parent}{key}.")
        else:
            into[key] = dict(value) if isinstance(value, dict) else value
            origin[f"{parent}{key}"] = where


def _check_variables() -> None:
    """A misspelt variable would be passed over in silence, and the run would go to another warehouse."""
    allowed = []
    for name, field in Settings.model_fields.items():
        inner = _inner_model(field)
        allowed.append(ENV_PREFIX + name.upper())
        allowed += [f"{ENV_PREFIX}{name.upper()}__{key.upper()}" for key in (inner.model_fields if inner else ())]
    for variable in sorted(os.environ):
        upper = variable.upper()
        if upper.startswith(ENV_PREFIX) and upper not in allowed and upper not in OTHER_VARIABLES:
            raise ConfigurationError(unknown_key("environment", variable, upper, allowed))


def unknown_key(where: str, key: str, name: str, allowed: list[str]) -> str:
    """The message about a key that is not allowed, with the nearest one that is."""
    near = difflib.get_close_matches(name, allowed, 1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near else "."
    return f"{where}: {key}: unknown key{hint} Allowed: {', '.join(allowed)}"


def _first_problem(error: ValidationError, origin: Mapping[str, str]) -> str:
    problem = error.errors()[0]
    key = ".".join(str(part) for part in problem["loc"])
    variable = ENV_PREFIX + key.upper().replace(".", "__")
    if any(name.upper() == variable for name in os.environ):
        where = f"environment: {variable}"
    else:
        # what is wrong with a mapping as a whole is more likely in the user's file than in the shipped one
        inner = [file for name, file in origin.items() if name.startswith(f"{key}.")]
        above = [origin[name] for name in sorted(origin, key=len, reverse=True) if f"{key}.".startswith(f"{name}.")]
        file = next(iter([*inner, *above]), str(configs_dir()))
        where = f"{file}: {key}"
    told = problem["type"] != "missing" and not key.startswith(_SECRET) and not isinstance(problem["input"], dict)
    given = "" if not told else f", is {problem['input']!r}"[:200]
    return f"{where}: {problem['msg'].removeprefix('Value error, ')}{given}"
