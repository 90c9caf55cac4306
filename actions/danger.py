"""危险：有人动手、着火、出事，先说该打的电话；打电话、打白条、打款不是动手。"""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.doors import door_words
from actions.talk import Talk
from complaint_store.domain.reading import Mark
from complaint_store.policy.doors import Door
from complaint_store.routing.other import named_doors

URGENT_DOORS = frozenset({"police_110", "medical_120", "fire_119", "traffic_122"})
# “打我电话”“打了白条”“打回来”不是动手
_NOT_A_BLOW = (
    r"(?![了过的我们个张零一二两三四五六七八九十几\d万千百块元]{0,12}"
    "(?:电话|手机|微信|号|[卡账帐]|银行|名下|旗号|名义|主意|小?报告|[白欠借收]?条|款|钱|回[来去我票款]|发|折|击|压|扰|断(?!了?[我他她]?的?[腿胳手肋骨鼻牙])"
    "|[到进入下][^，。]{0,3}[卡账帐条]|官司|交道|招呼|散|乱|过来))"
)
# 人身危险：先说 110
HARM = re.compile(
    rf"打(?:了|伤|过)?我{_NOT_A_BLOW}|[被挨]打{_NOT_A_BLOW}|被[^，。]{{1,6}}打(?=了|伤|得){_NOT_A_BLOW}|家暴|家庭暴力|威胁我|救命(?!钱|的钱)"
)
# 已经报过案，说的是报了没人管
REPORTED = re.compile("(?:派出所|公安|警察|民警|报[案警]|立案)[^。]{0,16}[不没未]")


@dataclass(frozen=True, slots=True)
class Dangers:
    """人身危险，或者着火、出事该打的电话。"""

    harm: bool = False
    doors: tuple[Door, ...] = ()

    def __bool__(self) -> bool:
        return self.harm or bool(self.doors)


NO_DANGER = Dangers()


def dangers_in(talk: Talk) -> Dangers:
    """什么危险，说过已经报了案的除外。"""
    text = talk.message.text
    if REPORTED.search(text):
        return NO_DANGER
    urgent = Mark.EMERGENCY in talk.message.reading.marks
    doors = named_doors(text, talk.house.book) if urgent else ()
    return Dangers(HARM.search(text) is not None, tuple(d for d in doors if d.id in URGENT_DOORS))


def say_the_danger_first(talk: Talk, dangers: Dangers) -> None:
    if dangers.harm:
        talk.say("utter_danger_first")
    else:
        talk.tell("\n".join(door_words(door) for door in dangers.doors))
