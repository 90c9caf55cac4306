"""五折：真实来话按重复分组，被测的一折从不参加训练；我们的模型与对照学同样的来话。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sklearn.model_selection import GroupKFold

from bench.baselines import Answer, Lesson
from nlu.categories import CategoryModel, category_model_from
from nlu.learning.evaluation import judged
from nlu.learning.examples import Example, read_examples, read_folder
from nlu.learning.fitting import FOLDS, fit
from nlu.text import fold
from nlu.train import CORPUS, REAL

DEV, TRAIN = REAL / "dev_complaints.jsonl", REAL / "train_real.jsonl"


@dataclass(frozen=True, slots=True)
class Messages:
    """量成绩用的来话: our own, the real ones to learn from, and dev with and without titles."""

    own: list[Example]
    real: list[Example]
    dev: list[Example]
    bare: list[Example]

    def folds(self) -> list[list[int]]:
        """Which messages of dev are asked in each fold; the same matter is never on both sides."""
        groups = [example.group for example in self.dev]
        return [[int(i) for i in left] for _, left in GroupKFold(FOLDS).split(self.dev, groups=groups)]

    def lessons(self) -> list[Lesson]:
        """What a baseline learns and is asked, fold by fold."""
        return [
            Lesson([*self.own, *self.real, *self.but(self.dev, left)], [self.dev[i].text for i in left])
            for left in self.folds()
        ]

    def but(self, learnt: Sequence[Example], left: Sequence[int]) -> list[Example]:
        unseen = {self.dev[i].group for i in left}
        return [example for example in learnt if example.group not in unseen]


def read_messages() -> Messages:
    real = read_examples(TRAIN, own=False) if TRAIN.is_file() else []
    dev, bare = read_examples(DEV, own=False), read_examples(DEV, own=False, titled=False)
    return Messages(read_folder(CORPUS), real, dev, bare)


def ours(messages: Messages, with_real: bool) -> tuple[list[Answer], list[Answer]]:
    """每一折都由没有见过它的模型来读: answers to dev, and to the same without titles."""
    if not with_real:
        return _asked_by_folds(messages, [category_model_from(fit(messages.own))] * FOLDS)
    models = [
        category_model_from(fit([*messages.own, *messages.real, *messages.but(messages.dev, left)]))
        for left in messages.folds()
    ]
    return _asked_by_folds(messages, models)


def _asked_by_folds(messages: Messages, models: Sequence[CategoryModel]) -> tuple[list[Answer], list[Answer]]:
    by_model = [
        [[answer(model, examples[i].text) for i in left] for examples in (messages.dev, messages.bare)]
        for model, left in zip(models, messages.folds(), strict=True)
    ]
    whole, bare = (in_order(messages, [both[way] for both in by_model]) for way in (0, 1))
    return whole, bare


def answer(model: CategoryModel, text: str) -> Answer:
    guess = model.predict(fold(text).text)
    return Answer(judged(guess, model), guess.in_scope)


def in_order(messages: Messages, by_fold: Sequence[Sequence[Answer]]) -> list[Answer]:
    """折里的回答放回来话的次序。"""
    placed: dict[int, Answer] = {}
    for left, answers in zip(messages.folds(), by_fold, strict=True):
        placed.update(zip(left, answers, strict=True))
    return [placed[i] for i in range(len(messages.dev))]
