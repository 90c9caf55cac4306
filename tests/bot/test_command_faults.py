"""命令行遇到坏处境：占用的端口、只读的库、不对的钥匙、不配的模型，各是一句明白话。"""

from __future__ import annotations

import socket

from complaint_store.security.keys import Keyring
from tests.support.commands import lines

DEBT = "巴润别立镇政府欠我们公司修路工程款三十五万元，去年三月就验收了，一直不给。"
WAGES = "阿左旗住建局的工地欠我们26个农民工工资八万，拖了5个月。"


def test_a_taken_port_is_named(chengsu, monkeypatch, tmp_path):
    chengsu("init")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("CHENGSU_ENGINE_PORT", str(other.getsockname()[1]))
        python = tmp_path / "python"
        python.touch()
        monkeypatch.setenv("CHENGSU_ENGINE_PYTHON", str(python))
        models = tmp_path / "models"
        monkeypatch.setenv("CHENGSU_ENGINE_MODEL_DIR", str(models))
        missing = chengsu("serve")
        assert missing.code == 1
        assert "train-engine" in missing.err
        from bot.engine_model import model_path
        from bot.settings import read_settings

        models.mkdir()
        model_path(read_settings()).touch()
        taken = chengsu("serve")
    assert taken.code == 1
    assert "占用" in taken.err


def test_a_read_only_database_is_named_and_nothing_is_half_written(chengsu, monkeypatch, tmp_path):
    chengsu("init")
    file = tmp_path / "var" / "chengsu.sqlite3"
    before = file.read_bytes()
    monkeypatch.setenv("CHENGSU_DATABASE_URL", f"sqlite:///file:{file}?mode=ro&uri=true")
    ran = chengsu("user", "add", "zhang", "--role", "clerk")
    assert ran.code == 1
    assert "只读" in ran.err
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_named(chengsu, tmp_path):
    chengsu("init")
    (tmp_path / "var" / "chengsu.sqlite3").write_bytes("这不是数据库，只是一段文字。".encode() * 200)
    ran = chengsu("user", "list")
    assert ran.code == 1
    assert "数据库" in ran.err
    assert "Traceback" not in ran.err


def test_keys_that_are_not_keys_are_named(chengsu, tmp_path):
    chengsu("init")
    (tmp_path / "var" / "keys" / "store.key").write_text("不是密钥", encoding="utf-8")
    ran = chengsu("user", "list")
    assert ran.code == 1
    assert "密钥" in ran.err


def test_keys_of_another_store_do_not_start_the_service(chengsu, tmp_path):
    chengsu("init")
    (tmp_path / "var" / "keys").rename(tmp_path / "lost")
    Keyring.load_or_create(tmp_path / "var" / "keys")
    ran = chengsu("serve")
    assert (ran.code, "请放回当初的那一份" in ran.err) == (1, True)


def test_a_model_of_another_program_is_told_in_one_sentence(chengsu, monkeypatch, tmp_path):
    monkeypatch.setattr("nlu.understand.MODEL", tmp_path)
    for name in ("categories.npz", "acts.npz"):
        (tmp_path / name).write_bytes(b"made by nobody")
    ran = chengsu("triage", stdin=lines({"id": 1, "text": DEBT}))
    assert ran.code == 1
    assert ran.err.startswith("模型与程序不配，请运行 make setup")
    assert all(f"  {label}：" in ran.err for label in ("发现", "应为", "在哪"))
    assert str(tmp_path / "categories.npz") in ran.err


def test_training_only_where_needed_leaves_a_fitting_model_alone(chengsu):
    ran = chengsu("train", "--if-unfit")
    assert (ran.code, ran.out) == (0, "")


def test_a_missing_model_names_the_command_that_makes_it(chengsu, monkeypatch, tmp_path):
    monkeypatch.setattr("nlu.understand.MODEL", tmp_path)
    ran = chengsu("triage", stdin=lines({"id": 1, "text": DEBT}))
    assert ran.code == 1
    assert "chengsu train" in ran.err
