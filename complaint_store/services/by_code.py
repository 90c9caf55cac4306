"""凭查询码办事：码对才有工单；不对的和不存在的，做同样的事、得同样的结果。"""

from __future__ import annotations

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.errors import NotFound
from complaint_store.domain.receipt import LENGTH, normalise
from complaint_store.services.ports import UnitOfWork

NEVER_ISSUED = "0" * (LENGTH - 1) + "1"  # 校验位不对，永远不会发出


def ticket_by_code(code: str, uow: UnitOfWork, *, lock: bool = False) -> Ticket | None:
    """One index, one query, one opening of a ciphertext, whatever was typed."""
    ticket = uow.tickets.by_receipt(normalise(code) or NEVER_ISSUED, lock=lock)
    if ticket is None:
        uow.keyring.open("decoy", uow.keyring.seal("decoy", b"\x00" * 1024))
    return ticket


def must_open(code: str, uow: UnitOfWork) -> Ticket:
    ticket = ticket_by_code(code, uow, lock=True)
    if ticket is None:
        raise NotFound("no such receipt code")
    return ticket
