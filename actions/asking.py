"""问话：一次只问一件，说明为什么问、怎么跳过；都齐了就请本人看一遍。"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.identity import debtor_knows
from actions.introducing import only_introduces
from actions.memory import FIELD_SLOTS, Option
from actions.naming import is_a_bare_banner, is_too_wide
from actions.talk import Buttons, Talk
from actions.told_before import filed_as
from complaint_store.domain.draft import Draft
from complaint_store.policy.questions import Question
from complaint_store.services import intake, next_question, summary
from nlu.sensitive import redact
from nlu.text import fold

CONFIRM, CHANGE, MATTER = "confirm", "change", "matter"  # 等着的不是某一项要素时
NOT_FIELDS = frozenset({CONFIRM, CHANGE, MATTER, intake.CATEGORY})
CANDIDATES = 4
LIKELY = 3
OWN_WORDS = 40  # 汇总里念这么多字
TOO_FEW = 5  # 少于这么多字，换句话再问
VAGUE = 12  # 少于这么多字又拿不准，猜不出是什么事：“我要告他们，就是那个事”
# 再短也说了是谁、没办什么：“法院不给我立案”
REFUSED = re.compile(
    "[局院所委办厅镇苏旗村](?:里|上|达|政府)?[^，。]{0,6}(?:不给|没给|不管|不办|不理|欠|扣).."
    "|[局院所委办厅镇苏旗村联会校站队段心司](?:里|上|达|政府)?[^，。]{0,6}[不没](?:立案|退|还|补|放|发|给|受理|执行|批准?|发证?|修|答复|回复|承认|认账|兑现|接待)"
    "|(?:工钱|工资|[货款]款|工程款|补偿|补贴)[^，。]{0,6}(?:要不|没|不给|欠|拖)"
)
MUCH_BESIDES = 7  # 字
CHINESE = re.compile(r"[\u3400-\u9fff]")
ENOUGH_WORDS = 24  # 说了这么多还看不出是哪类事，就不再请他从头说
CONFIRM_BUTTONS: Buttons = (("确认提交", "/submit"), ("修改", "/correct"), ("取消", "/cancel"))
SKIP: Buttons = (("跳过", "/skip"),)


def choose(value: str) -> str:
    """What a button sends: a choice by number or name, short enough for every channel."""
    return '/inform{"choice": "' + value + '"}'


def go_on(talk: Talk) -> None:
    """The next question, or the summary when nothing that matters is missing."""
    if not _has_said_what(talk):
        ask_matter(talk, count=not only_introduces(talk.message.text, talk.message.reading))
        return
    name = next_question.next_field(talk.draft, talk.house.book)
    unit = talk.draft.fields.get(intake.UNIT)
    at_once = unit is not None and is_a_bare_banner(unit)
    if (at_once or name in {None, intake.CONTACT}) and _is_too_wide(talk):
        _ask_which_unit(talk)
    elif name is None:
        show_summary(talk)
    elif name == intake.CATEGORY:
        ask_category(talk)
    else:
        ask_field(talk, name, count=not (talk.corrected and name == talk.memory.pending))


def _is_too_wide(talk: Talk) -> bool:
    """“旗里欠我的”：一个旗有几十个单位，问一次是哪个。"""
    unit, draft = talk.draft.fields.get(intake.UNIT), talk.draft
    asked = intake.UNIT in draft.asked or intake.UNIT in draft.skipped
    return unit is not None and is_too_wide(unit) and not asked


def _ask_which_unit(talk: Talk) -> None:
    talk.say("utter_which_unit", SKIP, "question", said=talk.draft.fields[intake.UNIT].value)
    talk.remember_as(pending=intake.UNIT, options=())
    talk.draft = next_question.ask(talk.draft, intake.UNIT)


def _has_said_what(talk: Talk) -> bool:
    """“我要反映问题” alone says nothing yet; asked twice, the few words are what there is."""
    draft = talk.draft
    refused = REFUSED.search(draft.text) is not None
    vague = draft.abstain and not draft.fields and len(draft.text) <= VAGUE
    if only_introduces(draft.text.replace("\n", "，"), talk.message.reading) and not talk.memory.insists:
        return False
    told = (bool(draft.categories) and not vague) or refused or talk.memory.insists
    debt = intake.UNIT in draft.fields and ("amount" in draft.fields or "欠" in draft.text)
    if _has_said_more_than_whom(draft):
        return True
    something = bool(draft.text or draft.fields or draft.attachments)
    asked_enough = something and draft.asked.count(MATTER) >= next_question.ASK_AT_MOST
    at_length = len(draft.text) > ENOUGH_WORDS and not only_introduces(draft.text, talk.message.reading)
    return told or debt or at_length or asked_enough


def _has_said_more_than_whom(draft: Draft) -> bool:
    """说过是谁，又另说了一句：“是什么事没办到”不再问，拿不准就请他选一类。"""
    if intake.UNIT not in draft.fields or "\n" not in draft.text:
        return False
    besides = draft.text
    for value in draft.fields.values():
        besides = besides.replace(value.value, "")
    return len(CHINESE.findall(besides)) > MUCH_BESIDES


def ask_matter(talk: Talk, *, count: bool = True) -> None:
    known = noted_words(talk) if talk.draft.fields else ""
    if known and MATTER not in talk.draft.asked:
        by_whom = intake.UNIT in talk.draft.fields
        response = "utter_what_happened_then" if by_whom else "utter_what_happened_more"
        talk.say(response, kind="question", items=known)
    elif MATTER in talk.draft.asked and (known or len(talk.draft.text) > TOO_FEW):
        if known and intake.UNIT in talk.draft.fields:
            talk.say("utter_what_happened_then", kind="question", items=known)
        else:
            talk.say("utter_what_happened_again", kind="question")
    else:
        talk.say("utter_what_happened", kind="question")
    talk.remember_as(pending=MATTER, options=())
    if count:
        talk.draft = next_question.ask(talk.draft, MATTER)


def noted_words(talk: Talk) -> str:
    """What is known so far, in one line."""
    unsaid = {"attachments", intake.CATEGORY} if talk.draft.abstain else {"attachments"}
    known = [line for line in summary.lines(talk.draft, talk.house.book) if line.field not in unsaid]
    return "；".join(f"{line.label} {line.text}" for line in known)


def ask_field(talk: Talk, name: str, *, count: bool = True) -> None:
    """Ask for one item; the second time in other words. A mere repetition after an interruption is not counted."""
    value = talk.draft.fields.get(name)
    if value is not None and value.candidates and value.normalized is None:
        _ask_which(talk, name, value.value, value.candidates[:CANDIDATES])
    else:
        sure = talk.draft.categories and not talk.draft.abstain  # 拿不准是哪类事，就不说死“欠的工资”
        category = talk.draft.categories[0] if sure else None
        question = talk.house.book.question(name, category)
        again = count and name in talk.draft.asked
        text = question.again if again else question.text
        hints = question.skip if again else f"{question.why}{question.skip}"
        talk.tell(f"{text}\n{hints}" if hints else text, _buttons_of(question), kind="question")
        talk.remember_as(pending=name, options=())
    if count:
        talk.draft = next_question.ask(talk.draft, name)


def explain(talk: Talk) -> None:
    """“你问的是啥”：换句话说，举个例子；仍等着这一项。"""
    pending = talk.memory.pending
    if pending is None or pending in NOT_FIELDS or talk.memory.options:
        repeat(talk)
        return
    sure = talk.draft.categories and not talk.draft.abstain
    question = talk.house.book.question(pending, talk.draft.categories[0] if sure else None)
    example = f"\n比如：{question.example}。" if question.example else ""
    talk.tell(f"{question.again or question.text}{example}", _buttons_of(question), kind="question")


def _buttons_of(question: Question) -> Buttons:
    buttons = tuple((b.label, b.payload) for b in question.buttons)
    skips = any(b.payload in {"跳过", "匿名"} for b in question.buttons)
    return buttons + SKIP if question.skippable and not skips else buttons


def ask_category(talk: Talk, *, count: bool = True) -> None:
    """拿不准是哪一类: the person chooses among the likely ones, or leaves it to the desk."""
    ids = likely(talk)
    names = [talk.house.book.category(id_).plain_name for id_ in ids]
    options = tuple(Option(name, id_) for name, id_ in zip(names, ids, strict=True))
    _offer(talk, "utter_which_category", options, (("说不好，请值班员定", "/skip"),))
    talk.remember_as(pending=intake.CATEGORY, options=options)
    if count:
        talk.draft = next_question.ask(talk.draft, intake.CATEGORY)


def likely(talk: Talk) -> list[str]:
    """The few categories that these words most resemble."""
    found = talk.house.reader.categories.predict(fold(talk.draft.text).text).probabilities
    known = [id_ for id_ in found if id_ in talk.house.book.categories]
    first = [str(id_) for id_ in talk.draft.categories]
    rest = sorted((id_ for id_ in known if id_ not in first), key=lambda id_: -found[id_])
    return [*first, *rest][:LIKELY]


def show_summary(talk: Talk) -> None:
    """汇总: only after 确认提交 is anything filed."""
    shown = summary.lines(talk.draft, talk.house.book)
    told, buttons = debtor_knows(talk)
    talk.say(
        "utter_summary",
        CONFIRM_BUTTONS + buttons,
        "summary",
        lines="\n".join((*_in_own_words(talk), *(f"{s.label}：{s.text}" for s in shown))),
        rest=_still_open(talk) + told + _filed_already(talk),
    )
    talk.remember_as(pending=CONFIRM, options=())


def _in_own_words(talk: Talk) -> list[str]:
    """没有定出类别的，先念一遍本人的话，认得出说的是哪件事。"""
    words = redact(" ".join(talk.draft.text.split()))
    if talk.draft.categories or not words:
        return []
    return [f"您说的事：{words if len(words) <= OWN_WORDS else words[:OWN_WORDS] + '…'}"]


def _filed_already(talk: Talk) -> str:
    code = filed_as(talk)
    if code is None:
        return ""
    return f"这和您刚才提交的那件（查询码：{code}）像是同一件事；是的话不用再交，点“取消”就行。\n"


def _still_open(talk: Talk) -> str:
    """要紧而没说到的，一句话请人补；不一样一样地问。"""
    book = talk.house.book
    labels = [summary.label_of(name, talk.draft, book) for name in next_question.left_open(talk.draft, book)]
    said = f"还没说到{'、'.join(labels)}，知道的话现在补一句，不补也能提交。\n" if labels else ""
    unreachable = talk.draft.anonymous is None and not next_question.is_told(talk.draft, intake.CONTACT)
    return said + (
        "没留联系方式，会按匿名提交；想收到答复通知，现在发个手机号就行。\n" if unreachable else ""
    )


def ask_which_to_change(talk: Talk) -> None:
    shown = [line for line in summary.lines(talk.draft, talk.house.book) if line.field != "attachments"]
    names = [line.field for line in shown]
    missing = [n for n in next_question.missing(talk.draft, talk.house.book) if n not in names]
    labels = [(line.label, choose(line.field)) for line in shown]
    labels += [(summary.label_of(n, talk.draft, talk.house.book), choose(n)) for n in missing]
    talk.say("utter_what_to_change", tuple(labels), "question")
    talk.remember_as(pending=CHANGE, options=())


def ask_for_change(talk: Talk, name: str) -> None:
    """The person chose an item to change: it may be asked once more, whatever was asked before."""
    if name == intake.CATEGORY:
        ask_category(talk)
        return
    if name not in FIELD_SLOTS:  # Telegram 上先前的按钮还在：点了早已用不上的
        repeat(talk)
        return
    anonymous = None if name == intake.CONTACT else talk.draft.anonymous
    talk.draft = replace(talk.draft, skipped=talk.draft.skipped - {name}, anonymous=anonymous)
    ask_field(talk, name)


def repeat(talk: Talk) -> None:
    """After an interruption: the same question is still open."""
    pending = talk.memory.pending
    if not talk.in_form or pending is None:
        return
    if pending == MATTER:
        ask_matter(talk, count=False)
    elif pending == CONFIRM:
        show_summary(talk)
    elif pending == CHANGE:
        ask_which_to_change(talk)
    elif pending == intake.CATEGORY:
        ask_category(talk, count=False)
    else:
        ask_field(talk, pending, count=False)


def _ask_which(talk: Talk, name: str, said: str, candidates: tuple[str, ...]) -> None:
    options = tuple(Option(candidate, candidate) for candidate in candidates)
    _offer(talk, "utter_which_one", options, (("都不是", "/deny"), ("不清楚", "/skip")), said=said)
    talk.remember_as(pending=name, options=options)


def _offer(talk: Talk, response: str, options: tuple[Option, ...], rest: Buttons, **values: str) -> None:
    buttons = tuple((option.label, choose(str(n))) for n, option in enumerate(options, start=1))
    talk.say(response, buttons + rest, "question", **values)
