"""工单里整体存放的部分：分派结果、期限、要素与 JSON 之间的转换。"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.complaint import Complaint, Extension, Reporter, Ticket
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.ids import ComplaintId, ConversationId, MatrixRowId, UnitId, UserId
from complaint_store.domain.routing import Accused, AccusedKind, Exclusion, Lane, Level, RoutingDecision


def complaint_body(complaint: Complaint) -> dict[str, Any]:
    who = complaint.reporter
    return {
        "text": complaint.text,
        "conversation": complaint.conversation,
        "filed_by": complaint.filed_by,
        "reporter": who
        and {
            "name": who.name,
            "phone": who.phone,
            "contact": who.contact,
            "id_card": who.id_card,
            "consent": who.consent,
        },
    }


def complaint_from(row: Any) -> Complaint:
    body = row.body
    return Complaint(
        id=ComplaintId(row.id),
        text=body["text"],
        channel=row.channel,
        filed_at=row.filed_at,
        reporter=Reporter(**body["reporter"]) if body["reporter"] else None,
        conversation=ConversationId(body["conversation"]) if body["conversation"] else None,
        filed_by=UserId(body["filed_by"]) if body["filed_by"] else None,
        sealed=row.sealed,
    )


def ticket_body(ticket: Ticket) -> dict[str, Any]:
    extension = ticket.extension
    return {
        "code": ticket.receipt_code,
        "text": ticket.text,
        "category": ticket.category,
        "subtype": ticket.subtype,
        "marks": sorted(ticket.marks),
        "fields": {name: dict(value) for name, value in ticket.fields.items()},
        "area": ticket.area,
        "accused": [
            ticket.accused.kind.value,
            ticket.accused.level.value,
            ticket.accused.unit,
            ticket.accused.name,
        ],
        "confidence": ticket.confidence,
        "abstained": ticket.abstained,
        "decision": decision_json(ticket.decision),
        "deadlines": [deadline_json(d) for d in ticket.deadlines],
        "extension": extension
        and [extension.last_day.isoformat(), extension.reason, extension.asked_at.isoformat()],
        "respondent": [_moment(ticket.respondent_asked_at), _moment(ticket.respondent_stated_at)],
    }


def decision_json(decision: RoutingDecision) -> dict[str, Any]:
    return {
        "lead": decision.lead,
        "supporting": list(decision.supporting),
        "lane": decision.lane.value,
        "respondent": decision.respondent,
        "excluded": [[x.unit, x.reason, x.clause.doc, x.clause.clause] for x in decision.excluded],
        "basis": [[c.doc, c.clause] for c in decision.basis],
        "reason": decision.reason,
        "row": decision.row,
        "matrix_version": decision.matrix_version,
        "doors": list(decision.doors),
    }


def decision_from(data: dict[str, Any]) -> RoutingDecision:
    return RoutingDecision(
        lead=UnitId(data["lead"]) if data["lead"] else None,
        supporting=tuple(UnitId(u) for u in data["supporting"]),
        lane=Lane(data["lane"]),
        respondent=UnitId(data["respondent"]) if data["respondent"] else None,
        excluded=tuple(Exclusion(UnitId(u), why, ClauseRef(doc, cl)) for u, why, doc, cl in data["excluded"]),
        basis=tuple(ClauseRef(doc, clause) for doc, clause in data["basis"]),
        reason=data["reason"],
        row=MatrixRowId(data["row"]) if data["row"] else None,
        matrix_version=data["matrix_version"],
        doors=tuple(data["doors"]),
    )


def deadline_json(deadline: Deadline) -> dict[str, Any]:
    return {
        "id": deadline.id,
        "name": deadline.name,
        "last_day": deadline.last_day.isoformat() if deadline.last_day else None,
        "basis": [deadline.basis.doc, deadline.basis.clause],
        "provisional": deadline.provisional,
        "evidence": deadline.evidence,
        "shown": deadline.shown,
    }


def deadline_from(data: dict[str, Any]) -> Deadline:
    last_day = data["last_day"]
    return Deadline(
        id=data["id"],
        name=data["name"],
        last_day=date.fromisoformat(last_day) if last_day else None,
        basis=ClauseRef(*data["basis"]),
        provisional=data["provisional"],
        evidence=data["evidence"],
        shown=data["shown"],
    )


def extension_from(data: list[str] | None) -> Extension | None:
    if not data:
        return None
    return Extension(date.fromisoformat(data[0]), data[1], datetime.fromisoformat(data[2]))


def respondent_from(body: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
    """When the debtor was asked for its statement and when it gave one; tickets of before know neither."""
    asked, stated = body.get("respondent") or (None, None)
    return datetime.fromisoformat(asked) if asked else None, datetime.fromisoformat(
        stated
    ) if stated else None


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def accused_from(data: list[Any]) -> Accused:
    kind, level, unit, name = data
    return Accused(AccusedKind(kind), Level(level), UnitId(unit) if unit else None, name)
