"""一段话，备好与别的话相比：要素里挑出可比的，字面算好。"""

from __future__ import annotations

import re
from dataclasses import dataclass

from complaint_store.domain.reading import Field, FieldType, Reading
from nlu.same.names import plain
from nlu.same.sums import sums_of
from nlu.same.words import Wording, cosine, shared_rare, without_fields, wording_of

_JUST_NOW = re.compile(
    "昨|今天|前天|上[个周月礼星]|这个?月|本月|月底|下[个周月]|目前|现在|最近|近期|上半年|刚"
)
_WRITTEN = re.compile("[0-9]{2}|[〇零一二三四五六七八九十]{2}年")
_AGAIN = re.compile(
    "再次|又一次|第[二三四五]次|[二三四]问|上次|上回|之前(?:反映|投诉|举报|问)|(?:反映|投诉|举报)(?:过|之后|以后|后)"
    "|打过电话|来过信|写过信|原帖|依旧|至今没有?(?:答复|回复|解决)|未(?:得到)?(?:答复|回复|解决)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """一段话和它的要素。"""

    reading: Reading
    plain: str  # 只剩字与数的原文
    whole: Wording
    rest: Wording  # 去掉要素之后
    again: bool  # 说以前反映过

    def of(self, type_: FieldType) -> tuple[Field, ...]:
        """The fields that can be compared: no sum that stands aside, no day that only dates the message."""
        fields = self.reading.of(type_)
        if type_ is FieldType.AMOUNT:
            return sums_of(fields)
        if type_ is FieldType.DATE:
            return tuple(f for f in fields if f.normalized and not _JUST_NOW.search(f.value))
        return fields

    def says_which_year(self) -> bool:
        """说的是哪一年哪一月，不是去年、前年。"""
        return any(_WRITTEN.search(f.value) for f in self.of(FieldType.DATE))


def told(text: str, reading: Reading) -> Told:
    rest = wording_of(without_fields(text, reading))
    return Told(reading, plain(text), wording_of(text), rest, _AGAIN.search(text) is not None)


@dataclass(frozen=True, slots=True)
class Alike:
    """字面有多像, each from 0."""

    whole: float  # 整段，0 到 1
    rest: float  # 去掉要素之后，0 到 1
    rare: float  # 合用的少见片段有多密


def alike(a: Told, b: Told) -> Alike:
    return Alike(cosine(a.whole, b.whole), cosine(a.rest, b.rest), shared_rare(a.whole, b.whole))
