"""认列：表头叫什么是哪一列；必须有原话一列，不认识的列说出来、不用。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TEXT, ID, TITLE, NAME, PHONE, DAY = "text", "id", "title", "name", "phone", "day"

NAMES: dict[str, tuple[str, ...]] = {
    TEXT: (
        "text",
        "transcript",
        "转写",
        "转写稿",
        "通话内容",
        "转写内容",
        "诉求内容",
        "来话",
        "内容",
        "原话",
    ),
    ID: ("id", "call_id", "编号", "通话编号", "来电编号", "工单编号", "序号"),
    TITLE: ("title", "标题", "主题"),
    NAME: ("name", "姓名", "诉求人", "来电人", "来电人姓名"),
    PHONE: ("phone", "电话", "来电号码", "联系电话", "手机号", "手机号码"),
    DAY: ("date", "day", "time", "日期", "来电日期", "来电时间", "通话时间", "时间"),
}
KNOWN = {name: column for column, names in NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Header:
    """哪一列在第几格, and the columns that are not used."""

    places: dict[str, int]
    unknown: tuple[str, ...]

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        return {c: row[i].strip() if c != TEXT else row[i] for c, i in self.places.items() if i < len(row)}


def read_header(cells: Sequence[str]) -> Header:
    places: dict[str, int] = {}
    unknown: list[str] = []
    for index, cell in enumerate(cells):
        name = cell.strip().lower()
        column = KNOWN.get(name)
        if column is not None and column not in places:
            places[column] = index
        elif name:
            unknown.append(cell.strip())
    return Header(places, tuple(unknown))


def expected() -> str:
    return "、".join(NAMES[TEXT][2:6]) + " 或 text 中的一个作表头"
