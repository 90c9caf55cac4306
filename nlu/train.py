"""训练：由语料得出 nlu/data/model/ 下的模型文件，同样的输入得到逐字节相同的文件。

`python -m nlu.train` trains on our own corpus and, where the folder is there, on the real messages beside the
repository. Only figures are written: n-grams stand in the file as 32-bit fingerprints, none seen in fewer than five
messages. With extra tickets of a deployment a model that reads the evaluation split worse is refused; where the real
messages are not at hand, the tickets add to the model that is there (nlu/learning/continuing.py) and it is not begun anew.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlu.acts import ActModel, act_model_from
from nlu.categories import CategoryModel, category_model_from, load_category_model
from nlu.learning.evaluation import Score, score_of
from nlu.learning.examples import Example, read_all, read_examples, read_folder, read_held_out, read_marked
from nlu.learning.utterances import read_utterances
from nlu.learning.weighing import losses
from nlu.model_file import read_arrays
from nlu.understand import ACT_FILE, CATEGORY_FILE, MARK_FILE, MODEL

DATA = Path(__file__).parent / "data"
CORPUS = DATA / "corpus"
UTTERANCES = DATA / "nlu"
REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
REAL_FILES = ("train_real.jsonl", "dev_complaints.jsonl")


class WorseModel(RuntimeError):
    """新模型在评测集上更差，旧模型未动。"""


@dataclass(frozen=True, slots=True)
class TrainReport:
    """训练结果: how many examples, the evaluation split before and after, and whether the old model was built on."""

    examples: int
    real: int
    extra: int
    before: Score | None
    after: Score
    written: tuple[Path, ...]
    continued: bool

    def lines(self) -> list[str]:
        """训练前后，给人看的几句。"""
        said = [f"样本：自有 {self.examples}，真实 {self.real}，本单位 {self.extra}"]
        if self.continued:
            said.append("手边没有真实来话：在原有模型上接着学本单位的工单，没有从头训练。")
        elif not self.real:
            said.append("手边没有真实来话：只由自有语料学得，读真实来话不如随程序来的那份（nlu/README.md）。")
        if self.before:
            said.append(f"训练前（评测集）：{self.before}")
        return [*said, f"训练后（评测集）：{self.after}"]


def train(
    corpus_dirs: Sequence[Path] = (CORPUS,),
    extra: Path | None = None,
    real_dir: Path | None = REAL,
    out: Path = MODEL,
    seed: int = 0,
) -> TrainReport:
    """训练并写出模型; raises WorseModel and leaves the old files when what would be learnt is worse.

    That is so when `extra` costs figures of the evaluation split, and when there are neither real messages nor `extra`.
    """
    from nlu.learning.continuing import continued
    from nlu.learning.fitting import fit, fit_acts
    from nlu.learning.mark_fitting import fit_marks, said_in_dialogue

    own = [example for folder in corpus_dirs for example in read_folder(folder)]
    real = read_real(real_dir)
    added = read_examples(extra, own=False) if extra else []
    held_out = [example for folder in corpus_dirs for example in read_held_out(folder)]
    before = _score_file(out / CATEGORY_FILE, held_out)
    if before is not None and not real and not added:
        raise WorseModel(
            "手边没有真实来话，也没有给本单位的工单：只由自有语料学，读真实来话不如现有的模型，没有训练。"
            "有工单就用 chengsu train --extra 工单.jsonl。"
        )
    goes_on = bool(added) and not real and before is not None
    if goes_on:
        parts = continued(read_arrays(out / CATEGORY_FILE), own, added)
    else:
        parts = fit([*own, *real, *added], seed)
    after = score_of(category_model_from(parts), held_out)
    if added and before and (lost := losses(before, after)):
        raise WorseModel(f"新模型在评测集上不如旧模型：{'；'.join(map(str, lost))}。未替换旧模型。")
    utterances = read_utterances(UTTERANCES)
    acts = fit_acts(utterances, seed)
    out.mkdir(parents=True, exist_ok=True)
    written = [save(out / CATEGORY_FILE, parts), save(out / ACT_FILE, acts)]
    if not goes_on:  # 本单位的工单不标标记：原有的标记模型留着
        marked = [example for folder in corpus_dirs for example in read_marked(folder)]
        written.append(
            save(out / MARK_FILE, fit_marks(marked, [*own, *said_in_dialogue(utterances)], real, seed))
        )
    return TrainReport(len(own), len(real), len(added), before, after, tuple(written), goes_on)


def read_real(folder: Path | None) -> list[Example]:
    """真实来话, none when the folder is absent."""
    if folder is None:
        return []
    return read_all([folder / name for name in REAL_FILES if (folder / name).is_file()], own=False)


def save(path: Path, parts: dict[str, np.ndarray]) -> Path:
    """npz without pickle and without the time of day: the same arrays give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(parts):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(parts[name]), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, buffer.getvalue())
    return path


def _score_file(path: Path, held_out: list[Example]) -> Score | None:
    """旧模型的成绩, None when there is none or it was made by an older program."""
    if not path.is_file():
        return None
    try:
        return score_of(load_category_model(path), held_out)
    except (KeyError, ValueError):
        return None


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m nlu.train", description="训练类别与对话行为模型")
    parser.add_argument("--extra", type=Path, help="本单位工单（JSON 行，含 text 与 labels）")
    parser.add_argument("--real", type=Path, default=REAL, help="真实来话所在目录，不在则只用自有语料")
    parser.add_argument("--out", type=Path, default=MODEL, help="模型目录")
    chosen = parser.parse_args(list(arguments) if arguments is not None else None)
    try:
        report = train(extra=chosen.extra, real_dir=chosen.real, out=chosen.out)
    except WorseModel as worse:
        print(worse, file=sys.stderr)
        return 1
    for line in report.lines():
        print(line)
    return 0


__all__ = ["ActModel", "CategoryModel", "TrainReport", "WorseModel", "act_model_from", "main", "train"]

if __name__ == "__main__":
    sys.exit(main())
