"""意图：由一段话的理解结果定出 Rasa 的意图名；一条一条依次看，谁先谁后写在一处。"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

from complaint_store.domain.reading import Field, FieldType, Kind, Mark, Reading
from complaint_store.domain.receipt import code_in, words_beside_code
from nlu.components.intent_words import (
    ANONYMOUS,
    ASKS_ABOUT_IT,
    ASKS_FIRST,
    ASKS_IF,
    ASKS_IF_LAWFUL,
    BESIDE_CODE,
    CHINESE,
    DANGER,
    GREETING,
    HYPERBOLE,
    NEAR_DAY,
    NEEDS_A_VOICE,
    NEW_START,
    NOT_ANONYMOUS,
    ON_FIRE,
    OUR_CASE,
    OUR_TICKET,
    PLAIN_ANSWER,
    SET_PHRASES,
    TOGETHER,
    TOPIC,
    WANTS_A_PERSON,
    WILL_TELL,
)
from nlu.marks.marks import talks_it_over

INTENTS = (
    "greet", "report", "inform", "affirm", "deny", "correct", "skip", "cancel", "restart", "ask_policy",
    "ask_status", "human", "anonymous", "identified", "help", "thanks", "goodbye", "other_complaint",
    "crisis", "submit", "out_of_scope",
)  # fmt: skip

KIND_INTENT = {
    Kind.COMPLAINT: "report",
    Kind.POLICY_QUESTION: "ask_policy",
    Kind.STATUS_QUERY: "ask_status",
    Kind.OTHER_COMPLAINT: "other_complaint",
}
VAGUE = frozenset({"report", "inform", "out_of_scope", "other_complaint", "ask_policy", "ask_status"})
POLITE = frozenset({"greet", "thanks", "goodbye", "help", "out_of_scope"})
ANSWERING = frozenset(
    {"affirm", "deny", "skip", "submit", "cancel", "correct", "ask_status", "human", "anonymous"}
)
TURNS_AWAY = frozenset({"cancel", "restart", "goodbye", "human"})  # 误会了代价大，要有把握
SURE_TO_TURN_AWAY = 0.45
ONE_QUESTION = 24
LONG_ANSWER = 7  # 再长就不只是“是”“不是”了
OPENING = 12  # 少于这么多汉字的，可能只是一个开头
SENTENCE = 4  # 少于这么多汉字，谈不上是哪种诉求


@dataclass(frozen=True, slots=True)
class Said:
    """一句话和它的理解结果。"""

    reading: Reading
    text: str
    words: int  # 汉字数

    @property
    def by_act(self) -> float:
        return self.reading.act_confidence

    @property
    def by_kind(self) -> float:
        return self.reading.kind_confidence

    @property
    def answers(self) -> Guess:
        """Not what its act looks like: an answer when it tells something, else nothing we understand."""
        return ("inform" if self.reading.fields else "out_of_scope"), self.by_act


Guess = tuple[str, float]  # 意图名，把握
Rule = Callable[[Said], Optional[Guess]]


def intent_of(reading: Reading, text: str) -> Guess:
    """The first rule that has something to say; else what the act says."""
    said = Said(reading, text, len(CHINESE.findall(text)))
    for rule in IN_ORDER:
        guess = rule(said)
        if guess is not None:
            return guess
    return (reading.act if reading.act in INTENTS else "out_of_scope"), reading.act_confidence


def says_not_anonymous(text: str) -> bool:
    """“不必匿名，可以实名”；“能不能匿名”“怎么不匿名”不是。"""
    return NOT_ANONYMOUS.search(text) is not None and ASKS_ABOUT_IT.search(text) is None


def _danger(said: Said) -> Guess | None:
    reading = said.reading
    if Mark.SELF_HARM_OR_MASS_INCIDENT in reading.marks:
        return "crisis", 1.0
    if Mark.EMERGENCY in reading.marks and reading.kind is Kind.DIALOGUE and ON_FIRE.search(said.text):
        return "other_complaint", 1.0  # “着火了”再短也要指到 119
    return None


def _mongolian(said: Said) -> Guess | None:
    return ("human", 1.0) if said.reading.script == "mn" else None


def _receipt_code(said: Said) -> Guess | None:
    alone = code_in(said.text) and BESIDE_CODE.fullmatch(words_beside_code(said.text))
    return ("ask_status", 1.0) if alone else None


def _not_anonymous(said: Said) -> Guess | None:
    about = said.reading.act in {"anonymous", "identified"}
    return ("identified", said.by_act) if about and says_not_anonymous(said.text) else None


def _set_phrase(said: Said) -> Guess | None:
    for intent, phrase in SET_PHRASES:
        if phrase.fullmatch(said.text.strip()):
            return intent, 1.0
    return ("goodbye", 1.0) if talks_it_over(said.text) else None


def _asks_if_petitioning_is_lawful(said: Said) -> Guess | None:
    short = "上访" in said.text and said.words <= ONE_QUESTION
    asks = short and ASKS_IF_LAWFUL.search(said.text) and not TOGETHER.search(said.text)
    return ("ask_policy", said.by_act) if asks else None


def _only_exclaims(said: Said) -> Guess | None:
    """“急死我了，要命”：没有标记（nlu/marks/marks.py），去掉口头的死活，也没有别的危险字眼。"""
    if said.reading.act != "crisis" or HYPERBOLE.search(said.text) is None:
        return None
    return ("report", said.by_act) if DANGER.search(HYPERBOLE.sub("", said.text)) is None else None


def _needs_a_voice(said: Said) -> Guess | None:
    return ("human", 1.0) if said.words <= ONE_QUESTION and NEEDS_A_VOICE.search(said.text) else None


def _asks_first(said: Said) -> Guess | None:
    reading = said.reading
    if reading.kind is not Kind.COMPLAINT or not reading.abstain or reading.fields:
        return None
    asks = ASKS_FIRST.match(said.text.strip()) or (said.words <= ONE_QUESTION and ASKS_IF.search(said.text))
    return ("ask_policy", said.by_kind) if asks else None


def _sounds_like_a_greeting(said: Said) -> Guess | None:
    """“我老伴身体不好”不是问候。"""
    greets = said.reading.act == "greet" and said.reading.kind is Kind.DIALOGUE and said.words > SENTENCE
    return ("inform", said.by_act) if greets and not GREETING.search(said.text) else None


def _asks_for_nobody(said: Said) -> Guess | None:
    asks = said.reading.act == "human" and said.reading.kind is Kind.DIALOGUE
    spoken = asks and not said.text.startswith("/")
    return said.answers if spoken and not WANTS_A_PERSON.search(said.text) else None


def _more_than_yes_or_no(said: Said) -> Guess | None:
    long = said.reading.act in {"affirm", "deny"} and said.words >= LONG_ANSWER
    return ("inform", said.by_act) if long and not PLAIN_ANSWER.match(said.text.strip()) else None


def _asks_for_no_ticket_of_ours(said: Said) -> Guess | None:
    """A doubtful guess, told at some length, with no word of anything told here before; or what is yet to be told."""
    if said.reading.kind is not Kind.STATUS_QUERY:
        return None
    elsewhere = said.reading.abstain and said.words >= OPENING and OUR_TICKET.search(said.text) is None
    return ("report", said.by_kind) if elsewhere or WILL_TELL.search(said.text) else None


def _polite_and_telling(said: Said) -> Guess | None:
    """“您好，我电话是……”。"""
    tells = said.reading.act in POLITE and any(map(_tells, said.reading.fields))
    return ("inform", said.by_act) if tells else None


def _tells(field: Field) -> bool:
    return field.type is not FieldType.DATE or NEAR_DAY.fullmatch(field.value) is None


def _anonymous_after_all(said: Said) -> Guess | None:
    hides = said.reading.act == "identified" and ANONYMOUS.search(said.text)
    return ("anonymous", said.by_act) if hides else None


def _our_case(said: Said) -> Guess | None:
    doubtful = said.words <= ONE_QUESTION and said.reading.abstain
    return ("ask_status", said.by_kind) if doubtful and OUR_CASE.search(said.text) else None


def _turns_away_by_mistake(said: Said) -> Guess | None:
    """“重新评”不是重新开始；误会了代价大的，要有把握。"""
    if said.reading.act == "restart" and not NEW_START.search(said.text):
        return said.answers
    return said.answers if said.reading.act in TURNS_AWAY and said.by_act < SURE_TO_TURN_AWAY else None


def _a_word_or_two(said: Said) -> Guess | None:
    reading, act = said.reading, said.reading.act
    if said.words >= SENTENCE:
        return None
    if said.words and not reading.fields and TOPIC.search(said.text) and act not in ANSWERING:
        return "report", said.by_act
    vague = act in (VAGUE if not said.words else {"report", "other_complaint"}) and not reading.fields
    return ("out_of_scope" if vague or act not in INTENTS else act), said.by_act


def _an_opening(said: Said) -> Guess | None:
    """“我有个事想说”：没把握就先请他说，不急着往外指。"""
    doubtful = said.reading.kind is Kind.OTHER_COMPLAINT and said.reading.abstain
    return ("report", said.by_kind) if doubtful and said.words < OPENING else None


def _its_kind(said: Said) -> Guess | None:
    """这些行为可能只是一段诉求的开头或口气，种类判断更可靠。"""
    if said.reading.act not in VAGUE or said.reading.kind not in KIND_INTENT:
        return None
    intent = KIND_INTENT[said.reading.kind]
    told = intent == "report" and said.reading.act == "inform"
    return ("inform" if told else intent), said.by_kind


IN_ORDER: tuple[Rule, ...] = (
    _danger,
    _mongolian,
    _receipt_code,
    _not_anonymous,
    _set_phrase,
    _asks_if_petitioning_is_lawful,
    _only_exclaims,
    _needs_a_voice,
    _asks_first,
    _sounds_like_a_greeting,
    _asks_for_nobody,
    _more_than_yes_or_no,
    _asks_for_no_ticket_of_ours,
    _polite_and_telling,
    _anonymous_after_all,
    _our_case,
    _turns_away_by_mistake,
    _a_word_or_two,
    _an_opening,
    _its_kind,
)
