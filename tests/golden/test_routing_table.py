"""分派对照表：routing.csv 的每一行，都是一个业务同事看得懂、也改得了的期望。"""

from __future__ import annotations

import pytest

from complaint_store.policy.book import RuleBook, load_book
from complaint_store.routing.route import route
from tests.golden.table import EXPECTED, GIVEN, KINDS, rows, subject_from, written

ROWS = rows()


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_book()


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['编号']} {row['情形']}" for row in ROWS])
def test_the_matter_goes_where_the_table_says(row: dict[str, str], book: RuleBook) -> None:
    decision = route(subject_from(row, book), book, sealed_enabled=row["密件通道"] == "开")
    assert written(decision, book) == {name: row[name] for name in EXPECTED}


def test_the_table_is_long_enough_and_each_row_is_told_in_words() -> None:
    assert len(ROWS) >= 120
    assert tuple(ROWS[0]) == GIVEN + EXPECTED
    assert len({row["编号"] for row in ROWS}) == len(ROWS)
    assert all(row["情形"] and row["理由"] and row["依据"] for row in ROWS)


def test_the_table_covers_every_category_and_every_kind_of_accused(book: RuleBook) -> None:
    assert {category.name for category in book.categories.values()} <= {row["类别"] for row in ROWS}
    assert set(KINDS) <= {row["单位性质"] for row in ROWS}
    for banner in ("阿拉善左旗", "阿拉善右旗", "额济纳旗", "高新区", "孪井滩", "乌兰布和示范区"):
        assert any(row["事发地"].startswith(banner) for row in ROWS), banner


def test_the_table_uses_every_row_of_the_matrix(book: RuleBook) -> None:
    unused = {row.id for row in book.matrix.rows} - {row["矩阵行"] for row in ROWS}
    assert unused == set()
