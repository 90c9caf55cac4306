"""自报家门：“我是个放羊的，打字打不好”“不是我的事，是我亲戚的”，说的是自己，还没说事。"""

from __future__ import annotations

import re

from complaint_store.domain.reading import FieldType, Reading

LONGEST = 36  # 字
TELLS = re.compile(
    "欠|钱|款|薪|工资|补|合同|地|草|井|路|房|水|电|停|扣|拆|占|收|没给|不给|不管|不办|不认|骗|拖|低保|证|告|投诉|举报"
)
ABOUT_HIMSELF = re.compile(
    "^(?:喂|[你您]好[啊呀]?|那个|领导好?|[，,。 ])*"
    "(?:不是我的事|我?是?(?:替|帮|给)[^，。 ]{1,8}(?:问|说|反映|打听)"
    "|我(?:叫|姓|的?名字)[^，。 ]{1,6}(?=[，,。 ]|$)|我?(?:家)?住在?[^，。 ]{2,12}(?=[，,。 ]|$)"
    "|(?:我|俺|咱)(?:们)?(?:就)?是(?:个|一个|一名)?[^，。 ]{0,8}(?:[，,。 ]|$))"
)


def only_introduces(text: str, reading: Reading) -> bool:
    """Who speaks, and no matter yet."""
    said = text.strip()
    told = any(field.type is not FieldType.PLACE for field in reading.fields)
    if told or len(said) > LONGEST or TELLS.search(said):
        return False
    return ABOUT_HIMSELF.search(said) is not None
