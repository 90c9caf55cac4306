"""种类：来话是诉求、政策咨询、查进度、别处的事，还是谈话中的一句答话，以及这个判断有几成可信。

The category model gives probabilities; the act model knows short answers. Short texts are judged by their act,
long ones by what they tell. How far a decision can be trusted was learnt from decisions on held-out messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from complaint_store.domain.reading import Kind
from nlu.categories import CategoryModel, Prediction
from nlu.labels import CATEGORIES, IN_SCOPE, OUT_OF_SCOPE

SHORT = 16  # 不超过这么多字，先看对话行为
MIDDLE = 45  # 超过这么多字，只看内容
QUESTION = 60  # 问句再长就不是只问一句了
SHAPE_TRUST = 0.85  # 问句样子在自有语料与真实来话上的准确率
LONG = 30  # 再长多半是在说事，要一看就是答话才算
LONG_ANSWER = 0.7  # 超过 SHORT 的答话，行为要这么像；学的是短话，长了就不太准
PLAIN_ANSWER = 0.85  # 像到这样，内容再明白也是一句答话
OTHER_WORDS = frozenset({"correct", "human"})  # 改口、找人：说事的话里也有这些词
TOLD = 0.8  # 内容有这么明白，就是在说事，不只是一句答话
SECOND_LABEL = 0.4  # 第一类之外的类别至少要有的概率
CONTENT_ACTS = {
    "report": Kind.COMPLAINT,
    "ask_policy": Kind.POLICY_QUESTION,
    "ask_status": Kind.STATUS_QUERY,
    "other_complaint": Kind.OTHER_COMPLAINT,
}
ACT_OF_KIND = {kind: act for act, kind in CONTENT_ACTS.items()}


WAGES, PROJECT = "wage_arrears", "project_payment_arrears"
OWED_WAGES = re.compile("工资|工钱|薪|血汗钱|加班费|劳务报酬")
WORKERS = re.compile(
    "工资|工钱|薪|血汗钱|加班费|劳务|民工|农工|工人|工友|务工|打工|干活|出力|班组|带班|兄弟|人工"
)
OWED_FOR_WORK = re.compile(
    "[工货料程尾修租运机垫菜饭]款|账款|欠款|[菜肉饭煤油草货料车房砖沙苗]钱|机械费|台班费|运费|租费|垫[付资]|工程的?钱"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """种类与类别: labels in order of probability, how far to trust them, and whether that is enough."""

    kind: Kind
    labels: tuple[str, ...]  # 只有诉求才有
    confidence: float
    sure: bool


def first_label(probabilities: dict[str, float], in_scope: float, line: float) -> str:
    """只看内容：先分是否受理，再取最可能的一个标签。"""
    among = CATEGORIES if in_scope >= line else OUT_OF_SCOPE
    return max(among, key=lambda name: probabilities[name])


def trust_row(probability: float, in_scope: float, inside: bool) -> np.ndarray:
    """可信度所看的两个数: logit of the label, and of being on this side of the intake line."""
    side = in_scope if inside else 1.0 - in_scope
    values = np.clip(np.array([probability, side]), 0.001, 0.999)
    logits: np.ndarray = np.log(values / (1.0 - values))
    return logits


def decide(guess: Prediction, model: CategoryModel, told: bool = False) -> Decision:
    """只看内容的判断; `told`: the law's own phrases already say that a public body owes (see shape_of)."""
    line = model.threshold(IN_SCOPE)
    in_scope = max(guess.in_scope, line) if told else guess.in_scope
    first = first_label(guess.probabilities, in_scope, line)
    inside = first in CATEGORIES
    weights = model.trust[0 if inside else 1]
    logit = float(trust_row(guess.probabilities[first], in_scope, inside) @ weights[:2] + weights[2])
    confidence = float(1.0 / (1.0 + np.exp(-logit)))
    sure = confidence >= float(model.sure[0 if inside else 1])
    if not inside:
        return Decision(Kind(first), (), confidence, sure)
    others = sorted(CATEGORIES, key=lambda name: -guess.probabilities[name])
    more = tuple(
        name
        for name in others
        if name != first and guess.probabilities[name] >= max(SECOND_LABEL, model.threshold(name))
    )
    return Decision(Kind.COMPLAINT, (first, *more), confidence, sure)


def without_echo(content: Decision, text: str) -> Decision:
    """同一笔钱不算两件：说明是工资、没有别的款，不另算工程款；说明是工程款、没提做工的人，不另算欠薪。"""
    if not {WAGES, PROJECT} <= set(content.labels):
        return content
    first = content.labels[0]
    if first == WAGES and OWED_WAGES.search(text) and not OWED_FOR_WORK.search(text):
        return _without(content, PROJECT)
    if first == PROJECT and OWED_FOR_WORK.search(text) and not WORKERS.search(text):
        return _without(content, WAGES)
    return content


def _without(content: Decision, label: str) -> Decision:
    return replace(content, labels=tuple(name for name in content.labels if name != label))


def shape_of(text: str, shown: frozenset[str]) -> str | None:
    """一望而知的样子: the names of the signals a short text shows tell: about rules, about progress, a public debt."""
    if len(text) > QUESTION:
        return None
    if "status_strong" in shown:
        return "ask_status"
    if {"rule_question", "short_question"} <= shown and len(text) <= MIDDLE:
        return "ask_policy"
    return "report" if "public_owes" in shown else None  # 谁欠、欠的是钱，一句话里都有了


def with_act(
    content: Decision, length: int, act: str, act_confidence: float, shape: str | None, shown: bool
) -> Decision:
    """短话再看对话行为和句子的样子; what a long text tells is never overruled by its act.

    `shown`: a rule of the law's or the people's phrases stands in it; without one a few words tell no matter.
    """
    if length <= SHORT and not shown:
        content = replace(content, sure=False)
    told = shape == "report"
    if shape and not told and CONTENT_ACTS[shape] is not content.kind:
        return Decision(CONTENT_ACTS[shape], (), max(SHAPE_TRUST, 1.0 - content.confidence), True)
    if length > MIDDLE:
        return content
    if act not in CONTENT_ACTS:
        least = 0.3 if length <= SHORT else LONG_ANSWER if length <= LONG else PLAIN_ANSWER
        takes_over = act_confidence >= least
        if (
            act == "inform"
            and content.kind is Kind.COMPLAINT
            and content.sure
            and (told or content.confidence >= TOLD)
        ):
            takes_over = False  # “左旗住建局欠我工程款35万”：说全了的一件事
        if length > SHORT and act in OTHER_WORDS and content.sure and act_confidence < PLAIN_ANSWER:
            takes_over = False  # “说好服务满五年过户，现在改为只租不售”：有“改”字，说的是事
        if act == "crisis":  # 没有轻生或群体性的说法（nlu/marks/marks.py），不凭语气断定
            takes_over = length <= SHORT and act_confidence >= 0.6
        return Decision(Kind.DIALOGUE, (), act_confidence, True) if takes_over else content
    said = CONTENT_ACTS[act]
    if said is content.kind or (length > SHORT and (said is Kind.COMPLAINT or act_confidence < 0.6)):
        return content
    if content.sure and content.kind is Kind.OTHER_COMPLAINT and content.confidence > act_confidence + 0.15:
        return content
    if length <= SHORT or act_confidence > content.confidence:
        return Decision(said, (), act_confidence, act_confidence >= 0.6 and said is not Kind.COMPLAINT)
    return content
