"""Settings and declared sources: layers, and clear errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.configuration import ConfigurationError, configs_dir
from flows.settings import load_settings
from flows.sources.declared import load_sources


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.startswith("MAWQIF_"):
            monkeypatch.delenv(name)


def test_shipped_settings_hold(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert settings.db == Path("mawqif-data/mawqif.duckdb")
    assert settings.topics == configs_dir() / "topics.yaml"
    assert settings.batch_size == 200
    assert settings.app.host == "127.0.0.1"
    assert not settings.http.allow_private


def test_user_file_and_variables_go_over_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mawqif.yaml").write_text("db: mine.duckdb\ntopics: mine.yaml\nengine: {workers: 3}\nbatch_size: 10\n")
    monkeypatch.setenv("MAWQIF_BATCH_SIZE", "20")
    monkeypatch.setenv("MAWQIF_HTTP__DELAY_S", "5")
    settings = load_settings(tmp_path)
    assert (settings.db, settings.topics) == (Path("mine.duckdb"), tmp_path / "mine.yaml")
    assert (settings.engine.workers, settings.engine.kind) == (3, "local")
    assert (settings.batch_size, settings.http.delay_s, settings.http.timeout_s) == (20, 5.0, 20.0)


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("bd: x.duckdb", ["mawqif.yaml", "bd", "did you mean db?", "batch_size"]),
        ("engine: {worker: 2}", ["mawqif.yaml", "engine.worker", "did you mean workers?"]),
        ("engine: {workers: many}", ["mawqif.yaml", "engine.workers", "integer", "'many'"]),
        ("engine: {kind: dusk}", ["mawqif.yaml", "engine.kind", "'local'"]),
        ("batch_size: 0", ["mawqif.yaml", "batch_size", "greater than or equal to 1"]),
        ("time_zone: Asia/Damascas", ["time_zone", "did you mean Asia/Damascus?"]),
        ("- a\n- b", ["mawqif.yaml", "must be a mapping"]),
        ("db: [", ["mawqif.yaml", "line", "not valid YAML"]),
        ("app: 7", ["mawqif.yaml", "app"]),
    ],
)
def test_wrong_settings_are_told_with_file_key_and_what_is_allowed(
    tmp_path: Path, content: str, parts: list[str]
) -> None:
    (tmp_path / "mawqif.yaml").write_text(content)
    with pytest.raises(ConfigurationError) as caught:
        load_settings(tmp_path)
    for part in parts:
        assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_wrong_variables_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DBB", "x")
    with pytest.raises(ConfigurationError, match=r"environment: MAWQIF_DBB: unknown key; did you mean MAWQIF_DB\?"):
        load_settings(tmp_path)
    monkeypatch.delenv("MAWQIF_DBB")
    monkeypatch.setenv("MAWQIF_BATCH_SIZE", "none")
    with pytest.raises(ConfigurationError, match="environment: MAWQIF_BATCH_SIZE"):
        load_settings(tmp_path)


def test_shipped_sources_hold() -> None:
    sources = load_sources(configs_dir() / "sources.yaml")
    assert [source.name for source in sources if source.enabled] == ["inbox"]


GOOD = "{name: a, kind: files, path: in, schedule: '0 6 * * *'"


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        (GOOD + ", pth: x}", ["source 1 (a)", "pth", "did you mean path?"]),
        ("{name: a, kind: files, path: in, schedule: daily}", ["source 1 (a)", "schedule", "cron"]),
        ("{name: a, kind: fead, url: 'https://e.org', schedule: '0 6 * * *'}", ["kind", "'feed'"]),
        ("{name: a, kind: feed, url: 'ftp://e.org', schedule: '0 6 * * *'}", ["url"]),
        ("{name: a, kind: feed, path: in, schedule: '0 6 * * *'}", ["kind feed needs a url"]),
        (GOOD + ", url: 'https://e.org'}", ["has no url"]),
        ("{name: A b, kind: files, path: in, schedule: '0 6 * * *'}", ["name"]),
        (GOOD + ", lang: fr}", ["lang", "'ar'"]),
        (GOOD + ", time_zone: Mars/Base}", ["time_zone"]),
        (f"{GOOD}}}\n- {GOOD}}}", ["source 2", "used twice"]),
        ("just a word", ["source 1", "must be a mapping"]),
    ],
)
def test_wrong_sources_are_told(tmp_path: Path, entry: str, parts: list[str]) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(f"- {entry}\n")
    with pytest.raises(ConfigurationError) as caught:
        load_sources(path)
    for part in [str(path), *parts]:
        assert part in str(caught.value)
