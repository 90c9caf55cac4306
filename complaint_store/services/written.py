"""写下的话：首尾空白去掉；什么也没写、写得太长，都退回去，说清该怎么办。"""

from __future__ import annotations

from complaint_store.domain.errors import BadInput

MOST = 20_000  # 字
A_NOTE = 2_000  # 理由、问话


def written(text: str, when_empty: str, most: int = MOST) -> str:
    """The words without the space around them; `when_empty` tells what to write."""
    words = text.strip()
    if not words:
        raise BadInput(when_empty)
    if len(words) > most:
        raise BadInput(f"内容超过{most}字，请写得短一些。")
    return words
