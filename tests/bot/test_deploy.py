"""部署说明说的是真的：每项设置都写到了，验签的示例照抄能用，服务单元起的是有的命令。"""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from bot.senders.signature import sign
from bot.settings import PREFIX, Settings

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def test_every_setting_is_explained():
    text = (DEPLOY / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(rf"^#?({PREFIX}[A-Z_]+)=", text, flags=re.M))
    assert named == {PREFIX + name.upper() for name in Settings.__dataclass_fields__}


def test_the_sample_that_a_unit_copies_checks_our_signature():
    readme = (DEPLOY / "README.md").read_text(encoding="utf-8")
    sample = re.search(r"```python\n(.+?)```", readme, flags=re.S)
    assert sample is not None
    names: dict[str, Any] = {}
    exec(sample.group(1), names)  # noqa: S102  示例本身就是要试的东西
    body, now = '{"number": "工单"}'.encode(), int(time.time())
    check = names["is_from_chengsu"]
    assert check("secret", sign("secret", now, body), body)
    assert not check("other", sign("secret", now, body), body)
    assert not check("secret", sign("secret", now, body), body + b" ")
    assert not check("secret", sign("secret", now - 301, body), body)


def test_the_units_start_commands_that_exist():
    from bot.cli import COMMANDS

    known = {name for name, _ in COMMANDS}
    for unit in (DEPLOY / "systemd").glob("*.service"):
        started = re.findall(r"bin/chengsu ([a-z-]+)", unit.read_text(encoding="utf-8"))
        assert started
        assert set(started) <= known, unit.name
