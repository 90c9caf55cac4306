"""照着写、只换了几处：同样的架子，换掉的那几处说的是另一件事；添上、删去的不算。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

COMPARED = 2_000  # 比到这么多字
BLOCK = 3  # 连着这么多字一样，才算同一个架子
FRAME = 0.5  # 短的那一段有这么多字在架子里，就是照着写的
REWORKED = 14  # 添了、删了、整句换了这么多字，是同一个人改过的稿子，换几个词不说明什么
LONGEST_SWAP = 12
MUCH_LONGER = 4  # 长到几倍，是重写，不是换了一个名字
SLIP = 1  # 一个字换一个字，只是笔误
_NUMBERS = re.compile(r"[0-9.一二两三四五六七八九十百千万零〇点多余几元块亿]+")
_FILLING = re.compile(
    "[0-9.一二两三四五六七八九十百千万零〇点多余几元块亿的了我你他们家在是都就也把给着过到还没不这那]"
)
_GREETING = re.compile("书记|[市县区旗盟镇厅局处]长|主任|领导|尊敬|您好|你好|同志|强烈|请求|希望")


@dataclass(frozen=True, slots=True)
class Copy:
    """两段话的架子。"""

    frame: float  # 架子占短的那一段多少
    reworked: int
    swapped: tuple[tuple[str, str], ...]

    @property
    def is_one(self) -> bool:
        return self.frame >= FRAME

    def says_another(self, sums_agree: bool) -> tuple[str, str] | None:
        """换掉的字眼: the first that is neither a greeting nor, where the sums agree, a number written otherwise."""
        if not self.is_one or self.reworked > REWORKED:
            return None
        for old, new in self.swapped:
            numbers = _NUMBERS.fullmatch(old) and _NUMBERS.fullmatch(new)
            if not (sums_agree and numbers) and _says_something(old, new):
                return old, new
        return None


def _says_something(old: str, new: str) -> bool:
    return all(map(_FILLING.sub, ("", ""), (old, new))) and not _GREETING.search(old + new)


def copy_of(a: str, b: str) -> Copy:
    """Of two texts as `plain` gives them."""
    left, right = a[:COMPARED], b[:COMPARED]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    swapped: list[tuple[str, str]] = []
    frame = reworked = 0
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            frame += j - i if j - i >= BLOCK else 0
        elif kind == "replace" and j < len(left) and _is_swap(j - i, m - k):  # 收尾的话各说各的
            swapped.append((left[i:j], right[k:m]))
        else:
            reworked += max(j - i, m - k)
    return Copy(frame / max(1, min(len(left), len(right))), reworked, tuple(swapped))


def _is_swap(mine: int, theirs: int) -> bool:
    """一个说法换成另一个说法，差不多长。"""
    short, long = sorted((mine, theirs))
    return SLIP < long <= LONGEST_SWAP and (short > SLIP or long == SLIP + 1) and long <= short * MUCH_LONGER
