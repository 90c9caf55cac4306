"""意图：危急在先，文字次之，再看是哪种来话，最后看这句话想做什么。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from complaint_store.domain.reading import Field, FieldType, Kind, Mark, Reading
from complaint_store.policy.book import load_book
from nlu.components.compact import compact
from nlu.components.intent import INTENTS, intent_of
from nlu.understand import Reader

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


def a_reading(kind: Kind = Kind.DIALOGUE, act: str = "inform", **more: object) -> Reading:
    return Reading(kind=kind, kind_confidence=0.8, act=act, act_confidence=0.7, **more)  # type: ignore[arg-type]


TOMORROW = Field(FieldType.DATE, "明天", "2026-11-23", 0, 2)
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
        (a_reading(Kind.POLICY_QUESTION, "ask_policy"), "查询码 1234 5678 9012 3456", "ask_status"),
        (a_reading(Kind.COMPLAINT, "report"), "一二三四 五六七八 九零一二 三四五六", "ask_status"),
        (a_reading(Kind.COMPLAINT, "report"), "身份证152921198803021234，欠我6万", "report"),
        (a_reading(act="goodbye", fields=(TOMORROW,)), "先这样明天再说", "goodbye"),
        (a_reading(act="out_of_scope", fields=(TOMORROW,)), "明天天气怎么样", "out_of_scope"),
        (a_reading(Kind.OTHER_COMPLAINT, "other_complaint"), "等等我再想想", "goodbye"),
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
        (a_reading(act="crisis"), "急死我了，要命", "report"),
        (a_reading(act="crisis"), "气死我了，我不想活了", "crisis"),
        (a_reading(act="crisis"), "急死人了，我都上了楼顶了", "crisis"),
        (a_reading(act="crisis"), "我要是去上访算不算违法", "ask_policy"),
        (a_reading(act="crisis"), "明天我们三十个人去上访犯法吗", "crisis"),
        (a_reading(act="crisis"), "再不给钱我们就集体上访", "crisis"),
        (a_reading(act="goodbye", marks=frozenset({Mark.EMERGENCY})), "着火了", "other_complaint"),
        (a_reading(act="deny"), "你猜", "skip"),
        (a_reading(act="out_of_scope"), "欠钱", "report"),
        (a_reading(act="out_of_scope"), "我不识字，有没有人能跟我说话", "human"),
        (a_reading(Kind.COMPLAINT, "report", abstain=True), "我想问一下欠工资多久可以投诉", "ask_policy"),
    ],
)
def test_what_a_message_wants(reading: Reading, text: str, intent: str):
    assert intent_of(reading, text)[0] == intent
    assert intent in INTENTS


@pytest.mark.parametrize(
    "text", ["不必匿名，可以实名", "别给我匿名", "我不需要匿名", "没必要匿名", "不用匿名", "不匿名"]
)
@pytest.mark.parametrize("act", ["anonymous", "identified"])
def test_who_says_not_anonymous_is_named(text: str, act: str):
    assert intent_of(a_reading(act=act), text)[0] == "identified"


@pytest.mark.parametrize(
    "text",
    ["能不能匿名", "要不匿名吧", "别问了匿名", "不留名匿名", "没电话匿名", "可不可以匿名", "不能匿名吗"],
)
def test_who_wishes_to_be_anonymous_is_not_named(text: str):
    assert intent_of(a_reading(act="anonymous"), text)[0] == "anonymous"


@pytest.mark.parametrize(
    "text", ["跟家里商量一下", "我们商量商量，明天再说", "我先回去跟家里人商量商量，明天提交"]
)
def test_to_talk_it_over_at_home_is_no_crisis(text: str):
    reader = Reader.load(load_book())
    assert intent_of(reader.read(text, TODAY), text)[0] == "goodbye"


def test_a_reading_travels_as_plain_data_without_empty_parts():
    field = Field(FieldType.AMOUNT, "35万", 350_000, 3, 6, approx=True)
    body = compact(a_reading(fields=(field,)))
    assert body["fields"] == [
        {"type": "amount", "value": "35万", "normalized": 350_000, "start": 3, "end": 6, "approx": True}
    ]


def test_every_cry_for_help_of_the_practice_examples_is_heard():
    reader = Reader.load(load_book())
    groups = yaml.safe_load((ROOT / "nlu/data/nlu/matters.yml").read_text(encoding="utf-8"))["nlu"]
    cries = next(group["examples"] for group in groups if group["intent"] == "crisis")
    for cry in (line.removeprefix("- ") for line in cries.splitlines()):
        assert intent_of(reader.read(cry, TODAY), cry)[0] == "crisis", cry
