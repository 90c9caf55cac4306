"""标记：一段话里有没有改变去向、或须立即有人处理的情形。

Two readers, either of whom is enough: a learned one (nlu/marks/model.py) that knows which words meet in a few clauses,
and a short list of phrases that leave no doubt, with the contexts that take them back (nlu/data/lexicon/marks.yml).
For self-harm a missed cry is worse than a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from complaint_store.domain.reading import Mark, Span
from nlu.features import MOST_CHARACTERS
from nlu.marks.model import MarkModel

MARKS = Path(__file__).parents[1] / "data" / "lexicon" / "marks.yml"
_REFERENCE = re.compile(r"<([a-z_]+)>")
# “好了”“填好了”：只是答应、办完了
_CONSENT = re.compile(
    r"(?:[嗯恩哦啊那我先都就]|填|弄|写|说|提?交)*(?:[好行对是]|可以|没问题)+[的了啦吧啊嘞。，,!！]*"
)
# “我先回去跟家里人商量商量，明天提交”：和家里人商量要不要交，整句再没有别的；“商量好了，明天去”不是
_FAMILY = "家里人?|家人|一家人|老伴[儿]?|爱人|媳妇|老婆|老公|对象|丈夫|妻子|父母|爸妈|爸爸|妈妈|儿子|女儿|儿女|闺女|孩子们?|两口子|老人"
_LATER = "明[天早晚]|后天|今[天晚]|晚上|下午|下周|下礼拜|改天|回头|过[几两]天|等会儿?|一会儿?"
_TALKS_IT_OVER = re.compile(
    rf"(?!.*[跟和与同][我咱俺]们?)(?:那|好的?|行|嗯|等等|等一下|[，, ]|我们?|咱们?|俺们?|先|再|还|得|要|想|让|需要|回去|回家|{_LATER}|跟|和|与|同|找|{_FAMILY})*"
    r"商量(?:商量|一下|下|着|一商量)?(?:看看|再(?:说|定|看|决定)|吧|了)*"
    rf"(?:[，。,！! ]|{_LATER}|我们?|咱们?|再|就|给你们?|看?要不要|提?交|上报|说|定|决定|答复|回复|回话|告诉你们?|填|弄|联系你?们?|吧|了)*"
)
# 裁的是老板、包工头赔：私人没有履行，不算公家失信
_PRIVATE_DEBTOR = re.compile(
    r"[裁判](?:了|决|定|令)?(?:让|由|给)?[^，。]{0,6}(?:老板|包工头|工头)|(?:老板|包工头|工头)[^，。]{0,6}[不没拒][^，。]{0,3}(?:执行|履行|给|还)"
)
# “没有收到书面裁决”：还没有判、没有裁
_NOT_JUDGED = re.compile("(?:没有?|未)[^，。]{0,4}(?:收到|拿到|见到)[^，。]{0,6}(?:判决|裁决|裁定)")
# 有职务的人要、收、拿：模型不那么有把握也算
_OFFICIAL = re.compile(
    "局长|[镇旗盟村乡所站科处股院校段]长|队长|书记|主任|会计|苏木达|嘎查达|干部|科员|工作人员|办事员|民警|交警|法官|参谋|执法|经办|窗口|[局科所站][^，。；]{0,3}的[小老那人]"
)
_GAIN = "(?:钱|[万千百]|块|烟|酒|礼|卡|好处|羊|牛|[0-9一二两三四五六七八九十几][条头只箱])"
_TAKEN = re.compile(
    f"(?:让|要|叫|逼)我们?[^，。；]{{0,4}}(?:拿|给|送|出|掏|交|转|打|意思|表示)[^，。；]{{0,6}}{_GAIN}|(?:跟|问|向|找|管)我们?[要讨][^，。；]{{0,6}}{_GAIN}"
    f"|我们?(?:给|塞|送|转)(?:了|给)?(?:他|她|[^，。；]{{1,4}}[长记任计])[^，。；]{{0,6}}{_GAIN}|[收拿]了?(?:我们?|人家|(?:工程)?老板|包工头|工头|开发商|施工[队方]|供应商|商户|企业)[^，。；]{{0,6}}{_GAIN}"
    f"|[收拿]了?[^，。；]{{0,4}}{_GAIN}[^，。；]{{0,2}}[，,]?才"
    "|回扣|好处费|红包|贪|冒领|空饷|小舅子|虚报|给(?:他|她|领导)(?:们|自己)?家?(?:里|先)?(?:送|装|修|盖|买|拉|干活)|领走[^，。]{0,4}(?:自己|花)|自己花|揣|私吞"
)
# “昨天”“给”“五千”：一两个字里学来的轻重没有意思，只看说法；有要命的字的除外
_A_WORD = re.compile("[^\u3400-\u9fff]*(?:[\u3400-\u9fff][^\u3400-\u9fff]*){0,2}")
_DEADLY = re.compile("[死跳药毒吊活命绝焚杀腕尽]")
SHORT = 40  # 字
REACH = 14  # 撤销语在前后这么多字以内


@dataclass(frozen=True, slots=True)
class MarkRule:
    """一条标记规则: phrases, and what before or around them takes the mark back."""

    mark: Mark
    phrase: re.Pattern[str]
    unless_before: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None
    unless_within: re.Pattern[str] | None = None  # 同一句内
    needs_within: tuple[re.Pattern[str], ...] = ()  # 同一句内，样样都要有


class MarksError(ValueError):
    """标记词表有误: names the word that no one defined."""


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """把 <名称> 换成它所指的词；一个词可以用到另一个词。"""

    def meaning(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in words:
            raise MarksError(f"marks.yml 用到的 <{name}> 没有在 words 里写明")
        return f"(?:{_filled(words[name], words)})"

    return _REFERENCE.sub(meaning, pattern)


@lru_cache(maxsize=4)
def load_rules(path: Path = MARKS) -> tuple[MarkRule, ...]:
    tables = yaml.safe_load(path.read_text(encoding="utf-8"))
    words = tables.pop("words", {})
    rules: list[MarkRule] = []
    for name, rows in tables.items():
        for row in rows:
            patterns = {key: _compiled(value, words) for key, value in row.items() if key != "needs_within"}
            needs = row.get("needs_within", [])
            needed = tuple(_compiled(need, words) for need in ([needs] if isinstance(needs, str) else needs))
            rules.append(MarkRule(mark=Mark(name), needs_within=needed, **patterns))
    return tuple(rules)


def _compiled(pattern: str, words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_filled(str(pattern), words))


def marks_in(
    text: str,
    model: MarkModel,
    rules: tuple[MarkRule, ...] | None = None,
    above: Mapping[Mark, float] | None = None,
) -> dict[Mark, tuple[Span, ...]]:
    """每个标记与它的依据（字符区间）: the phrase where one stands, else the clauses that the model took it from.

    `above`: how much more than its line the model must be sure of a mark, unless somebody in office plainly took.
    """
    text = text[:MOST_CHARACTERS]
    if _CONSENT.fullmatch(text.strip()):
        return {}
    if _A_WORD.fullmatch(text) and not _DEADLY.search(text):
        return phrases_in(text, rules)
    learnt = {
        mark: (span,)
        for mark, (span, over) in model.found(text).items()
        if (over >= (above or {}).get(mark, 0.0) or _taken_by_an_official(text[slice(*span)]))
        and not _misread(mark, text[slice(*span)])
    }
    if talks_it_over(text):
        learnt.pop(Mark.SELF_HARM_OR_MASS_INCIDENT, None)
    return {**learnt, **phrases_in(text, rules)}


def _taken_by_an_official(clauses: str) -> bool:
    return _TAKEN.search(clauses) is not None and _OFFICIAL.search(clauses) is not None


def _misread(mark: Mark, clauses: str) -> bool:
    """模型看的那几句里，自己就说明不是。"""
    if mark is Mark.JUDGMENT_DEBTOR and _PRIVATE_DEBTOR.search(clauses):
        return True
    return mark in (Mark.JUDGMENT_DEBTOR, Mark.ALREADY_IN) and _NOT_JUDGED.search(clauses) is not None


def talks_it_over(text: str) -> bool:
    """整句只说回去和家里人商量。"""
    said = text.strip()
    return len(said) <= SHORT and _TALKS_IT_OVER.fullmatch(said) is not None


def phrases_in(text: str, rules: tuple[MarkRule, ...] | None = None) -> dict[Mark, tuple[Span, ...]]:
    """只看说法。"""
    found: dict[Mark, list[Span]] = {}
    for rule in rules if rules is not None else load_rules():
        for match in rule.phrase.finditer(text):
            if not _taken_back(text, match.start(), match.end(), rule):
                found.setdefault(rule.mark, []).append(match.span())
    return {mark: tuple(sorted(set(spans))) for mark, spans in found.items()}


def _taken_back(text: str, start: int, end: int, rule: MarkRule) -> bool:
    before = text[max(0, start - REACH) : start]
    if rule.unless_before and rule.unless_before.search(before):
        return True
    if rule.unless_after and rule.unless_after.match(text[end : end + REACH]):
        return True
    if rule.unless_within is None and not rule.needs_within:
        return False
    sentence = sentence_around(text, start, end)
    if rule.unless_within and rule.unless_within.search(sentence):
        return True
    return not all(need.search(sentence) for need in rule.needs_within)


def sentence_around(text: str, start: int, end: int, most: int = 60) -> str:
    """所在的句子: to the nearest full stops, at most `most` characters either side."""
    left = max((text.rfind(stop, max(0, start - most), start) for stop in "。！？!?\n；"), default=-1)
    right = [i for i in (text.find(stop, end, end + most) for stop in "。！？!?\n；") if i >= 0]
    return text[max(left + 1, start - most) : min(right, default=end + most)]
