"""语料：自己写的、分得清、不重复、不抄录、评测集不参加训练。"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from nlu.labels import CATEGORIES
from nlu.learning.corpus_check import copied_from, near_duplicates
from nlu.learning.examples import CorpusError, read_all, read_examples, read_folder, read_held_out
from nlu.learning.utterances import read_utterances
from nlu.train import CORPUS, REAL, UTTERANCES

ACTS = {
    "greet", "report", "inform", "affirm", "deny", "correct", "skip", "cancel", "restart", "ask_policy",
    "ask_status", "human", "anonymous", "identified", "help", "thanks", "goodbye", "other_complaint", "crisis",
    "submit", "out_of_scope",
}  # fmt: skip


def everything() -> list:  # type: ignore[type-arg]
    return read_all(sorted(CORPUS.glob("*.jsonl")))


def test_every_category_has_its_own_messages() -> None:
    examples = everything()
    counts = Counter(label for example in examples for label in example.labels)
    assert len(examples) >= 1_800
    assert all(counts[category] >= 110 for category in CATEGORIES), counts
    assert counts["other_complaint"] >= 400
    assert counts["policy_question"] >= 150


def test_five_hundred_messages_have_their_fields_marked() -> None:
    lines = [
        line for path in CORPUS.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert sum(bool(json.loads(line).get("fields")) for line in lines) >= 500


def test_ids_are_unique_and_every_message_is_our_own() -> None:
    assert max(Counter(example.id for example in everything()).values()) == 1
    for path in CORPUS.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert json.loads(line)["source"] == "own", path.name


def test_no_message_is_another_one_reworded() -> None:
    assert near_duplicates(everything()) == []


def test_a_reworded_message_would_be_found() -> None:
    (one, *_) = everything()
    again = replace(one, id="again", text=one.text.replace("。", "，") + "请处理")
    assert near_duplicates([one, again]) == [(one.id, "again")]


def test_the_evaluation_split_is_kept_out_of_training() -> None:
    held_out = {example.text for example in read_held_out(CORPUS)}
    assert len(held_out) >= 80
    assert held_out.isdisjoint(example.text for example in read_folder(CORPUS))


def test_nothing_is_copied_from_the_real_messages_when_they_are_beside_the_repository() -> None:
    foreign = [
        str(json.loads(line).get("title") or "") + "\n" + str(json.loads(line)["text"])
        for path in sorted(REAL.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    (one, *others) = everything()
    lines = [
        replace(one, id=line, text=line) for said in read_utterances(UTTERANCES).values() for line in said
    ]
    assert copied_from([one, *others, *lines], foreign) == []


def test_a_copied_sentence_would_be_found() -> None:
    (one, *_) = everything()
    assert copied_from([one], [f"各位领导好{one.text}谢谢"]) == [one.id]


def test_every_act_has_sixty_ways_to_be_said_and_none_is_said_for_two() -> None:
    said = read_utterances(UTTERANCES)
    assert set(said) >= ACTS
    assert all(len(set(said[act])) >= 60 for act in ACTS), {act: len(said[act]) for act in ACTS}
    twice = Counter(line for act in ACTS for line in set(said[act]))
    assert [line for line, count in twice.items() if count > 1] == []


def test_a_wrong_label_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    path.write_text('{"text": "欠工资", "labels": ["wages"]}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"new\.jsonl 第 1 行.*wages"):
        read_examples(path)
