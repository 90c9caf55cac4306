"""训练：同样的语料得到同样的文件，更差的模型不换上。"""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlu.features import grams_of
from nlu.learning.evaluation import Score
from nlu.learning.examples import EVALUATION
from nlu.learning.fitting import vocabulary_of
from nlu.learning.weighing import losses
from nlu.model_file import read_arrays
from nlu.train import WorseModel, save, train
from nlu.understand import CATEGORY_FILE, MARK_FILE, MODEL

OWN = Path(__file__).resolve().parents[2] / "nlu" / "data" / "corpus"
FEW = ("wage_arrears.jsonl", "other_complaint.jsonl")
LINES = 30  # 每个文件只取这么多行：练得快，仍分得出好坏


def lines_of(name: str) -> list[str]:
    return (OWN / name).read_text(encoding="utf-8").splitlines()[:LINES]


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """The first lines of two files of the corpus, and their part of the evaluation split."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in FEW:
        (folder / name).write_text("\n".join(lines_of(name)), encoding="utf-8")
    wanted = [["wage_arrears"], ["other_complaint"]]
    held_out = (OWN / EVALUATION).read_text(encoding="utf-8").splitlines()
    kept = [line for line in held_out if json.loads(line)["labels"] in wanted]
    (folder / EVALUATION).write_text("\n".join(kept), encoding="utf-8")
    return folder


def test_training_twice_gives_the_same_bytes(small_corpus: Path, tmp_path: Path) -> None:
    first = train([small_corpus], real_dir=None, out=tmp_path / "one")
    second = train([small_corpus], real_dir=None, out=tmp_path / "two")
    assert [path.read_bytes() for path in first.written] == [path.read_bytes() for path in second.written]


def written_tickets(path: Path, lines: list[str], labels: dict[str, str]) -> Path:
    """Tickets of a deployment: the texts of these lines, with the labels the table gives for theirs."""
    rows = [json.loads(line) for line in lines]
    told = [
        {"text": row["text"], "labels": [labels.get(name, name) for name in row["labels"]]} for row in rows
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in told), encoding="utf-8")
    return path


SWAPPED = {"wage_arrears": "other_complaint", "other_complaint": "wage_arrears"}


def test_tickets_with_labels_swapped_do_not_replace_a_good_model(small_corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "model"
    train([small_corpus], real_dir=None, out=out)
    before = (out / "categories.npz").read_bytes()
    tickets = written_tickets(tmp_path / "tickets.jsonl", [*lines_of(FEW[0]), *lines_of(FEW[1])] * 3, SWAPPED)
    with pytest.raises(WorseModel, match=r"：从 [01]\.\d{3} 降到 0\.\d{3}（最多许差 0\.\d+）.*未替换"):
        train([small_corpus], extra=tickets, real_dir=None, out=out)
    assert (out / "categories.npz").read_bytes() == before


def test_where_real_messages_are_at_hand_swapped_tickets_are_refused_as_well(
    small_corpus: Path, tmp_path: Path
) -> None:
    real = tmp_path / "real"
    real.mkdir()
    messages = [*(OWN / FEW[0]).read_text(encoding="utf-8").splitlines()[LINES : 2 * LINES]]
    written_tickets(real / "train_real.jsonl", messages, {})
    out = tmp_path / "model"
    train([small_corpus], real_dir=real, out=out)
    tickets = written_tickets(tmp_path / "tickets.jsonl", [*lines_of(FEW[0]), *lines_of(FEW[1])] * 3, SWAPPED)
    with pytest.raises(WorseModel, match="未替换"):
        train([small_corpus], extra=tickets, real_dir=real, out=out)


def test_own_text_alone_does_not_replace_the_model_that_came_with_the_program(
    small_corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "model"
    shutil.copytree(MODEL, out)
    with pytest.raises(WorseModel, match="--extra"):
        train((small_corpus,), real_dir=None, out=out)
    for name in (CATEGORY_FILE, MARK_FILE):
        assert (out / name).read_bytes() == (MODEL / name).read_bytes()


def test_rightly_labelled_tickets_are_learnt_on_top_of_the_model_that_is_there(
    small_corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "model"
    train([small_corpus], real_dir=None, out=out)
    before = read_arrays(out / "categories.npz")
    new = [(OWN / name).read_text(encoding="utf-8").splitlines()[LINES : LINES + 10] for name in FEW]
    report = train(
        [small_corpus],
        extra=written_tickets(tmp_path / "tickets.jsonl", [*new[0], *new[1]], {}),
        real_dir=None,
        out=out,
    )
    after = read_arrays(out / "categories.npz")
    assert report.continued and report.before and report.after.micro >= report.before.micro - 0.005
    assert any("接着学" in line for line in report.lines())
    assert np.array_equal(before["keys"], after["keys"]) and np.array_equal(before["trust"], after["trust"])
    assert not np.array_equal(before["weights"], after["weights"])


GOOD = Score(1000, 0.6, 0.6, 0.6, 0.6, 0.6, 0.85, 0.2, 0.05, 0.8, 0.95)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("micro", 0.58, "micro-F1：从 0.600 降到 0.580（最多许差 0.005）"),
        ("recall", 0.83, "受理召回：从 0.850 降到 0.830（最多许差 0.01）"),
        ("false_intake", 0.25, "误收：从 0.200 升到 0.250（最多许差 0.02）"),
        ("calibration_error", 0.09, "校准误差：从 0.050 升到 0.090（最多许差 0.02）"),
    ],
)
def test_each_of_four_figures_alone_can_refuse_a_model(field: str, value: float, sentence: str) -> None:
    better_elsewhere = replace(GOOD, micro=0.7, recall=0.9, false_intake=0.1, calibration_error=0.03)
    after = replace(better_elsewhere, **{field: value})
    assert [str(loss) for loss in losses(GOOD, after)] == [sentence]


def test_on_a_few_messages_less_than_one_of_them_is_no_loss() -> None:
    few = replace(GOOD, count=20)
    assert losses(few, replace(few, calibration_error=0.09)) == ()
    assert losses(few, replace(few, calibration_error=0.11))


def test_a_model_a_hair_worse_may_take_the_place() -> None:
    assert losses(GOOD, replace(GOOD, micro=0.597, recall=0.845, false_intake=0.21)) == ()


def test_the_model_file_holds_numbers_and_the_names_of_acts_and_rules_only(tmp_path: Path) -> None:
    for name in ("categories.npz", "acts.npz"):
        with np.load(OWN.parent / "model" / name, allow_pickle=False) as data:
            words = [key for key in data.files if data[key].dtype.kind not in "fu"]
        assert words == (["names"] if name == "acts.npz" else ["signals"])
    path = save(tmp_path / "again.npz", {"a": np.zeros(3, dtype=np.float32)})
    assert {entry.date_time for entry in zipfile.ZipFile(path).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_n_gram_of_few_messages_or_with_a_number_is_not_learnt() -> None:
    grams = [grams_of("工资不给")] * 5 + [grams_of("欠款拖着")] * 4
    keys, _ = vocabulary_of(grams)
    assert set(keys) == set(grams_of("工资不给").keys)
    assert len(grams_of("13900000001 A1b2").keys) == 0
