"""模型文件：读进来、对一对是不是这一版程序学出来的；不配的说清发现什么、应为什么、在哪个文件。

A model is figures without a memory of the program that made them: its sizes must be those of today's labels and rules.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

Sizes = tuple[int, ...]


class ModelMissing(FileNotFoundError):
    """模型文件不在: names the file and the command that makes it."""


class ModelMismatch(ValueError):
    """模型与程序不配: made by another version of the program, or damaged."""

    def __init__(self, found: str, expected: str, where: str = "") -> None:
        at = f"{where}: " if where else ""
        super().__init__(f"{at}found {found}, expected {expected}; run make setup")
        self.found, self.expected, self.where = found, expected, where

    def within(self, path: Path) -> ModelMismatch:
        """The same, with the file named."""
        return ModelMismatch(self.found, self.expected, str(path))


def read_arrays(path: Path) -> dict[str, np.ndarray]:
    """npz without pickle; anything else is not a model of ours."""
    try:
        with np.load(path, allow_pickle=False) as data:
            return {name: data[name] for name in data.files}
    except (ValueError, EOFError, AttributeError, TypeError, zipfile.BadZipFile) as error:
        raise ModelMismatch(
            "a file that cannot be read", "an npz written by nlu/train.py", str(path)
        ) from error


def must_fit(parts: Mapping[str, np.ndarray], expected: Mapping[str, Sizes]) -> None:
    """Every array there, each in the size that the program works with."""
    missing = sorted(name for name in expected if name not in parts)
    if missing:
        raise ModelMismatch(f"no array {', '.join(missing)}", f"the arrays {', '.join(sorted(expected))}")
    for name, sizes in expected.items():
        if parts[name].shape != sizes:
            raise ModelMismatch(f"{name} of {_written(parts[name].shape)}", f"{name} of {_written(sizes)}")


def _written(sizes: Sizes) -> str:
    return "×".join(map(str, sizes)) or "one number"
