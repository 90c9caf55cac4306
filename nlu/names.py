"""名称的各种写法：蒙古语译名的异体字归一，地名的短名，单位名去掉地区之后的主干。"""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.lexicon import lines_of, sections_of

_PLACE_TAIL = re.compile("(街道办事处|生态移民示范区|生态沙产业示范区|苏木|街道|镇|嘎查|社区|村)$")
_NOT_A_SHORT_NAME = ("基地", "路")  # 赛汉陶来路是一条街，赛汉陶来路社区才是社区
_OFFICE_TAILS = (
    ("人民政府", "政府"),
    ("街道办事处", "街道办"),
    ("街道办事处", "街道"),
    ("管理委员会", "管委会"),
    ("村民委员会", "村委会"),
    ("居民委员会", "居委会"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
)


@lru_cache(maxsize=1)
def _variants() -> tuple[tuple[str, str], ...]:
    pairs = tuple((old, new) for old, new in (line.split() for line in lines_of("variants.txt")))
    for old, new in pairs:
        if len(old) != len(new):
            raise ValueError(f"variants.txt: {old} and {new} must be equally long to keep positions")
    return pairs


def variant_folded(text: str) -> str:
    """异体归一：巴彦→巴音, 诺日→淖尔 …; as long as before, so positions stay."""
    for old, new in _variants():
        if old in text:
            text = text.replace(old, new)
    return text


def short_names_of_place(name: str, depth: int) -> tuple[str, ...]:
    """短名 that people use: 巴彦浩特 for the 镇, 某某村 for the 嘎查. Too short a name stays whole."""
    tail = _PLACE_TAIL.search(name)
    if tail is None:
        return ()
    stem = name[: tail.start()]
    if depth == 3:
        names = (
            [stem + "村", stem + "嘎查村", stem + "嘎查"] if tail.group() == "嘎查" and len(stem) > 1 else []
        )
        return (*names, stem) if len(stem) >= 4 and not stem.endswith(_NOT_A_SHORT_NAME) else tuple(names)
    if depth == 2 and tail.group() == "街道办事处":
        return (stem + "街道", stem + "街道办")
    return (stem,) if len(stem) >= 3 else ()


def stem_of_village(name: str) -> str | None:
    """布古图 for 布古图嘎查: too short to stand alone, clear after the name of its banner or 苏木。"""
    tail = _PLACE_TAIL.search(name)
    stem = name[: tail.start()] if tail and tail.group() == "嘎查" else ""
    return stem if len(stem) == 3 and stem != "苏木图" else None


@lru_cache(maxsize=1)
def _offices() -> dict[str, tuple[str, ...]]:
    """每个机关的各种叫法：同一行互为别名。"""
    groups = [tuple(line.split()) for line in lines_of("offices.txt")]
    return {word: group for group in groups for word in group}


def office_names(core: str) -> tuple[str, ...]:
    """The other ways to write an office: 住房和城乡建设局, 建设局 for 住建局。"""
    names = {core, *_offices().get(core, ())}
    for long, short in _OFFICE_TAILS:
        for name in tuple(names):
            if name.endswith(long):
                names.add(name[: -len(long)] + short)
            elif name.endswith(short) and not name.endswith(long):
                names.add(name[: -len(short)] + long)
    return tuple(sorted(names))


def core_of_unit(name: str, area_words: tuple[str, ...]) -> str:
    """单位主干: the name without the 盟, 旗 or 开发区 before it."""
    for word in area_words:  # 长的在前
        if name.startswith(word) and len(name) > len(word) + 1:
            return name[len(word) :]
    return name


@lru_cache(maxsize=1)
def extra_short_names() -> dict[str, tuple[str, ...]]:
    """口语地名, by the official name of the place."""
    return sections_of("place_names.txt")
