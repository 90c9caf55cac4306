"""危急：轻生、群体性事件的苗头，先给号码，马上有人来；没说到危险的，接着听他说。"""

from __future__ import annotations

from actions.complaint_form import one_turn
from actions.desk import to_the_desk
from actions.talk import Talk, Task


class Crisis(Task):
    """轻生、群体性事件苗头：the numbers first, a person at once."""

    task = "action_crisis"

    def handle(self, talk: Talk) -> None:
        if talk.message.intent == "crisis":
            to_the_desk(talk, "crisis", urgent=True)
            talk.say("utter_crisis")
        elif talk.in_form:
            one_turn(talk)
        else:
            talk.to_the_form = True
