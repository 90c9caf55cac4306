"""改事项：“不是工程款，是工资”，两头都是类别的名字，就照后一个改。"""

from __future__ import annotations

from actions import asking
from actions.choices import meant
from actions.memory import Option
from actions.naming import NOT_THIS_BUT_THAT
from actions.talk import Talk
from complaint_store.domain.ids import CategoryId
from complaint_store.services import intake


def put_kind_right(talk: Talk) -> bool:
    """True when another kind was named in place of the one that was noted; it is told, and the next question asked."""
    said = NOT_THIS_BUT_THAT.search(talk.message.text)
    if talk.memory.pending is None or said is None:
        return False
    if talk.message.reading.fields or not talk.draft.categories:
        return False
    book = talk.house.book
    kinds = tuple(Option(kind.plain_name, str(kind.id)) for kind in book.categories.values())
    wrong, right = meant(said.group(1), kinds), meant(said.group(2), kinds)
    if wrong is None or right is None or wrong.value == right.value:
        return False
    talk.draft = intake.choose_category(talk.draft, CategoryId(right.value))
    talk.say("utter_changed", items=f"事项 {book.category(CategoryId(right.value)).name}")
    asking.go_on(talk)
    return True
