"""转写稿：谁在说话，哪些话算来电人的主张。

The clerk's questions are not the citizen's claims, unless the citizen agrees to one: “是二十八万对吧？” “对”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from complaint_store.domain.reading import Span
from nlu.lexicon import alternation, sections_of
from nlu.matters import matters_in
from nlu.text import NormalText, fold

__all__ = [
    "SpeakerTurn",
    "citizen_words",
    "claims_in",
    "confirmed_in",
    "is_transcript",
    "matters_of",
    "turns_of",
]

_TIME = r"(?:[\[(（【]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\])）】]?\s{0,3})?"
TAKEN_BACK = 16  # 答话开头这么多字里又改口的，不算认可
BARE = 4  # “对吧”“是这样吗”：核对的内容在前面
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]*|[。！？!?\n]+")
ONE_BREATH = 40  # 字；更长又没有句号的，是没有标点的转写，一句里有两个人的话
_PAUSE = re.compile(r"[^，,、；; 　]+[，,、；; 　]*|[，,、；; 　]+")
LEAD = 8
ASKED_WITHIN = 24  # 坐席的问话从起头到问完，最多这么多字
_LEADS_IN = re.compile("(?:[您你]好|好的|好|嗯|哦|那)*$")  # “好的给您登记了”，“好的”也是坐席说的
_ASKED = re.compile(
    "贵姓|怎么(?:称呼|解决|处理|办)|称呼(?:您|一下)|(?:什么|哪个|哪家|哪里的?)(?:公司|单位|合作社|厂|矿|店|施工队|旗|镇|苏木|嘎查|村|小区|街道|学校|工地|工程|项目|部门|地方|时候|时间|位置|名字|情况|问题|诉求|人|事)"
    "|多少(?:钱|个?人|号|个月|天)|[是对][吗吧]|对不对|[吗呢吧]|多少|哪里|哪儿|什么"
)


@dataclass(frozen=True)
class SpeakerTurn:
    """一轮话: role is citizen, clerk or unknown; the span leaves the tag out."""

    role: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _tags() -> re.Pattern[str]:
    sections = sections_of("transcripts.txt")
    clerk, citizen = alternation(sections["clerk_tags"]), alternation(sections["citizen_tags"])
    return re.compile(
        rf"(?:^|(?<=[\s。！？!?，；;”\"])){_TIME}[\[【(（]?(?:(?P<clerk>{clerk})|(?P<citizen>{citizen})"
        rf"|(?P<other>[A-Da-d甲乙]|说话人\s?[0-9一二]|[Ss]peaker\s?[0-9]))\s?[0-9]{{0,6}}号?[\]】)）]?\s{{0,2}}{_TIME}[:：]\s{{0,3}}",
    )


@lru_cache(maxsize=1)
def _clerk_says() -> re.Pattern[str]:
    sections = sections_of("transcripts.txt")
    return re.compile("|".join((*sections["clerk_says"], *sections["clerk_may_say"])))


@lru_cache(maxsize=1)
def _only_a_clerk_says() -> re.Pattern[str]:
    return re.compile("|".join(sections_of("transcripts.txt")["clerk_says"]))


def turns_of(text: str) -> tuple[SpeakerTurn, ...]:
    """轮次 in order. Without tags a hotline call is told apart by what only a clerk says; other text is one turn."""
    tags = list(_tags().finditer(text))
    if len(tags) >= 2 or (tags and tags[0].lastgroup != "other" and not text[: tags[0].start()].strip()):
        return _tagged(text, tags)
    if _only_a_clerk_says().search(text) and len(_clerk_says().findall(text)) >= 2:
        return _untagged(text)
    return (SpeakerTurn("unknown", 0, len(text)),) if text else ()


def is_transcript(text: str) -> bool:
    """Whether a text is a conversation and not a message."""
    return any(turn.role == "clerk" for turn in turns_of(text))


def citizen_words(text: str) -> str:
    """The text with all but the citizen's claims blanked; as long as before, so that spans stay."""
    turns = turns_of(text)
    if all(turn.role == "unknown" for turn in turns) and len(turns) < 2:
        return text
    kept = [" "] * len(text)
    for i, turn in enumerate(turns):
        following = turns[i + 1] if i + 1 < len(turns) else None
        start, end = turn.start, turn.end
        if turn.role == "clerk":
            if turn.end > turn.start:
                kept[turn.start] = "\n"
            start, end = (following and _agreed(text, turn, following)) or (turn.start, turn.start)
        kept[start:end] = text[start:end]
        if start < end < len(text):
            kept[end] = "\n"
    return "".join(kept)


def confirmed_in(text: str) -> tuple[Span, ...]:
    """坐席念回去、来电人说对的话: where they stand, in order."""
    spans = (
        _agreed(text, asked, told)
        for asked, told in pairwise(turns_of(text))
        if asked.role == "clerk" and told.role == "citizen"
    )
    return tuple(span for span in spans if span is not None)


def claims_in(text: str) -> NormalText:
    """来话人自己的话，折叠好, what a matter is judged by: the clerk naming a category makes it nobody's complaint."""
    return fold(citizen_words(text))


def matters_of(
    text: str,
    is_matter: Callable[[str], bool] | None = None,
    subject_of: Callable[[str], str | None] | None = None,
) -> tuple[Span, ...]:
    """几件事：the spans of the matters of a message or transcript, together the whole text (see nlu/matters.py)."""
    return matters_in(text, is_matter, citizen_words(text), subject_of, _invited(text))


def _invited(text: str) -> tuple[int, ...]:
    """坐席问还有没有别的事，来电人接着说的那一轮从哪里开始。"""
    turns = turns_of(text)
    return tuple(
        told.start
        for asked, told in pairwise(turns)
        if asked.role == "clerk"
        and told.role == "citizen"
        and _asks_for_more(text, asked)
        and not _has_no_more(text, told)
    )


def _asks_for_more(text: str, turn: SpeakerTurn) -> bool:
    more = sections_of("transcripts.txt")["asks_for_more"]
    return re.search("|".join(more), text[turn.start : turn.end]) is not None


def _has_no_more(text: str, turn: SpeakerTurn) -> bool:
    none = sections_of("transcripts.txt")["no_more"]
    return re.match("|".join(none), text[turn.start : turn.end].lstrip(" 　")) is not None


def _agreed(text: str, asked: SpeakerTurn, answer: SpeakerTurn) -> Span | None:
    """坐席复述、来电人认可：只有认可的那一句算来电人的，先“嗯”一声再改口的不算。"""
    sections = sections_of("transcripts.txt")
    reply = text[answer.start : answer.end].lstrip(" 　\n，,。")
    said_yes = re.match(f"(?:{alternation(sections['agrees'])})(?![不没])", reply)
    if not said_yes or re.search("|".join(sections["takes_back"]), reply[:TAKEN_BACK]):
        return None
    return _read_back(text, asked)


def _read_back(text: str, asked: SpeakerTurn) -> Span | None:
    """坐席向来电人核对的那一句: the last sentence of the turn, and what stands before a bare “对吧？”。"""
    sections = sections_of("transcripts.txt")
    sentences = [match.span() for match in _SENTENCE.finditer(text, asked.start, asked.end)]
    if not sentences:
        return None
    start, end = sentences[-1]
    question = text[start:end].strip(" 　\n？?。")
    checks = question.endswith(sections["asks"])
    if not checks and (text[end - 1] not in "？?" or re.search("|".join(sections["open"]), question)):
        return None
    if len(question) <= BARE:
        for earlier, stop in reversed(sentences[:-1]):
            if text[stop - 1] in "？?":
                break
            start = earlier
    if checks:  # “……对吧”：核对的话算，“对吧”不算
        end = start + text[start:end].rindex(question) + len(question.rstrip()) - _length_of_asking(question)
    return start, end


def _length_of_asking(question: str) -> int:
    return max(len(ask) for ask in sections_of("transcripts.txt")["asks"] if question.endswith(ask))


def _tagged(text: str, tags: list[re.Match[str]]) -> tuple[SpeakerTurn, ...]:
    spans = [
        (tag.end(), tags[i + 1].start() if i + 1 < len(tags) else len(text)) for i, tag in enumerate(tags)
    ]
    clerks = _clerk_letters(text, tags, spans)
    turns = []
    if text[: tags[0].start()].strip():
        turns.append(SpeakerTurn("unknown", 0, tags[0].start()))
    for tag, (start, end) in zip(tags, spans, strict=False):
        role = tag.lastgroup or "other"
        if role == "other":
            role = "unknown" if not clerks else "clerk" if tag["other"] in clerks else "citizen"
        turns.append(SpeakerTurn(role, start, start + len(text[start:end].rstrip())))
    return tuple(turns)


def _clerk_letters(text: str, tags: list[re.Match[str]], spans: list[tuple[int, int]]) -> frozenset[str]:
    """Which of A and B is the clerk: the one who says what clerks say."""
    said: dict[str, int] = {}
    for tag, (start, end) in zip(tags, spans, strict=False):
        if tag["other"]:
            said[tag["other"]] = said.get(tag["other"], 0) + len(_clerk_says().findall(text, start, end))
    most = max(said.values(), default=0)
    return frozenset(name for name, count in said.items() if most and count == most)


def _untagged(text: str) -> tuple[SpeakerTurn, ...]:
    """Sentences that only a clerk says are the clerk's, the rest the citizen's; neighbours of one role join."""
    turns: list[SpeakerTurn] = []
    for role, start, end in _utterances(text):
        if turns and turns[-1].role == role:
            turns[-1] = SpeakerTurn(role, turns[-1].start, end)
        else:
            turns.append(SpeakerTurn(role, start, end))
    return tuple(turns)


def _utterances(text: str) -> Iterator[tuple[str, int, int]]:
    """Whose words, piece by piece: by sentence, by pause where no sentence ends, by the clerk's phrases without either."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        if end - start <= ONE_BREATH:
            yield _who_says(text, start, end), start, end
            continue
        for piece in _PAUSE.finditer(text, start, end):
            if len(piece.group()) <= ONE_BREATH:
                yield _who_says(text, *piece.span()), *piece.span()
            else:
                yield from _by_phrases(text, *piece.span())


def _who_says(text: str, start: int, end: int) -> str:
    return "clerk" if _clerk_says().search(text, start, end) else "citizen"


def _by_phrases(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """没有标点的一长串: a clerk's phrase up to the end of what it asks is the clerk's, what stands between the citizen's."""
    told = start
    while (phrase := _clerk_says().search(text, told, end)) is not None:
        lead = _LEADS_IN.search(text, max(told, phrase.start() - LEAD), phrase.start())
        begun = lead.start() if lead else phrase.start()
        asked = _ASKED.search(text, begun, min(end, phrase.start() + ASKED_WITHIN))
        over = asked.end() if asked else min(phrase.end(), begun + ASKED_WITHIN)
        over = end if end - over <= BARE else over  # “给您登记了”
        if begun > told:
            yield "citizen", told, begun
        yield "clerk", begun, over
        told = over
    if told < end:
        yield "citizen", told, end
