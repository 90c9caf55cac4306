"""导入法规之后不用重启：正在运行的服务下一次有人问就用上；导坏了照旧的答。"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.live_library import LiveLibrary
from complaint_store.policy.statutes import import_statutes
from nlu.retrieval.library import Library
from tests.support.house import the_book

TODAY = date(2026, 11, 22)
QUESTION = "《虚拟示例条例》第二条怎么规定的"
WORDS = "示例单位应当在三个工作日内回复来信。"
STATUTE = f"""# 虚拟示例条例

2025年1月1日起施行

## 第一章 总则

第一条 为了示例，制定本条例。

第二条 {WORDS}
"""


def a_library(folder: Path) -> tuple[LiveLibrary, list[int]]:
    loads: list[int] = []

    def load() -> Library:
        loads.append(1)
        return Library.load(None, folder, the_book())

    return LiveLibrary(load, folder), loads


def test_what_is_imported_is_answered_at_the_next_question(tmp_path: Path) -> None:
    folder, source = tmp_path / "policy", tmp_path / "示例.md"
    library, loads = a_library(folder)
    assert WORDS not in library.answer(QUESTION, TODAY).answer
    source.write_text(STATUTE, encoding="utf-8")
    report = import_statutes([source], folder)
    assert report.ok, report.refused
    assert WORDS in library.answer(QUESTION, TODAY).answer
    library.answer(QUESTION, TODAY)
    assert len(loads) == 2, "nothing changed since: nothing is loaded again"


def test_a_damaged_import_leaves_the_old_answers(tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    folder.mkdir()
    library, loads = a_library(folder)
    before = library.answer("拖欠民营企业账款由谁清理", TODAY)
    (folder / "half.json").write_text('{"cut', encoding="utf-8")
    assert library.answer("拖欠民营企业账款由谁清理", TODAY) == before
    library.answer("拖欠民营企业账款由谁清理", TODAY)
    assert len(loads) == 2, "a damaged file is not tried again until it changes"
