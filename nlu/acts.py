"""对话行为：一句短话想做什么——答话、改口、跳过、问规定、要人工……

Context-free and meant for short texts: a softmax over hashed character n-grams (1–3, with the edges of the
sentence), trained from the engine's own utterance files (nlu/data/nlu/*.yml). What a whole message is about is
not decided here (nlu/kinds.py).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlu.act_signs import SIGNS, signs_of, sounds_dangerous
from nlu.model_file import ModelMismatch, must_fit, read_arrays

BUCKETS = 1 << 14
WIDTH = BUCKETS + len(SIGNS)
SIGN_WEIGHT = 0.2  # 记号与片段同场时的分量
LONGEST = 3
MOST_CHARACTERS = 60  # 只看开头这么多字
CRISIS = "crisis"
CRISIS_SURE = 0.6
COMMAND = re.compile(r"^/([a-z_]{2,20})(?:\s|\{|$)")
COMMANDS = {"start": "greet", "status": "ask_status", "cancel": "cancel", "human": "human", "help": "help"}


@dataclass(frozen=True, slots=True)
class ActModel:
    """对话行为模型的数字。"""

    names: tuple[str, ...]
    weights: np.ndarray  # 桶 × 行为
    bias: np.ndarray

    def guess(self, text: str) -> tuple[str, float]:
        """最可能的行为与把握。"""
        command = COMMAND.match(text.strip())
        if command:
            name = COMMANDS.get(command.group(1), command.group(1))
            if name in self.names:
                return name, 1.0
        values = self.probabilities(text)
        order = [int(i) for i in values.argsort()[::-1]]
        if self.names[order[0]] == CRISIS and values[order[0]] < CRISIS_SURE and not sounds_dangerous(text):
            order = order[1:]  # 没有一个危险的字，又没有把握：不是求救，不打断正在说的事
        return self.names[order[0]], float(values[order[0]])

    def probabilities(self, text: str) -> np.ndarray:
        where, value = act_vector(text)
        logits = value @ self.weights[where] + self.bias if len(where) else self.bias
        shifted = np.exp(logits - logits.max())
        total: np.ndarray = shifted / shifted.sum()
        return total


def plain(text: str) -> str:
    """短话的样子: digits and Latin letters become one sign each, spaces go."""
    kept: list[str] = []
    for ch in text.strip().lower()[: MOST_CHARACTERS * 2]:
        if ch.isspace():
            continue
        sign = "0" if ch.isdigit() else "a" if ch.isascii() and ch.isalpha() else ch
        if sign in "0a" and kept[-2:] == [sign, sign]:
            continue
        kept.append(sign)
    return "".join(kept)[:MOST_CHARACTERS]


def act_vector(text: str) -> tuple[np.ndarray, np.ndarray]:
    line = f"^{plain(text)}$"
    counts: dict[int, int] = {}
    for n in range(1, LONGEST + 1):
        for i in range(len(line) - n + 1):
            bucket = zlib.crc32(line[i : i + n].encode("utf-8", "replace")) % BUCKETS
            counts[bucket] = counts.get(bucket, 0) + 1
    where = np.fromiter(sorted(counts), dtype=np.int64, count=len(counts))
    values = 1 + np.log(np.array([counts[int(w)] for w in where], dtype=np.float32))
    values = values / np.linalg.norm(values)
    signs = np.array(signs_of(line[1:-1]), dtype=np.int64)
    weights = np.full(len(signs), SIGN_WEIGHT, dtype=np.float32)
    return np.concatenate([where, BUCKETS + signs]), np.concatenate([values, weights]).astype(np.float32)


def load_act_model(path: Path) -> ActModel:
    """读模型文件; ModelMismatch names the file when it was made for another version of this program."""
    try:
        return act_model_from(read_arrays(path))
    except ModelMismatch as misfit:
        raise misfit.within(path) from None


def act_model_from(parts: dict[str, np.ndarray]) -> ActModel:
    acts = len(parts["names"]) if "names" in parts else 0
    must_fit(parts, {"names": (acts,), "weights": (WIDTH, acts), "bias": (acts,)})
    return ActModel(
        tuple(str(name) for name in parts["names"]),
        parts["weights"].astype(np.float32),
        parts["bias"].astype(np.float32),
    )
