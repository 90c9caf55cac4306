"""固定的话：动作说得出的每一句都在 domain/responses.yml，那里没有一句是没人说的；按钮都认得。"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from bot.payloads import BUTTON

ROOT = Path(__file__).resolve().parents[2]


def spoken() -> set[str]:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").glob("*.py"))
    return set(re.findall(r'"(utter_[a-z_]+)"', code))


def written() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = yaml.safe_load(
        (ROOT / "domain" / "responses.yml").read_text("utf-8")
    )["responses"]
    return found


def test_every_sentence_is_written_down_and_said_somewhere():
    assert spoken() == set(written())


def test_sentences_are_calm_without_exclamation_marks_or_emoji():
    for name, variants in written().items():
        for variant in variants:
            assert not re.search(r"[!！]|[\U0001f300-\U0001faff]", variant["text"]), name


def test_every_button_the_actions_show_may_reach_the_engine():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").glob("*.py"))
    payloads = set(re.findall(r'"(/[a-z_]+)"', code))
    assert payloads
    assert all(BUTTON.fullmatch(payload) for payload in payloads)


def test_every_action_of_the_domain_has_its_task_and_the_reverse():
    from actions.executor import TASKS

    listed = yaml.safe_load((ROOT / "domain" / "form.yml").read_text("utf-8"))["actions"]
    assert sorted(listed) == sorted(task.task for task in TASKS)
