"""还是要在这里反映：指了别处，本人仍要在这里登记；前面说的接着用，是哪一类请本人定。

Which matters are ours is read from words and may be read wrongly; the last word is the person's, and then the desk's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions import asking
from actions.not_meant import only_where
from actions.talk import Buttons, Talk
from complaint_store.domain.draft import Draft
from complaint_store.services import intake

INSIST = "insist"
BUTTON: Buttons = (("还是在这里反映", asking.choose(INSIST)),)
LONGEST = 24  # 字；再长就是另说一件事，自己读得出来
KEPT = 2_000  # 字
SAYS_SO = re.compile(
    "(?:还是|就是|就|偏|非)(?:是)?(?:想|要|得)?在?(?:这里|这儿|你们?这|此)?[^，。不别甭算]{0,4}(?:反映|投诉|举报|登记|告)"
    "|(?:归|该|是)你们?管|你们?(?:不管|不受理).{0,3}谁管|^不[是对](?:[，。]|$)|^不是.{0,4}(?:他们|那).{0,3}管|不归(?:他们?|那)"
    "|^不是.{1,8}[，, ]是|[就还]在(?:这里?|这儿|你们这)[^，。]{0,3}说|[推踢]来[推踢]去|都不管"
)


def turned_away(talk: Talk) -> None:
    """Remember what was said when a door was named, in case the person knows better."""
    said = talk.message.text.strip()[:KEPT]
    talk.end()
    talk.remember_as(turned_away=said)


def insists(talk: Talk) -> bool:
    """Pressed, or said in a few words right after a door was named."""
    if not talk.memory.turned_away:
        return False
    if talk.message.choice is not None:
        return talk.message.choice == INSIST
    said = talk.message.text.strip()
    short = len(said) <= LONGEST and not talk.message.is_payload
    reading = talk.message.reading
    told = bool(reading.fields)
    another = bool(reading.categories) and (told or not reading.abstain)  # 说清了是另一件事
    goes_on = told and talk.message.intent == "inform"  # 接着说在哪儿、多少钱：是要在这里办
    return short and not another and (goes_on or SAYS_SO.search(said) is not None)


def take_it_on(talk: Talk) -> None:
    """A draft of what was said before; its kind is asked for, and the desk decides where the person cannot."""
    before = talk.memory.turned_away
    reading = talk.house.reader.read(before, talk.house.today())
    draft = intake.take(
        Draft(attachments=talk.draft.attachments, anonymous=talk.draft.anonymous), reading, before
    ).draft
    if not talk.message.is_payload:
        said = talk.message.text
        reading = only_where(draft, talk.message.reading, said, asked_who=False)
        draft = intake.take(draft, reading, said, correcting=True).draft
    talk.memory = replace(talk.memory, draft=replace(draft, abstain=True), turned_away="", insists=True)
    talk.say("utter_taken_on")
    asking.ask_category(talk)
