"""办件人先要看到的：自上次答复以来，督办、诉求人、被诉单位和坐席对这张工单说了什么。"""

from __future__ import annotations

from collections.abc import Sequence

from complaint_store.services.views import EventView

PRESSING = frozenset({"urged", "rated", "redone", "extension_refused"})  # 放在最前，看过再往下办
TOLD = frozenset({"material", "statement_given", "extension_approved"})


def since_the_last_reply(events: Sequence[EventView]) -> tuple[EventView, ...]:
    """What others said since this unit last answered; what it has answered stands in the history alone."""
    replied = max((n for n, e in enumerate(events) if e.kind == "replied"), default=-1)
    return tuple(e for e in events[replied + 1 :] if e.kind in PRESSING | TOLD and e.text)
