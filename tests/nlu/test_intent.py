"""意图：危急在先，文字次之，再看是哪种来话，最后看这句话想做什么。"""

from __future__ import annotations

from dataclasses import replace

import pytest

from complaint_store.domain.reading import Field, FieldType, Kind, Mark, Reading
from nlu.components.intent import INTENTS, compact, intent_of


def a_reading(kind: Kind = Kind.DIALOGUE, act: str = "inform", **more: object) -> Reading:
    return Reading(kind=kind, kind_confidence=0.8, act=act, act_confidence=0.7, **more)  # type: ignore[arg-type]


PHONE = Field(FieldType.PHONE, "19900000001", "19900000001", 0, 11)


@pytest.mark.parametrize(
    ("reading", "text", "intent"),
    [
        (
            a_reading(Kind.COMPLAINT, "report", marks=frozenset({Mark.SELF_HARM_OR_MASS_INCIDENT})),
            "不想活了",
            "crisis",
        ),
        (a_reading(Kind.COMPLAINT, "report", script="mn"), "ᠰᠠᠶᠢᠨ", "human"),
        (a_reading(), "1234 5678 9012 3456", "ask_status"),
        (a_reading(Kind.COMPLAINT, "inform"), "老板欠我三个月工资", "inform"),
        (a_reading(Kind.COMPLAINT, "other_complaint"), "老板欠我三个月工资", "report"),
        (a_reading(Kind.POLICY_QUESTION, "inform"), "拖欠工程款多久要付", "ask_policy"),
        (a_reading(Kind.OTHER_COMPLAINT, "report"), "楼上邻居半夜放音响", "other_complaint"),
        (a_reading(Kind.OTHER_COMPLAINT, "human", abstain=True), "我有个事想说", "report"),
        (a_reading(act="skip"), "不知道这个事情", "skip"),
        (a_reading(Kind.OTHER_COMPLAINT, "other_complaint"), "asdf", "out_of_scope"),
        (a_reading(Kind.POLICY_QUESTION, "ask_policy"), "……？？", "out_of_scope"),
        (a_reading(act="affirm"), "ok", "affirm"),
        (a_reading(act="goodbye", fields=(PHONE,)), "19900000001", "inform"),
        (a_reading(act="cancel"), "取消", "cancel"),
        (replace(a_reading(act="cancel"), act_confidence=0.3), "要不就这样算了吧", "out_of_scope"),
        (a_reading(act="something_new"), "这是一句话", "out_of_scope"),
    ],
)
def test_what_a_message_wants(reading: Reading, text: str, intent: str):
    assert intent_of(reading, text)[0] == intent
    assert intent in INTENTS


def test_a_reading_travels_as_plain_data_without_empty_parts():
    field = Field(FieldType.AMOUNT, "35万", 350_000, 3, 6, approx=True)
    body = compact(a_reading(fields=(field,)))
    assert body["fields"] == [
        {"type": "amount", "value": "35万", "normalized": 350_000, "start": 3, "end": 6, "approx": True}
    ]
