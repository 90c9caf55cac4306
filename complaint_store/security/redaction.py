"""遮盖：给不该知道诉求人身份的人看时，号码和姓名换成星号；长度不变，标注的位置仍然对得上。"""

from __future__ import annotations

import re

from complaint_store.domain.surnames import SURNAMES

# 数字之间可有空格或短横；前后不得再接数字，免得把合同号、金额的一段当成号码。
_DIGIT_GAP = r"[ \-－—]?"
_PHONE = re.compile(rf"(?<!\d)(?:\+?86{_DIGIT_GAP})?1[3-9]\d(?:{_DIGIT_GAP}\d){{8}}(?!\d)")
_ID_CARD = re.compile(r"(?<!\d)\d{6}[ ]?(?:19|20)\d{2}[ ]?\d{4}[ ]?\d{3}[\dXxＸ](?!\d)")
_BANK_CARD = re.compile(r"(?<!\d)[3-9]\d{3}(?:[ \-]?\d{4}){2,3}[ \-]?\d{1,7}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[\-－ ]?\d{7,8}(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}")
_WECHAT = re.compile(r"(?<=微信)(?:号|：|:|是|为|\s){0,4}[A-Za-z][A-Za-z0-9_\-]{5,19}")
# 自报姓名：“我叫罗桂芳”“本人姓名：…”；说“我是”的，要像个姓名才算
_ENDS = r"(?=[，,。.；;、！!？?）)\s\d]|$|电话|手机|联系|身份证|住在?|家住|今年|[男女]|来自|在)"
_OWN_NAME = re.compile(
    r"(?:我(?:的名字|的姓名|本人)?叫|本人叫|我姓[\u4e00-\u9fff]，?叫|我的?(?:名字|姓名)[是为：:]|姓名[：: ]{1,2}|(?:反映|投诉|举报|诉求|联系)人(?:姓名)?[：: ]{1,2})\s?"
    rf"((?![了他她它你您人来去车不的过着大老什一几谁])[\u4e00-\u9fff·]{{2,6}}?){_ENDS}"
    rf"|(?:我|本人)是([{SURNAMES}](?![中级速温])[\u4e00-\u9fff]{{1,2}})(?=[，,。；;、\s\d]|$|电话|手机|身份证)"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def redact(text: str, names: tuple[str, ...] = (), *, whole: bool = False) -> str:
    """号码、邮箱、自报的与给定的姓名换成等长的遮盖文字; `whole`: 姓氏和头尾几位也不留，给被诉的一方看时用。"""
    plain = text.translate(_FULL_WIDTH)  # 一字换一字，位置不变
    shown = list(text)
    for pattern in (_ID_CARD, _BANK_CARD, _PHONE, _LANDLINE):
        for found in pattern.finditer(plain):
            front, back = (0, 0) if whole else (3, 0 if pattern is _BANK_CARD else 4)
            _star(shown, found.start(), found.end(), keep_front=front, keep_back=back)
    for pattern in (_EMAIL, _WECHAT):
        for found in pattern.finditer(plain):
            _star(shown, found.start(), found.end(), keep_front=0, keep_back=0)
    for name in dict.fromkeys((*names, *_own_names(text))):
        if len(name) < 2:
            continue
        start = text.find(name)
        while start >= 0:
            kept = 0 if whole else 1
            shown[start + kept : start + len(name)] = "某" * (len(name) - kept)
            start = text.find(name, start + len(name))
    return "".join(shown)


def _own_names(text: str) -> tuple[str, ...]:
    """How the speaker says who they are; a name given once is hidden wherever it stands."""
    return tuple(found[1] or found[2] for found in _OWN_NAME.finditer(text))


def mask_number(number: str) -> str:
    """139****0717; an ID number 152***********123X."""
    if len(number) <= 7:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def _star(shown: list[str], start: int, end: int, *, keep_front: int, keep_back: int) -> None:
    for i in range(start + keep_front, end - keep_back):
        if shown[i].isalnum() or shown[i] in "@._":
            shown[i] = "*"
