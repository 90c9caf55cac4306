"""立单：一行来话怎样变成工单，哪些不收、为什么；同一行再导一次还是同一件。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from bot.importing.rows import Row
from complaint_store.db.database import Database
from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.errors import BadInput
from complaint_store.domain.reading import Kind, Matter, Reading
from complaint_store.domain.routing import Lane
from complaint_store.policy.book import RuleBook
from complaint_store.security.keys import Keyring
from complaint_store.services.file_complaint import file_complaint
from complaint_store.services.intake import take
from complaint_store.services.views import Filed
from nlu.sensitive import redact
from nlu.understand import Reader

CHANNEL = "hotline"


class Outcome(str, Enum):
    """一行的结果。"""

    FILED = "已立单"
    ALREADY = "上次已立单"
    READY = "可立单"  # 只在试运行时
    NOT_OURS = "不属受理范围"
    REFUSED = "拒收"


@dataclass(frozen=True, slots=True)
class Result:
    """一行的结果, with tickets or a reason; never the words of the complaint."""

    number: int
    id: str
    outcome: Outcome
    tickets: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What filing needs; `database` None is a trial run in which nothing is written."""

    book: RuleBook
    reader: Reader
    database: Database | None
    sealed_enabled: bool
    max_chars: int
    today: date


def file_row(row: Row, office: Intake, now: datetime) -> Result:
    """One row, whole or not at all."""
    identity = redact(row.id)
    if row.refused:
        return Result(row.number, identity, Outcome.REFUSED, reason=row.refused)
    text = f"{row.title}\n{row.text}" if row.title and row.title not in row.text else row.text
    if len(text) > office.max_chars:
        reason = f"有 {len(text)} 字，最多 {office.max_chars} 字，请分成几行"
        return Result(row.number, identity, Outcome.REFUSED, reason=reason)
    matters = office.reader.matters(text, row.day or office.today)
    ours = [matter for matter in matters if is_for_us(matter.reading)]
    if not ours:
        return Result(row.number, identity, Outcome.NOT_OURS, reason=why_not(matters[0].reading))
    drafts = [draft_of(matter, row) for matter in ours]
    if office.database is None:
        return Result(row.number, identity, Outcome.READY)
    try:
        filed = _file(drafts, row, office, office.database, now)
    except BadInput as refused:
        return Result(row.number, identity, Outcome.REFUSED, reason=str(refused))
    return _told(row.number, identity, filed, office.book)


def is_for_us(reading: Reading) -> bool:
    """A complaint of ours, or one of which a person must decide."""
    return reading.kind is Kind.COMPLAINT or (reading.abstain and reading.kind is not Kind.DIALOGUE)


def why_not(reading: Reading) -> str:
    return {
        Kind.OTHER_COMPLAINT: "是真实诉求，但不属政务失信，应转 12345 其他承办渠道",
        Kind.POLICY_QUESTION: "是政策咨询，不立单（chengsu ask 可答）",
        Kind.STATUS_QUERY: "是查进度，不立单",
    }.get(reading.kind, "没有听出诉求")


def draft_of(matter: Matter, row: Row) -> Draft:
    """The draft that the desk would show for this matter, with who called from the sheet's own columns."""
    draft = take(Draft(), matter.reading, matter.text).draft
    if row.name:
        draft = draft.with_field("reporter_name", Filled(row.name, row.name))
    if row.phone:
        draft = draft.with_field("phone", Filled(row.phone, row.phone))
    known = {"reporter_name", "phone", "contact"} & draft.fields.keys()
    return replace(draft, anonymous=not known)


def row_key(row: Row, keyring: Keyring) -> str:
    """The same row gives the same key on every run; the key tells nothing about the words."""
    content = "\0".join((row.id, row.phone, str(row.day or ""), row.title, row.text))
    return "import:" + keyring.index("import row", content).hex()


def _file(drafts: Sequence[Draft], row: Row, office: Intake, database: Database, now: datetime) -> Filed:
    with database.unit_of_work() as uow:
        return file_complaint(
            drafts,
            channel=CHANNEL,
            conversation=None,
            actor=None,
            uow=uow,
            book=office.book,
            now=now,
            key=row_key(row, database.keyring),
            sealed_enabled=office.sealed_enabled,
        )


def _told(number: int, identity: str, filed: Filed, book: RuleBook) -> Result:
    if not filed.tickets:
        doors = "、".join(book.doors[d].name for d in filed.doors if d in book.doors)
        reason = f"不立单，请告诉来话人：{doors}" if doors else filed.reason
        return Result(number, identity, Outcome.NOT_OURS, reason=reason)
    return Result(
        number,
        identity,
        Outcome.FILED if filed.is_new else Outcome.ALREADY,
        tickets=tuple(t.number for t in filed.tickets if t.lane is not Lane.SEALED),
        leads=tuple(t.lead_name for t in filed.tickets if t.lane is not Lane.SEALED),
    )
