"""边界上的自拟信：管得着管不着，写信的人与真实来话的标注者划得不一样；真实来话不认的那些，减轻。

Whoever invents a letter about an office that does nothing calls it ours more readily than the readers of real
messages did. A model of the real messages alone says which invented letters stand on their side of the line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from nlu.categories import category_model_from
from nlu.labels import CATEGORIES
from nlu.learning.examples import Example
from nlu.transcripts import claims_in

BORDER = frozenset({"dereliction", "other_complaint"})
FEWEST_REAL = 200  # 真实来话够这么多条，才由它们说
ON_THEIR_SIDE = 0.5  # 真实来话学出的模型说它在标的这一边，至少要这么可能
DISOWNED = 0.1  # 不认的，分量打这个折

Fit = Callable[[Sequence[Example]], dict[str, np.ndarray]]


def vouched_for(examples: Sequence[Example], fit: Fit) -> list[Example]:
    """样本 with the border letters that the real messages do not vouch for made light."""
    real = [example for example in examples if not example.own]
    border = [example for example in examples if example.letter and BORDER & set(example.labels)]
    if len(real) < FEWEST_REAL or not border:
        return list(examples)
    model = category_model_from(fit(real))
    light: set[str] = set()
    for example in border:
        in_scope = model.predict(claims_in(example.text).text).in_scope
        side = in_scope if any(label in CATEGORIES for label in example.labels) else 1.0 - in_scope
        if side <= ON_THEIR_SIDE:
            light.add(example.id)
    return [replace(e, weight=e.weight * DISOWNED) if e.id in light else e for e in examples]
