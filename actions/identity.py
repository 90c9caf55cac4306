"""给不给对方知道是谁：默认不给，汇总时说一句；本人点了才算同意，不另问一问。"""

from __future__ import annotations

import re

from actions.talk import Buttons, Talk
from complaint_store.domain.reading import Mark

ALLOW, KEEP = "consent", "no_consent"
ALLOWS: Buttons = (("可以给对方看", '/inform{"choice": "consent"}'),)
KEEPS: Buttons = (("不给对方看", '/inform{"choice": "no_consent"}'),)
ANYBODY = "(?:对方|[他它]们?|人家|(?:被反映的|那个|欠钱的)?单位)"
OTHER_SIDE = f"(?:{ANYBODY}|[\u4e00-\u9fff]{{0,8}}?(?:局|委|办|会|镇|府|公司|老板|[旗镇村盟]里|[镇村]上))"
# “能让局里还钱就行”说的是要求：给看、让知道、告诉他们，才是说身份
SAYS_ALLOW = re.compile(
    f"我?(?:可以|愿意|同意|能)(?:(?:给|让){OTHER_SIDE}(?:看到?|知道).{{0,6}}|(?:给|让){ANYBODY}[的了吧啊]*"
    f"|告诉{OTHER_SIDE}(?:是我|我是谁|我的?(?:名字?|姓名|电话|身份)?)?[的了吧啊]*)"
    f"|(?:给|让|告诉){OTHER_SIDE}(?:看到?|知道)(?:也|都)?(?:没关系|没事|无所谓|不要紧|可以|行)[的了吧啊]*"
)
SAYS_KEEP = re.compile(
    f"我?(?:不(?:要|用|必|需要|想|愿意|能|可以|同意)?|别)"
    f"(?:(?:给|让){OTHER_SIDE}(?:看到?|知道).{{0,6}}|(?:给|让){ANYBODY}(?=[的了吧啊]*(?:$|[，。,!！]))|告诉{OTHER_SIDE}.{{0,6}})"
)
SHORT = 20  # 字
REACHED_BY = ("phone", "contact")


def debtor_knows(talk: Talk) -> tuple[str, Buttons]:
    """What the summary says about it, with the button that turns it over; nothing where the debtor is not asked."""
    if not _is_a_question(talk):
        return "", ()
    if talk.memory.consent:
        return "您同意让被反映的单位看到您的姓名和电话。\n", KEEPS
    return "您的姓名和电话不会给被反映的单位看。\n", ALLOWS


def decides_about_identity(talk: Talk) -> bool:
    """The button or its words, while the summary is being looked at."""
    said, choice = talk.message.text.strip(), talk.message.choice
    if not _is_a_question(talk):  # 不是“确认提交”：再看一遍
        return choice in {ALLOW, KEEP} or bool(SAYS_ALLOW.fullmatch(said) or SAYS_KEEP.fullmatch(said))
    keeps = len(said) <= SHORT and SAYS_KEEP.search(said) is not None  # 不给看的，说到就算
    if choice == KEEP or keeps:
        talk.remember_as(consent=False)
        return True
    if choice == ALLOW or SAYS_ALLOW.fullmatch(said):
        talk.remember_as(consent=True)
        return True
    return False


def _is_a_question(talk: Talk) -> bool:
    """Only of someone who can be named, where the debtor will be asked to explain; never under fear of retaliation."""
    draft = talk.draft
    named = not draft.anonymous and any(name in draft.fields for name in REACHED_BY)
    if not named or Mark.RETALIATION.value in draft.marks:
        return False
    return talk.decide(draft).respondent is not None
