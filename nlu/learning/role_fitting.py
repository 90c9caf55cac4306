"""训练金额身份模型：由自有语料的标注得出 nlu/data/model/amount_roles.npz，同样的输入得到逐字节相同的文件。

`python -m nlu.learning.role_fitting` learns from the training files alone; n-grams seen beside fewer than two amounts are left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from nlu.learning.examples import is_held_out
from nlu.money.amounts import amounts_in
from nlu.money.role_model import FILE, ROLES, features_of, fingerprint
from nlu.text import fold_speech
from nlu.train import CORPUS, save

FEWEST = 2
STRENGTH = 0.3  # 逻辑回归的 C

Row = tuple[set[str], str, str]


def annotated_amounts(folder: Path) -> Iterator[Row]:
    """特征、身份、来话编号 of every annotated amount with a role."""
    for path in sorted(folder.glob("*.jsonl")):
        if is_held_out(path):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            message = json.loads(line)
            labels = [one for one in message.get("fields", ()) if one["type"] == "amount" and one.get("role")]
            if labels:
                yield from _rows(message["id"], message["text"], labels)


def _rows(name: str, text: str, labels: list[dict[str, object]]) -> Iterator[Row]:
    normal = fold_speech(text)
    found = amounts_in(normal.text)
    spans = [normal.span(money.start, money.end) for money in found]
    for label in labels:
        for place, (money, (start, end)) in enumerate(zip(found, spans, strict=True)):
            if start < int(str(label["end"])) and int(str(label["start"])) < end:
                seen = features_of(normal.text, money.start, money.end, money.low, place, len(found))
                yield seen, str(label["role"]), name
                break


def fitted(rows: list[Row]) -> dict[str, np.ndarray]:
    """键、权重、截距 of the model."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(fingerprint(feature) for seen, _, _ in rows for feature in seen)
    keys = np.array(sorted(key for key, count in counts.items() if count >= FEWEST), dtype=np.uint32)
    column = {int(key): place for place, key in enumerate(keys)}
    cells = [
        (row, column[fingerprint(feature)])
        for row, (seen, _, _) in enumerate(rows)
        for feature in sorted(seen)
        if fingerprint(feature) in column
    ]
    where = tuple(np.array(cells).T)
    matrix = csr_matrix((np.ones(len(cells)), where), shape=(len(rows), len(keys)))
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(matrix, [ROLES.index(role) for _, role, _ in rows])
    return {
        "keys": keys,
        "weights": model.coef_.T.round(3).astype(np.float32),
        "bias": model.intercept_.round(3).astype(np.float32),
    }


def main() -> int:
    rows = list(annotated_amounts(CORPUS))
    save(FILE, fitted(rows))
    print(f"金额 {len(rows)} 个，写入 {FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
