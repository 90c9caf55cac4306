"""自报家门：“我是个放羊的，打字打不好”“不是我的事，是我亲戚的”，说的是自己，还没说事。"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Reading

LONGEST = 36  # 字
ABOUT_HIMSELF = re.compile(
    "^(?:喂|[你您]好[啊呀]?|那个|领导好?|[，,。 ])*"
    "(?:不是我的事|我?是?(?:替|帮|给)[^，。 ]{1,8}(?:问|说|反映|打听)"
    "|(?:我|俺|咱)(?:们)?(?:就)?是(?:个|一个|一名)?[^，。 ]{0,8}(?:[，,。 ]|$))"
)


def only_introduces(text: str, reading: Reading) -> bool:
    """Who speaks, and no matter yet."""
    said = text.strip()
    return len(said) <= LONGEST and not reading.fields and ABOUT_HIMSELF.search(said) is not None
