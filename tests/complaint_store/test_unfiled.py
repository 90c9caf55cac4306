"""传上来没有提交的材料过些日子删掉；立了单的、坐席还开着的，一样也不少。"""

from __future__ import annotations

from complaint_store.domain.ids import ConversationId
from complaint_store.services.answer_case import close_case
from complaint_store.services.attachments import store_attachment
from complaint_store.services.audit import verify
from complaint_store.services.conversations import open_conversation
from complaint_store.services.hand_over import hand_over
from complaint_store.services.unfiled import KEPT_UNFILED, remove_unfiled
from tests.complaint_store.office import CLERK, Office, a_draft

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def uploaded(office: Office, conversation: ConversationId | None = None) -> str:
    kept = store_attachment(PNG, "合同.png", uow=office.uow, now=office.now, conversation=conversation)
    return kept.attachment_id


def there(office: Office, *ids: str) -> list[str]:
    with office.uow as uow, uow.reading():
        return sorted(row.id for row in uow.attachments.known(ids))


def tidied(office: Office) -> int:
    return remove_unfiled(uow=office.uow, now=office.now)


def test_what_was_never_filed_goes_after_the_days_kept_and_not_before(office: Office):
    id_ = uploaded(office)
    office.now += KEPT_UNFILED
    assert tidied(office) == 0 and there(office, id_) == [id_]
    office.later(minutes=1)
    assert tidied(office) == 1 and there(office, id_) == []
    assert tidied(office) == 0


def test_what_was_filed_stays_with_its_ticket(office: Office):
    filed, forgotten = uploaded(office), uploaded(office)
    ticket = office.a_ticket(a_draft(attachments=(filed,)))
    office.now += 2 * KEPT_UNFILED
    assert tidied(office) == 1
    assert there(office, filed, forgotten) == [filed]
    assert [a.attachment_id for a in office.view(ticket, CLERK).attachments] == [filed]


def test_what_a_clerk_still_has_open_stays_until_it_is_closed(office: Office):
    talk = open_conversation("web", None, uow=office.uow, now=office.now)
    id_ = uploaded(office, talk)
    case = hand_over(talk, "human", uow=office.uow, now=office.now)
    office.now += 2 * KEPT_UNFILED
    assert tidied(office) == 0
    close_case(case, actor=CLERK, uow=office.uow, now=office.now)
    assert tidied(office) == 1 and there(office, id_) == []


def test_the_log_says_how_many_and_its_chain_holds(office: Office):
    uploaded(office)
    uploaded(office)
    office.now += 2 * KEPT_UNFILED
    assert tidied(office) == 2
    assert verify(uow=office.uow).intact
