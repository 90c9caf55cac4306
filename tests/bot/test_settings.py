"""设置：一处读取环境，别处只看值。"""

from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from bot.supervise import tracker_url


@pytest.mark.parametrize(
    ("host", "reached_at"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080/engine/actions"),
        ("0.0.0.0", "http://127.0.0.1:8080/engine/actions"),
        ("192.0.2.7", "http://192.0.2.7:8080/engine/actions"),
        ("::1", "http://[::1]:8080/engine/actions"),
    ],
)
def test_the_engine_finds_the_app_wherever_it_listens(host, reached_at):
    assert Settings(host=host).action_url == reached_at


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_open_drafts_lie_in_the_same_postgresql(scheme):
    settings = Settings(database_url=f"{scheme}://clerk@127.0.0.1:5432/chengsu")
    assert tracker_url(settings) == "postgresql+psycopg2://clerk@127.0.0.1:5432/chengsu"


def test_without_postgresql_open_drafts_lie_beside_the_store(tmp_path: Path):
    assert tracker_url(Settings(data_dir=tmp_path)) == f"sqlite:///{tmp_path / 'dialogue.sqlite3'}"


def test_a_wrong_port_is_named_with_what_was_expected():
    with pytest.raises(ValueError, match=r"CHENGSU_PORT 写的是 '八千'，应为整数"):
        read_settings({"CHENGSU_PORT": "八千"})
