"""提交之后说给诉求人的话：转给了谁、最迟哪天、依据哪一条；拿不准就说拿不准，同一个意思只说一遍。"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.routing import RoutingDecision
from complaint_store.policy.book import RuleBook
from complaint_store.services.words import day_text, unit_name

# 到那一天单位该做完的事，说成对诉求人的话；没有列在这里的照期限表的名称
DONE_BY: Mapping[str, str] = {
    "sme_payment.handle": "书面答复您",
    "petition.close": "办结并答复您",
    "petition.notify": "书面告知您",
    "procurement.decide": "作出处理决定",
    "bidding.decide": "作出处理决定",
    "hotline.close": "答复您",
}
NO_DAY = "条文没有规定几天办完，有进展就在这里告诉您。"
AT_DESK = "由谁办、最迟哪天答复，定下来就在这里告诉您。"
ALREADY_SENT = frozenset({"labour_inspection"})  # 单子就是交给它的
CLOCKS = 2
_OWN_CLOCK = re.compile(r"[日年期]内|时限|期限")
_ASIDE = re.compile(r"（[^）]*）$")


def forwarded(lead: str, deadlines: Sequence[Deadline]) -> str:
    """已转给盟工信局，最迟 2026年12月22日（星期二）前书面答复您（《保障中小企业款项支付条例》第二十五条）。"""
    dated = _dated(deadlines)
    if not dated:
        return f"已转给{lead}。{NO_DAY}"
    return f"已转给{lead}，{_by(dated[-1])}。"


def after_filing(decision: RoutingDecision, deadlines: Sequence[Deadline], book: RuleBook) -> str:
    """The whole of it, one idea a line."""
    if decision.lead is None:
        why = decision.reason.split("。")[0].replace("人工", "值班员")
        dated = [_by(d) for d in _dated(deadlines)]
        return "\n".join([f"{why}。", *(f"{words}。" for words in dated), *_kept_out(decision), AT_DESK])
    lines = [forwarded(unit_name(decision.lead, book), deadlines)]
    earlier = [_by(d) for d in _dated(deadlines)[:-1]]
    if earlier:
        lines.append(f"在此之前，{'；'.join(earlier)}。")
    if decision.supporting:
        lines.append(f"{'、'.join(unit_name(u, book) for u in decision.supporting)}配合。")
    return "\n".join([*lines, *_kept_out(decision), *_own_clocks(decision, book)])


def after_reassigning(ticket: Ticket, book: RuleBook) -> str:
    """您反映的事项（…）已转给…: one sentence for the reporter."""
    return f"您反映的事项（{ticket.number}）{forwarded(unit_name(ticket.lead, book), ticket.deadlines)}"


def _own_clocks(decision: RoutingDecision, book: RuleBook) -> list[str]:
    """质疑、异议、复议过了日子就不能再提：本人自己要赶的时限，交上去的时候就提醒。"""
    doors = [book.doors[id_] for id_ in decision.doors if id_ in book.doors]
    says = [d.says for d in doors if d.verified and d.id not in ALREADY_SENT and _OWN_CLOCK.search(d.says)]
    return [f"另外提醒您时限：{''.join(says[:CLOCKS])}"] if says else []


def _dated(deadlines: Sequence[Deadline]) -> list[Deadline]:
    """What is promised to the person with a day, the nearest first."""
    return sorted((d for d in deadlines if d.last_day and d.shown), key=lambda d: str(d.last_day))


def _by(deadline: Deadline) -> str:
    what = DONE_BY.get(deadline.id) or _ASIDE.sub("", deadline.name)
    day = day_text(deadline.last_day) if deadline.last_day else ""
    doubt = "；放假安排公布后可能调整" if deadline.provisional else ""
    doubt += "" if deadline.evidence == "full_text" else "；条文待核"
    return f"最迟 {day}前{what}（{deadline.basis}{doubt}）"


def _kept_out(decision: RoutingDecision) -> list[str]:
    """Who keeps away, so that the person need not fear it."""
    return ["；".join(x.reason for x in decision.excluded) + "。"] if decision.excluded else []
