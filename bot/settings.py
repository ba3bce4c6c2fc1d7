"""The settings, and the only reader of the environment."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

PROJECT = Path(__file__).resolve().parent.parent
DEMO_MODEL = PROJECT / "bot" / "playground" / "model"

Quantization = Literal["auto", "none", "nf4", "int8", "int8_weight_only"]


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise ValueError("there is no such home folder") from error


def _is_slack_user(text: str) -> str:
    if not re.fullmatch("[UW][A-Z0-9]+", text.strip()):
        raise ValueError(
            f"{text!r} is no Slack user ID: one begins with U or W, and stands in the person's "
            "profile under Copy member ID"
        )
    return text.strip()


_SlackUser = Annotated[str, AfterValidator(_is_slack_user)]


def _unless_none(value: object) -> object:
    return None if value == "none" else value


_Path = Annotated[Path, AfterValidator(_expanded)]  # a .env file has no shell to replace its ~

_HOW_TO_GET = {
    "SLACK_BOT_TOKEN": "copy the Bot User OAuth Token (xoxb-...) from your app's OAuth page",
    "SLACK_APP_TOKEN": "create an app-level token (xapp-...) with connections:write "
    "under Basic Information",
    "SLACK_SIGNING_SECRET": "copy the Signing Secret from your app's Basic Information page",
}


class Settings(BaseSettings):
    """All that can be set, from environment variables or a ``.env`` file.

    Slack's own variables keep the names that Slack's samples use; all others start with
    ``TERMWISE_``.
    """

    model_config = SettingsConfigDict(
        env_prefix="TERMWISE_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # NAME= in a .env file is a name without a value
        extra="ignore",
        populate_by_name=True,
        allow_inf_nan=False,
    )

    slack_bot_token: SecretStr = Field(SecretStr(""), validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr = Field(SecretStr(""), validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr = Field(SecretStr(""), validation_alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field("https://slack.com/api/", validation_alias="SLACK_API_URL")
    slack_mode: Literal["socket", "http"] = "socket"
    host: str = "127.0.0.1"
    port: int = Field(3000, ge=0, le=65535)

    data_dir: _Path = Path("data")
    database_url: str = ""  # empty: a SQLite file in data_dir
    glossaries: Annotated[list[_Path], NoDecode] = [
        PROJECT / "examples" / field / "glossary.csv" for field in ("finance", "medicine", "law")
    ]
    reviewers: Annotated[tuple[_SlackUser, ...], NoDecode] = ()  # decide about every term
    tagger: Annotated[_Path | None, BeforeValidator(_unless_none)] = (
        PROJECT / "bot" / "terms" / "model"
    )
    allowed_link_hosts: Annotated[frozenset[str], NoDecode] = frozenset()

    model: str = "Qwen/Qwen2.5-7B-Instruct"
    model_revision: str = "a09a35458c702b33eeacc393d103063234e8bc28"
    quantization: Quantization = "auto"
    device_map: str = "auto"
    adapters: Annotated[dict[str, _Path], NoDecode] = {}  # LoRA adapters' folders by name
    adapter: str = ""  # the one that answers; empty: the model as it is
    remote_url: str = ""  # of a vLLM or SGLang cluster's API; empty: the model runs in here
    remote_model: str = ""  # the name it is served under; empty: TERMWISE_MODEL
    remote_api_key: SecretStr = SecretStr("")
    remote_max_requests: int = Field(64, ge=1)
    context_tokens: int = Field(8192, ge=512)
    kv_cache_mb: int = Field(0, ge=0)  # 0: what is free beside the weights
    max_num_seqs: int = Field(16, ge=1, le=256)
    prefill_chunk_tokens: int = Field(512, ge=64)
    step_timeout_s: float = Field(60, ge=1)
    max_new_tokens: int = Field(512, ge=16)
    temperature: float = Field(0.7, ge=0, le=2)
    top_p: float = Field(0.9, gt=0, le=1)
    top_k: int = Field(0, ge=0)
    repetition_penalty: float = Field(1.05, ge=1, le=2)
    answer_timeout_s: float = Field(300, gt=0)

    drain_s: float = Field(20, ge=0)
    catch_up_s: float = Field(3600, ge=0)  # 0: questions missed while down are not looked for
    concurrency: int = Field(16, ge=1)
    lease_s: float = Field(20, ge=1)
    sweep_s: float = Field(60, gt=0)
    longest_wait_s: float = Field(600, gt=0)
    max_waiting: int = Field(200, ge=0)
    max_waiting_per_person: int = Field(20, ge=0)
    lookups_per_minute: int = Field(30, ge=0)  # of one person, by /term
    hourly_per_person: int = Field(0, ge=0)  # 0: no bound, as with the other three
    hourly_per_channel: int = Field(0, ge=0)
    embedder: _Path | None = None
    cache_ttl_s: float = Field(7 * 24 * 3600, ge=0)
    cache_size_mb: int = Field(256, ge=1, le=1_000_000)
    retention_days: float = Field(0, ge=0)  # 0: nothing is forgotten by itself
    health_port: int = Field(0, ge=0, le=65535)  # 0: no /livez and /readyz
    metrics_port: int = Field(0, ge=0, le=65535)  # 0: no figures for Prometheus
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator(
        "slack_bot_token",
        "slack_app_token",
        "slack_signing_secret",
        "remote_api_key",
        mode="before",
    )
    @classmethod
    def _without_line_end(cls, value: object) -> object:
        """A secret that was read from a file often ends with the file's line end."""
        return value.strip() if isinstance(value, str) else value

    @field_validator("remote_url")
    @classmethod
    def _is_url(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("it must be the API's URL, such as http://router:8000/v1")
        return value

    @field_validator("glossaries", "reviewers", "allowed_link_hosts", "adapters", mode="before")
    @classmethod
    def _from_json(cls, value: object) -> object:
        try:
            return json.loads(value) if isinstance(value, str) else value
        except ValueError as error:
            raise ValueError(
                'it must be JSON: a list such as ["one", "two"], and for adapters an object such '
                'as {"law": "/models/law"}'
            ) from error

    @model_validator(mode="before")
    @classmethod
    def _demo_model(cls, values: Any) -> Any:
        """``TERMWISE_MODEL=demo`` is the small model that ships with Termwise.

        It reads its answers off what it is given, so it is to choose the likeliest token, and a
        penalty on repeating what it read would lead it astray.
        """
        if isinstance(values, dict) and values.get("model") == "demo":
            chosen = {"model": str(DEMO_MODEL), "model_revision": "", "quantization": "none"}
            return {"temperature": 0.0, "repetition_penalty": 1.0} | values | chosen
        return values

    @model_validator(mode="after")
    def _room_for_prompts(self) -> Settings:
        if self.prefill_chunk_tokens <= self.max_num_seqs:
            raise ValueError(
                "TERMWISE_PREFILL_CHUNK_TOKENS must be more than TERMWISE_MAX_NUM_SEQS, or no "
                "prompt is read while all answers are written."
            )
        return self

    @property
    def model_name(self) -> str:
        """The model as people call it."""
        return "demo model" if self.model == str(DEMO_MODEL) else Path(self.model).name

    @property
    def store_url(self) -> str:
        """The database's URL, a file in ``data_dir`` unless one was set."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'termwise.db'}"

    @property
    def shares_inbox(self) -> bool:
        """Whether other processes may answer questions of the same inbox."""
        return self.store_url.startswith("postgresql")

    def require_slack(self) -> None:
        """Check that the tokens of the chosen mode are there and look like tokens.

        Raises:
            SettingsError: names the variable that is missing or wrong, and how to get it.
        """
        _require("SLACK_BOT_TOKEN", self.slack_bot_token, prefix="xoxb-")
        if self.slack_mode == "socket":
            _require("SLACK_APP_TOKEN", self.slack_app_token, prefix="xapp-")
        else:
            _require("SLACK_SIGNING_SECRET", self.slack_signing_secret)


def read_settings(**overrides: object) -> Settings:
    """Read the environment, with ``overrides`` (such as command-line options) on top.

    Raises:
        SettingsError: a value cannot be used; the sentence names its variable.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("The file .env is not UTF-8: save it as UTF-8.") from error


def _require(name: str, secret: SecretStr, prefix: str = "") -> None:
    value = secret.get_secret_value()
    if not value:
        raise SettingsError(f"{name} is not set: {_HOW_TO_GET[name]}, then export {name}=...")
    if not value.startswith(prefix):
        raise SettingsError(
            f"{name} does not start with {prefix!r}, so it is another kind of token: "
            f"{_HOW_TO_GET[name]}."
        )


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_input=False)[0]  # an input may be a secret
    name = str(first["loc"][0]) if first["loc"] else "a setting"
    variable = name if name.isupper() else f"TERMWISE_{name.upper()}"
    reason = first["msg"].removeprefix("Value error, ")
    return f"{variable} cannot be used: {reason}. Correct or unset it."
