"""Telegram 上的固定用语：渠道自己要说的话（做不到什么、该怎么做），以及长话怎样分条。"""

from __future__ import annotations

import re

LIMIT = 4096  # Bot API sendMessage: UTF-16 码元

COMMANDS: tuple[tuple[str, str], ...] = (
    ("start", "开始反映问题"),
    ("status", "查进度（后面可以写查询码）"),
    ("human", "转人工"),
    ("cancel", "取消正在说的这件事"),
    ("help", "能做什么"),
)

PRIVATE_ONLY = "为了不让别人看到您的事，这里不在群里受理。请点开我的头像，私下发给我。"
EDITED = "您改了前面的一条消息。已经记下的是改之前的话，请把改好的内容再发一条，我照新的记。"
VOICE = "语音和视频留言我听不了，请打字告诉我；要紧的录音可以作为文件（mp3、m4a、amr）发来当材料。"
VIDEO = "视频收不了。请把其中要紧的画面截成图片发来，或者打字说明。"
STICKER = "表情和贴纸我看不懂，请打字告诉我。"
LOCATION = "定位我读不了，请打字写明在哪个旗、哪个苏木镇或街道。"
CONTACT = "名片我读不了。要留电话，请直接打字发来。"
OTHER = "这种消息我读不了，请打字，或者发图片、文件。"
UNREADABLE_FILE = "这份材料没有取下来，请再发一次；还不行，请换成照片发来。"
TOO_LARGE = "这份材料太大，单个文件最多 {limit} MB，请压缩或拍照后再发。"
CHOICE_GONE = "这个按钮已经用过了，请看最新的一条消息。"
TROUBLE = "刚才这条没有办完，请过一会儿再发一次；急事请打 12345。"


def split_text(text: str, limit: int = LIMIT) -> list[str]:
    """分条: pieces no longer than `limit` UTF-16 units, cut at the end of a paragraph, line or sentence."""
    pieces: list[str] = []
    rest = text.strip()
    while _units(rest) > limit:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        pieces.append(rest)
    return pieces


def _units(text: str) -> int:
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def _cut(text: str, limit: int) -> int:
    """The last good place to cut such that the head fits."""
    units, longest = 0, 0
    for index, character in enumerate(text):
        units += 2 if ord(character) > 0xFFFF else 1
        if units > limit:
            break
        longest = index + 1
    for end in ("\n\n", "\n", "。", "；", "，", " "):
        found = text.rfind(end, longest // 2, longest)
        if found > 0:
            return found + len(end)
    return longest


def usable_secret(secret: str) -> bool:
    """setWebhook takes 1–256 characters of A–Z a–z 0–9 _ - (Bot API)."""
    return re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret) is not None
