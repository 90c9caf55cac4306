"""意图：由一段话的理解结果定出 Rasa 的意图名；一处写明，谁先谁后看得见。"""

from __future__ import annotations

import re
from typing import Any

from complaint_store.domain.reading import Field, Kind, Mark, Matter, Reading

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
# 这些行为可能只是一段诉求的开头或口气，种类判断更可靠
VAGUE = frozenset({"report", "inform", "out_of_scope", "other_complaint", "ask_policy", "ask_status"})


RECEIPT_CODE = re.compile(r"\s*\d(?:[ \-]?\d){15}\s*")  # 查询码：16 位，四位一组
CHINESE = re.compile(r"[\u3400-\u9fff]")
POLITE = frozenset({"greet", "thanks", "goodbye", "help", "out_of_scope"})
TURNS_AWAY = frozenset({"cancel", "restart", "goodbye", "human"})  # 误会了代价大，要有把握
SURE_TO_TURN_AWAY = 0.45
OPENING = 12  # 少于这么多汉字的，可能只是一个开头
SENTENCE = 4  # 少于这么多汉字，谈不上是哪种诉求


def intent_of(reading: Reading, text: str) -> tuple[str, float]:
    """Intent and confidence: danger first, then another script, then what kind of message it is, then the act."""
    if Mark.SELF_HARM_OR_MASS_INCIDENT in reading.marks:
        return "crisis", 1.0
    if reading.script == "mn":
        return "human", 1.0
    if RECEIPT_CODE.fullmatch(text):
        return "ask_status", 1.0
    if reading.act in POLITE and reading.fields:  # “您好，我电话是……”
        return "inform", reading.act_confidence
    if reading.act in TURNS_AWAY and reading.act_confidence < SURE_TO_TURN_AWAY:
        return ("inform" if reading.fields else "out_of_scope"), reading.act_confidence
    words = len(CHINESE.findall(text))
    if words < SENTENCE:
        vague = reading.act in (VAGUE if not words else {"report", "other_complaint"}) and not reading.fields
        return (
            "out_of_scope" if vague or reading.act not in INTENTS else reading.act
        ), reading.act_confidence
    if reading.kind is Kind.OTHER_COMPLAINT and reading.abstain and words < OPENING:
        return "report", reading.kind_confidence  # “我有个事想说”：没把握就先请他说，不急着往外指
    if reading.act in VAGUE and reading.kind in KIND_INTENT:
        intent = KIND_INTENT[reading.kind]
        if intent == "report" and reading.act == "inform":
            intent = "inform"
        return intent, reading.kind_confidence
    return (reading.act if reading.act in INTENTS else "out_of_scope"), reading.act_confidence


def compact_field(field: Field) -> dict[str, Any]:
    """One field as it travels with the message; empty parts are left out."""
    body: dict[str, Any] = {
        "type": field.type.value,
        "value": field.value,
        "normalized": field.normalized,
        "start": field.start,
        "end": field.end,
    }
    if field.role:
        body["role"] = field.role
    if field.approx:
        body["approx"] = True
    if field.candidates:
        body["candidates"] = list(field.candidates)
    if field.code:
        body["code"] = field.code
    return body


def compact(reading: Reading) -> dict[str, Any]:
    """理解结果 as plain data for the tracker: what the actions need, nothing else."""
    return {
        "kind": reading.kind.value,
        "act": reading.act,
        "categories": [[guess.id, round(guess.confidence, 4)] for guess in reading.categories],
        "subtypes": list(reading.subtypes),
        "marks": sorted(mark.value for mark in reading.marks),
        "abstain": reading.abstain,
        "fields": [compact_field(field) for field in reading.fields],
        "negated": [compact_field(field) for field in reading.negated],
        "accused_kind": reading.accused_kind,
        "script": reading.script,
    }


def compact_matters(matters: tuple[Matter, ...]) -> list[dict[str, Any]]:
    """Several matters of one message, each with its own words and reading."""
    return [{"text": matter.text, **compact(matter.reading)} for matter in matters]
