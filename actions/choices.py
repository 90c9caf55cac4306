"""选一个：按编号、按“左旗的”这样的半截话、按类别名字里的几个字，都算选了。"""

from __future__ import annotations

import re

from actions.memory import Option

NUMBER = re.compile(r"(?:我?选|就?是)?(?:第)?([1-9一二三四五])(?:个|种|项|条|号)?(?:吧|的|啊)?[。. ]*")
DIGITS = "一二三四五"
PADDING = re.compile(
    r"^(?:我?(?:选|觉得|想)?(?:就)?是?|应该是|可能是|属于)|(?:这个|那个|这种|那种|的|吧|啊|呗|[。，,. ])+$"
)
PARTS = re.compile("[（）]")  # “说好的不算数（违约毁约）”：说哪一半都行
SHORTEST, LONGEST = 2, 12  # 字


def meant(said: str, options: tuple[Option, ...]) -> Option | None:
    """The one option these words mean, or None when they fit none or several."""
    said = said.strip()
    if not options or not said:
        return None
    number = NUMBER.fullmatch(said)
    if number is not None:
        digit = number.group(1)
        place = int(digit) if digit.isdigit() else DIGITS.index(digit) + 1
        return options[place - 1] if place <= len(options) else None
    core = PADDING.sub("", PADDING.sub("", said))
    if not SHORTEST <= len(core) <= LONGEST:
        return next((option for option in options if option.label == said), None)
    found = [
        option
        for option in options
        if core in option.label or any(part in said for part in PARTS.split(option.label) if part)
    ]
    return found[0] if len(found) == 1 else None
