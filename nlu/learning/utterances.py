"""话语：读对话引擎的训练话语（Rasa YAML 3.1），引擎与本包学的是同一份。"""

from __future__ import annotations

from pathlib import Path

import yaml


def read_utterances(folder: Path) -> dict[str, list[str]]:
    """意图 → 话语, files in name order."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if "intent" not in block:
                continue
            lines = [line.strip()[1:].strip() for line in str(block["examples"]).splitlines() if line.strip()]
            found.setdefault(str(block["intent"]), []).extend(line for line in lines if line)
    return found
