"""审计：事件链有没有被改过、删过、插过；诉求还是不是立单时的那一件。"""

from __future__ import annotations

import json
from dataclasses import dataclass

from complaint_store.domain.complaint import Complaint
from complaint_store.security.keys import KeyProblem, Keyring
from complaint_store.services.ports import UnitOfWork

START = b"\x00" * 32


@dataclass(frozen=True, slots=True)
class ChainReport:
    """事件链核对结果。"""

    events: int
    intact: bool
    broken_at: int | None  # 第几条起对不上
    found: str  # 对不上的是什么
    head: str  # 链尾摘要，可抄录存档


def digest_of(complaint: Complaint, keyring: Keyring) -> str:
    """What the chain keeps of a complaint when it is filed: enough to tell later whether it is still the same."""
    who = complaint.reporter
    said = [complaint.id, complaint.text, complaint.channel, complaint.sealed]
    told = [who.name, who.phone, who.contact, who.id_card, who.consent] if who else []
    return keyring.token("complaint", json.dumps([said, told]))


def verify(*, uow: UnitOfWork) -> ChainReport:
    """Walk the whole chain and the complaints it vouches for."""
    with uow, uow.reading():
        count, head = uow.events.head()
        link, seq = START, 0
        digests: dict[str, str] = {}
        for stored in uow.events.links():
            seq += 1
            if stored.seq != seq:
                return _broken(seq - 1, seq, f"第{seq}条事件不见了", head)
            link = uow.keyring.chain(link, stored.content)
            if link != stored.hash:
                return _broken(seq, seq, f"第{seq}条事件的摘要对不上，这一条或之前的内容被改过", head)
            if stored.event is None:
                return _broken(seq, seq, f"第{seq}条事件的内容打不开", head)
            if stored.event.kind == "filed" and stored.event.complaint_id:
                digests[stored.event.complaint_id] = str(stored.event.payload.get("digest"))
        if (seq, link) != (count, head):
            return _broken(seq, seq + 1, f"链尾应有{count}条，实有{seq}条，末尾的事件被删过", head)
        return _complaints(uow, digests, seq, head)


def _complaints(uow: UnitOfWork, digests: dict[str, str], seq: int, head: bytes) -> ChainReport:
    seen: set[str] = set()
    try:
        for complaint in uow.complaints.walk():
            seen.add(complaint.id)
            if digests.get(complaint.id) != digest_of(complaint, uow.keyring):
                return _broken(seq, None, f"诉求 {complaint.id} 不是立单时的那一件", head)
    except KeyProblem:
        return _broken(seq, None, "有一件诉求的密文打不开，被改过", head)
    if missing := set(digests) - seen:
        return _broken(seq, None, f"有{len(missing)}件诉求被删除", head)
    return ChainReport(seq, True, None, "", head.hex())


def _broken(events: int, at: int | None, found: str, head: bytes) -> ChainReport:
    return ChainReport(events, False, at, found, head.hex())
