"""理解：一段话说了什么事、哪些要素、有多大把握——本包对外的门。

Reader joins what the other files of this package decide one by one. It is loaded once and shared between threads;
reading is a pure function of text and day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from complaint_store.domain.ids import CategoryId
from complaint_store.domain.reading import CategoryGuess, Field, Kind, Mark, Matter, Reading, Span
from nlu.acts import ActModel, load_act_model
from nlu.call_answers import answered_in
from nlu.categories import CategoryModel, Prediction, evidence_of, load_category_model
from nlu.contradicted import without_contradicted
from nlu.features import MOST_CHARACTERS
from nlu.fields import read_fields
from nlu.gazetteer import Gazetteer
from nlu.kinds import (
    ACT_OF_KIND,
    MIDDLE,
    Decision,
    decide,
    shape_of,
    with_act,
    without_echo,
)
from nlu.labels import IN_SCOPE
from nlu.marks.marks import marks_in
from nlu.marks.model import MarkModel, load_mark_model
from nlu.model_file import ModelMismatch, ModelMissing
from nlu.party.accused import accused_kind_of
from nlu.sensitive import redact
from nlu.subtypes import subtypes_of
from nlu.text import NormalText, fold, script_of
from nlu.transcripts import claims_in, matters_of

if TYPE_CHECKING:
    from complaint_store.policy.book import RuleBook

__all__ = ["ModelMismatch", "ModelMissing", "Reader"]

MODEL = Path(__file__).parent / "data" / "model"
CATEGORY_FILE = "categories.npz"
ACT_FILE = "acts.npz"
MARK_FILE = "marks.npz"
ANNOUNCED = 0.6  # 说明了另有一件事的那一段，受理线打这个折
# 说的是欠钱、没兑现的，要更像才算公职人员违纪：评测的 507 条里多响 29 条，一响就指去 12388、什么也不留
DEBTS = frozenset(
    {
        "wage_arrears",
        "project_payment_arrears",
        "audit_delay",
        "breach_of_contract",
        "new_officials_ignore_old_debts",
    }
)
SURER_OF_MISCONDUCT: Mapping[Mark, float] = {Mark.OFFICIAL_MISCONDUCT: 0.5}
OWN_CASE = frozenset({Mark.JUDGMENT_DEBTOR, Mark.ALREADY_IN})


@dataclass(frozen=True, slots=True)
class Reader:
    """来话的读者: models and directory, read-only."""

    categories: CategoryModel
    acts: ActModel
    marks: MarkModel
    gazetteer: Gazetteer

    @classmethod
    def load(cls, book: RuleBook, model_folder: Path | None = None) -> Reader:
        folder = model_folder or MODEL
        return cls(
            load_category_model(_there(folder / CATEGORY_FILE)),
            load_act_model(_there(folder / ACT_FILE)),
            load_mark_model(_there(folder / MARK_FILE)),
            Gazetteer.from_book(book),
        )

    def act(self, text: str) -> tuple[str, float]:
        """对话行为 of a short text, without looking at what was asked."""
        return self.acts.guess(fold(text[:MOST_CHARACTERS]).text)

    def read(self, text: str, today: date) -> Reading:
        """一件事的理解结果；超长的只读前两万字。"""
        head = text[:MOST_CHARACTERS]
        script = script_of(head)
        if script in ("empty", "mn"):
            return _unreadable(script, text)
        normal = claims_in(head)
        plain = normal.text
        length = len(plain.strip())
        act, act_confidence = self.acts.guess(plain) if length <= MIDDLE else ("report", 0.0)
        guess = self._guess(plain)
        shape = shape_of(plain.strip(), guess.shown)
        content = without_echo(decide(guess, self.categories, told=shape == "report"), plain)
        decision = with_act(content, length, act, act_confidence, shape, bool(guess.shown))
        kind = decision.kind
        marks = frozenset(marks_in(plain, self.marks, above=_above(decision)))
        if kind is Kind.POLICY_QUESTION:  # 问的是规定，不是自己的案子
            marks -= OWN_CASE
        if Mark.SELF_HARM_OR_MASS_INCIDENT in marks and length <= MIDDLE:
            act, act_confidence = "crisis", max(act_confidence, 0.9)
        elif kind is not Kind.DIALOGUE:
            act, act_confidence = ACT_OF_KIND[kind], decision.confidence
        found = read_fields(normal, today, self.gazetteer)
        answered = answered_in(head, found.fields, today, self.gazetteer)
        return Reading(
            kind=kind,
            kind_confidence=round(decision.confidence, 4),
            act=act,
            act_confidence=round(act_confidence, 4),
            categories=self._with_evidence(guess, decision, normal),
            subtypes=subtypes_of(plain, decision.labels),
            marks=marks,
            abstain=script == "other" or not decision.sure,
            fields=(*found.fields, *answered),
            negated=found.negated,
            accused_kind=accused_kind_of(plain, guess.accused, marks) if kind is Kind.COMPLAINT else None,
            script=script,
            redacted=redact(text),
        )

    def matters(self, text: str, today: date) -> tuple[Matter, ...]:
        """分成几件事，各自理解 (at least one); spans are in the whole text. What is nowhere ours is one matter."""
        parts = self._read_parts(text, matters_of(text, self._tells_a_matter, self._subject), today)
        if len(parts) > 1 and all(part.reading.kind is Kind.OTHER_COMPLAINT for part in parts):
            return self._read_parts(text, ((0, len(text)),), today)
        return parts

    def _read_parts(self, text: str, spans: Sequence[Span], today: date) -> tuple[Matter, ...]:
        return tuple(
            Matter(number, start, end, text[start:end], _moved(self.read(text[start:end], today), start))
            for number, (start, end) in enumerate(spans, start=1)
        )

    def _guess(self, plain: str) -> Prediction:
        return without_contradicted(self.categories.predict(plain), plain)

    def _tells_a_matter(self, text: str) -> bool:
        """A part after “另外还有个事” is announced as a matter: part of the intake line is enough.

        What is certainly somebody else's to mend is a matter too, lest its words colour the one before.
        """
        guess = self._guess(claims_in(text).text)
        if guess.in_scope >= self.categories.threshold(IN_SCOPE) * ANNOUNCED:
            return True
        decision = decide(guess, self.categories)
        return decision.sure and decision.kind is Kind.OTHER_COMPLAINT

    def _subject(self, text: str) -> str | None:
        """What a part is about, None when the model is not sure of it."""
        decision = decide(self._guess(claims_in(text).text), self.categories)
        return decision.labels[0] if decision.labels and decision.sure else None

    def _with_evidence(
        self, guess: Prediction, decision: Decision, normal: NormalText
    ) -> tuple[CategoryGuess, ...]:
        """The first category with the confidence of the whole decision, the others with their own probability."""
        guesses: list[CategoryGuess] = []
        for i, name in enumerate(decision.labels):
            confidence = decision.confidence if i == 0 else guess.probabilities[name]
            evidence = tuple(
                normal.span(start, end) for start, end in evidence_of(guess, name, self.categories)
            )
            guesses.append(CategoryGuess(CategoryId(name), round(confidence, 4), evidence))
        return tuple(guesses)


def _above(decision: Decision) -> Mapping[Mark, float]:
    """How much surer than usual the reader of marks must be: of debts, and of what is sent to another door anyway.

    Nothing of the latter is kept or passed on, so that a missed mark shows it to nobody.
    """
    elsewhere = decision.kind is Kind.OTHER_COMPLAINT and decision.sure
    return SURER_OF_MISCONDUCT if elsewhere or DEBTS.intersection(decision.labels[:1]) else {}


def _there(path: Path) -> Path:
    if not path.is_file():
        raise ModelMissing(f"没有模型文件 {path}；请运行 make setup 或 chengsu train")
    return path


def _unreadable(script: str, text: str) -> Reading:
    """蒙古文或什么也没写：不猜，交人。"""
    mongolian = script == "mn"
    return Reading(
        kind=Kind.COMPLAINT if mongolian else Kind.DIALOGUE,
        kind_confidence=0.0,
        act="report" if mongolian else "out_of_scope",
        act_confidence=0.0,
        abstain=True,
        script="mn" if mongolian else "other",
        redacted=redact(text),
    )


def _moved(reading: Reading, by: int) -> Reading:
    """把要素与依据的区间移到整段来话中。"""
    if not by:
        return reading

    def shifted(fields: tuple[Field, ...]) -> tuple[Field, ...]:
        return tuple(replace(f, start=f.start + by, end=f.end + by) for f in fields)

    return replace(
        reading,
        fields=shifted(reading.fields),
        negated=shifted(reading.negated),
        categories=tuple(
            replace(c, evidence=tuple((s + by, e + by) for s, e in c.evidence)) for c in reading.categories
        ),
    )
