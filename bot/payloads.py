"""按钮与命令：哪些以斜线开头的话可以直接交给引擎，其余的都当平常的话。"""

from __future__ import annotations

import re

BUTTON = re.compile(
    r"/(?:greet|report|inform|affirm|deny|correct|skip|cancel|restart|ask_policy|ask_status|human|anonymous"
    r'|identified|help|thanks|goodbye|submit)(?:\{"choice": "[0-9A-Za-z_.]{1,40}"\})?'
)
COMMANDS = {"/start": "/greet", "/status": "/ask_status"}
ALONE = "/inform"  # 只传了材料，没有说话


def for_engine(text: str, attachments: tuple[str, ...], longest: int) -> str:
    """The words as the engine may see them: a known button as it is, anything else never as a command."""
    said = "".join(ch if ch.isprintable() or ch in "\n\t" else " " for ch in text).strip()
    if not said:
        return ALONE if attachments else ""
    command, _, rest = said.partition(" ")
    if command in COMMANDS:
        return f"查进度 {rest}" if rest and command == "/status" else COMMANDS[command]
    if BUTTON.fullmatch(said):
        return said
    return said.lstrip("/").strip()[:longest] or "？"
