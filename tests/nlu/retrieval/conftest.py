"""资料库：随程序的方案与要点，加上一部虚构的示例条例。"""

from __future__ import annotations

from datetime import date

import pytest

from complaint_store.policy.book import RuleBook, load_book
from complaint_store.policy.statutes import import_statutes
from nlu.retrieval.library import Library

TODAY = date(2026, 11, 22)
NEW = """# 示例驿站管理条例（2025年修订，现行）

- 日期：2025-03-01 公布；2025-06-01 施行
- 状态：现行有效
- 收录范围：全文（3条）

---

## 正文

### 第一章 灯火

**第一条** 驿站灯笼应当自日落之日起9日内点亮；灯油由驿丞供给。

**第二条** 驿丞不得向行人收取灯油钱。收取的，由驿站总管责令退还。

行人可以向驿站总管投诉驿丞。

**第三条** 本条例自2025年6月1日起施行。
"""
OLD = (
    NEW.replace("2025年修订，现行", "2019年版，已被修订")
    .replace("2025-03-01 公布；2025-06-01 施行", "2019-03-01 公布；2019-06-01 施行")
    .replace("现行有效", "旧版：2025-06-01 起由修订文本替代")
    .replace("9日内点亮", "及时点亮")
)


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_book()


@pytest.fixture(scope="session")
def shipped(book: RuleBook) -> Library:
    """方案与要点，没有导入任何法规。"""
    return Library.load(None, None, book)


@pytest.fixture(scope="session")
def with_statute(book: RuleBook, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("policy")
    for name, text in (("新.md", NEW), ("旧.md", OLD)):
        (folder / name).write_text(text, encoding="utf-8")
    assert import_statutes([folder], folder / "imported").ok
    return Library.load(None, folder / "imported", book)
