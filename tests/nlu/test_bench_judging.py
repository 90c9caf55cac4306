"""比成绩的尺子：同一误收下的召回、单标签分类器的回答、混淆矩阵、折与折不相通。"""

from __future__ import annotations

import pytest

from bench.baselines import Answer, Lesson, by_ranking, fasttext_supervised, linear_svc
from bench.folds import Messages
from bench.judging import confusion, recall_at
from nlu.learning.evaluation import Judged
from nlu.learning.examples import Example, read_folder
from nlu.train import CORPUS


def example(label: str, group: str = "") -> Example:
    return Example("x", "一句话", (label,), group=group)


def answer(label: str, inside: float) -> Answer:
    return Answer(Judged((label,), 0.9, inside >= 0.5, False), inside)


def test_the_strongest_label_answers_and_all_categories_together_say_whether_it_is_ours() -> None:
    said = by_ranking([("other_complaint", 0.4), ("wage_arrears", 0.35), ("rent_seeking", 0.25)])
    assert said.judged.labels == ("other_complaint",) and not said.judged.in_scope
    assert said.inside == pytest.approx(0.6)


def test_recall_is_read_where_at_most_eight_in_a_hundred_others_are_taken_in() -> None:
    others = [answer("other_complaint", i / 100) for i in range(100)]
    ours = [answer("wage_arrears", value) for value in (0.5, 0.905, 0.915, 0.925, 0.99)]
    truth = [example("other_complaint")] * 100 + [example("wage_arrears")] * 5
    assert recall_at([*others, *ours], truth) == pytest.approx(0.6)
    # 第 92 百分位以上恰有八条：91.5 的一条还在线上，90.5 的不在


def test_the_confusion_matrix_counts_first_labels() -> None:
    truth = [example("wage_arrears"), example("wage_arrears"), example("dereliction")]
    said = [answer("wage_arrears", 1), answer("dereliction", 1), answer("dereliction", 1)]
    assert confusion(said, truth) == {
        "wage_arrears": {"wage_arrears": 1, "dereliction": 1},
        "dereliction": {"dereliction": 1},
    }


def test_a_matter_asked_in_a_fold_is_not_learnt_in_it() -> None:
    dev = [Example(str(i), f"第{i}件", ("wage_arrears",), group=f"g{i // 2}", own=False) for i in range(20)]
    messages = Messages([], [], dev, dev)
    asked = [i for left in messages.folds() for i in left]
    assert sorted(asked) == list(range(20))
    for left, lesson in zip(messages.folds(), messages.lessons(), strict=True):
        assert not {dev[i].group for i in left} & {learnt.group for learnt in lesson.learnt}


@pytest.mark.parametrize("baseline", [linear_svc, fasttext_supervised])
def test_the_others_learn_what_they_are_given(baseline: object) -> None:
    own = [e for e in read_folder(CORPUS) if e.labels in (("wage_arrears",), ("policy_question",))]
    assert callable(baseline)
    answers = baseline([Lesson(own[10:], [e.text for e in own[:10]])])[0]
    right = sum(said.judged.labels[0] in e.labels for said, e in zip(answers, own[:10], strict=True))
    assert right >= 8
