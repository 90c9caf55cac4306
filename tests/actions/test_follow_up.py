"""追问：听得出哪句话是接着上一问说的，上一问问的是哪件事。"""

from __future__ import annotations

import pytest

from actions.follow_up import has_no_subject, leans, subject_of


@pytest.mark.parametrize(
    "said",
    ["那怎么算", "那要是他们还不理呢", "那投诉呢", "要是老板跑了呢", "没签合同也算吗", "从哪天开始算", "谁来交", "有期限吗",
     "依据哪一条", "节假日算吗", "最长呢", "超过了怎么办"],
)  # fmt: skip
def test_words_that_go_on_from_the_question_before(said: str) -> None:
    assert leans(said) or has_no_subject(said)


@pytest.mark.parametrize(
    "said",
    ["欠薪去哪里投诉", "医保怎么报销呢", "新官不理旧账怎么办", "12388是什么电话", "今天天气怎么样", "我想投诉", "他们不给钱", "那我的事办到哪了", "那你能帮我投诉吗", "那我要反映呢", "那查一下呢",
     "那个工地的老板欠我们三个月工资没给呢"],
)  # fmt: skip
def test_words_that_say_themselves_what_they_are_about(said: str) -> None:
    assert not leans(said)
    assert not has_no_subject(said)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("拖欠工程款多久要答复", "拖欠工程款"),
        ("工资拖了两个月违法吗", "工资拖了两个月"),
        ("请问欠薪去哪里投诉", "欠薪"),
        ("政府采购质疑几天内提？", "政府采购质疑"),
        ("多久能拿到农民工工资", "多久能拿到农民工工资"),
    ],
)
def test_the_subject_is_what_stands_before_the_asking(question: str, subject: str) -> None:
    assert subject_of(question) == subject
