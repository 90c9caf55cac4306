"""危急：轻生、群体性事件的苗头，先给号码，马上有人来；没说到危险的，接着听他说。"""

from __future__ import annotations

import re

from actions.complaint_form import one_turn
from actions.desk import to_the_desk
from actions.talk import Talk, Task

# “再不解决我就去北京”：急，不是寻短见，也没有人会受伤
PETITIONS = re.compile(
    "上访|(?:去|到|上)(?:北京|京|呼市|自治区|省里|中央|信访局|盟里|旗里)|进京|信访|横幅|堵|围|静坐|记者|曝光"
)
HURTS = re.compile(
    "死|活|命|跳|楼|塔|药|刀|杀|砍|捅|炸|油|火|烧|绝|吊|遗书|打|血|砸|拼|伤|孩子|撑不|轻生|焚|寻短|自尽|割腕|毒|同归|一了百了|想不开|不想过"
)


class Crisis(Task):
    """轻生、群体性事件苗头：the numbers first, a person at once."""

    task = "action_crisis"

    def handle(self, talk: Talk) -> None:
        if talk.message.intent == "crisis":
            to_the_desk(talk, "crisis", urgent=True)
            only_petitions = PETITIONS.search(talk.message.text) and not HURTS.search(talk.message.text)
            talk.say("utter_urgent" if only_petitions else "utter_crisis")
        elif talk.in_form:
            one_turn(talk)
        else:
            talk.to_the_form = True
