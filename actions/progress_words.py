"""办到哪一步：在谁手里，最迟哪天，最后答复了什么，念给本人听。"""

from __future__ import annotations

from complaint_store.services.views import Progress
from complaint_store.services.words import day_text

SHOWN = 3


def progress_of_all(found: tuple[Progress, ...]) -> str:
    """The newest few, one after the other."""
    return "\n\n".join(progress_words(progress) for progress in found[:SHOWN])


def progress_words(progress: Progress) -> str:
    """Where it stands, who has it, by when, and what was answered last."""
    lines = [
        f"{progress.receipt_code}　{progress.category_name}",
        f"现在：{progress.status_text}（{progress.lead_name}）",
    ]
    if progress.last_day:
        lines.append(f"最迟 {day_text(progress.last_day)}")
    if any(not ask.answered for ask in progress.asks):
        ask = next(ask for ask in progress.asks if not ask.answered)
        lines.append(f"{ask.unit_name}请您补充：{ask.text}")
    if progress.replies:
        reply = progress.replies[-1]
        lines.append(f"{reply.unit_name}答复：{reply.text}")
    return "\n".join(lines)
