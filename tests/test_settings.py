"""Every setting that is missing or wrong is said in a sentence that names it and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import DEMO_MODEL, Settings, read_settings

SECRET = "s3cr3t-4b1d"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no .env file of the machine that the tests run on."""
    for name, field in Settings.model_fields.items():
        monkeypatch.delenv(str(field.validation_alias or f"TERMWISE_{name.upper()}"), raising=False)
    monkeypatch.chdir(tmp_path)


def refusal(**overrides: object) -> str:
    with pytest.raises(SettingsError) as refused:
        read_settings(**overrides).require_slack()
    said = str(refused.value)
    assert SECRET not in said
    assert "\n" not in said
    return said


def tokens(**more: object) -> dict[str, object]:
    return {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1", **more}


def test_with_nothing_set_there_is_a_default_for_all_but_the_tokens() -> None:
    settings = read_settings()
    assert settings.slack_mode == "socket"
    assert all(file.is_file() for file in settings.glossaries)
    assert settings.store_url.endswith("data/termwise.db")


def test_tokens_of_the_chosen_mode_are_enough() -> None:
    read_settings(**tokens()).require_slack()
    read_settings(
        slack_bot_token="xoxb-1", slack_signing_secret=SECRET, slack_mode="http"
    ).require_slack()


@pytest.mark.parametrize(
    ("missing", "mode", "remedy"),
    [
        ("SLACK_BOT_TOKEN", "socket", "OAuth page"),
        ("SLACK_APP_TOKEN", "socket", "connections:write"),
        ("SLACK_SIGNING_SECRET", "http", "Basic Information"),
    ],
)
@pytest.mark.parametrize("empty", ["", "  \n"])
def test_a_missing_token_is_named_with_the_way_to_get_it(
    missing: str, mode: str, remedy: str, empty: str
) -> None:
    said = refusal(**tokens(slack_mode=mode) | {missing.lower(): empty})
    assert said.startswith(f"{missing} is not set")
    assert remedy in said


@pytest.mark.parametrize(
    ("name", "prefix"), [("slack_bot_token", "xoxb-"), ("slack_app_token", "xapp-")]
)
def test_a_token_of_another_kind_is_named_but_not_shown(name: str, prefix: str) -> None:
    said = refusal(**tokens(**{name: f"xoxp-{SECRET}"}))
    assert name.upper() in said
    assert prefix in said


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TERMWISE_PORT", "99999"),
        ("TERMWISE_PORT", "http"),
        ("TERMWISE_SLACK_MODE", "carrier pigeon"),
        ("TERMWISE_QUANTIZATION", "int4"),
        ("TERMWISE_CONTEXT_TOKENS", "12"),
        ("TERMWISE_MAX_NEW_TOKENS", "-1"),
        ("TERMWISE_TEMPERATURE", "hot"),
        ("TERMWISE_TOP_P", "0"),
        ("TERMWISE_REPETITION_PENALTY", "0.2"),
        ("TERMWISE_ANSWER_TIMEOUT_S", "0"),
        ("TERMWISE_CONCURRENCY", "0"),
        ("TERMWISE_CACHE_TTL_S", "-1"),
        ("TERMWISE_CACHE_SIZE_MB", "0"),
        ("TERMWISE_LOG_LEVEL", "LOUD"),
        ("TERMWISE_DATA_DIR", "~nobody-of-that-name/data"),
        ("TERMWISE_GLOSSARIES", "terms.csv"),
        ("TERMWISE_GLOSSARIES", '["~nobody-of-that-name/terms.csv"]'),
        ("TERMWISE_GLOSSARIES", '{"a": 1}'),
        ("TERMWISE_ALLOWED_LINK_HOSTS", "wiki.example.com"),
        ("TERMWISE_REVIEWERS", "U012ABCDEF"),
        ("TERMWISE_REVIEWERS", '["li.lei"]'),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert refusal().startswith(f"{variable} cannot be used: ")


def test_lists_are_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMWISE_GLOSSARIES", '["a.csv", "b, c.csv"]')
    monkeypatch.setenv("TERMWISE_ALLOWED_LINK_HOSTS", '["wiki.example.com"]')
    settings = read_settings()
    assert settings.glossaries == [Path("a.csv"), Path("b, c.csv")]
    assert settings.allowed_link_hosts == {"wiki.example.com"}


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TERMWISE_DATA_DIR", "~/data")
    monkeypatch.setenv("TERMWISE_GLOSSARIES", '["~/terms.csv"]')
    settings = read_settings()
    assert settings.data_dir == tmp_path / "data"
    assert settings.glossaries == [tmp_path / "terms.csv"]


@pytest.mark.parametrize("variable", ["TERMWISE_PORT", "TERMWISE_GLOSSARIES", "SLACK_API_URL"])
def test_a_name_without_a_value_counts_as_not_set(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "")
    with_empty = read_settings()
    monkeypatch.delenv(variable)
    assert with_empty == read_settings()


def test_a_dot_env_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN=xoxb-{SECRET}\nTERMWISE_PORT=1\nOTHER=x\n")
    monkeypatch.setenv("TERMWISE_PORT", "2")
    settings = read_settings()
    assert settings.slack_bot_token.get_secret_value() == f"xoxb-{SECRET}"
    assert settings.port == 2


def test_a_dot_env_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("TERMWISE_DATA_DIR=数据".encode("gb18030"))
    assert ".env" in refusal()


def test_the_line_end_of_a_secret_file_is_no_part_of_the_secret() -> None:
    settings = read_settings(slack_bot_token=" xoxb-1\n")
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"


def test_secrets_are_not_shown_by_printing_the_settings() -> None:
    settings = read_settings(
        slack_bot_token=SECRET, slack_app_token=SECRET, slack_signing_secret=SECRET
    )
    assert (
        SECRET
        not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    )


def test_the_demo_model_is_the_one_that_ships_and_chooses_the_likeliest_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERMWISE_MODEL", "demo")
    settings = read_settings()
    assert settings.model == str(DEMO_MODEL)
    assert settings.model_name == "demo model"
    assert (settings.temperature, settings.repetition_penalty) == (0.0, 1.0)
    assert read_settings(temperature=0.5).temperature == 0.5


def test_another_database_can_be_named() -> None:
    url = "postgresql://termwise@db/termwise"
    assert read_settings(database_url=url).store_url == url


@pytest.mark.parametrize("url", ["foo", "router:8000/v1", "ftp://router/v1"])
def test_a_cluster_s_address_must_be_a_url(url: str) -> None:
    with pytest.raises(SettingsError, match="TERMWISE_REMOTE_URL"):
        read_settings(remote_url=url)
