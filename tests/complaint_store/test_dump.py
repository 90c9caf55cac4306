"""导出整个库，也看不到是谁、说了什么、怎么答的、附件里有什么。"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import MetaData, Table, select

from complaint_store.db.tables import METADATA
from complaint_store.services.accounts import create_user, log_in
from complaint_store.services.actors import Role
from complaint_store.services.add_material import add_material
from complaint_store.services.answer_case import answer_case
from complaint_store.services.attachments import store_attachment
from complaint_store.services.contacts import save_contact
from complaint_store.services.conversations import open_conversation, receive, record_replies
from complaint_store.services.hand_over import hand_over
from complaint_store.services.rate import rate
from complaint_store.services.reassign import reassign
from complaint_store.services.reply import reply
from complaint_store.services.return_to_desk import return_to_desk
from tests.complaint_store.office import CLERK, GONGXIN, WORDS, Office, a_draft, a_sealed_draft

SECRETS = (
    "温知秋", "19900000001", "wenzhiqiu88", "档案楼", "350000", "35万", "盟财政局", "caizheng", "巴彦浩特",
    "郝科长", "rent_seeking", "合同在附件里", "欠款属实", "不归我单位", "只说在办", "坐席悄悄话", "机器人的话",
    "telegram-chat-4711", "banshi@example.cn", "oa.example.cn", "zuoxi01", "坐席甲本人", "沙枣花开",
    "秘密文件内容", "欠条照片", "已经记下的要素",
)  # fmt: skip


def everything_happens(office: Office) -> list[str]:
    """One of each thing that is ever stored; what it hands back are the secrets made on the way."""
    how = {"uow": office.uow, "now": office.now}
    address = {"email": "banshi@example.cn", "webhook_url": "https://oa.example.cn/in"}
    save_contact(GONGXIN, **address, book=office.book, actor=None, **how)
    create_user("zuoxi01", "沙枣花开-0604-东风", Role.CLERK, display_name="坐席甲本人", actor=None, **how)
    entered = log_in("zuoxi01", "沙枣花开-0604-东风", "10.9.8.7", **how)
    talk = open_conversation("telegram", "telegram-chat-4711", **how)
    message = receive(talk, "m1", WORDS, [], **how)
    record_replies(message.message_id, [{"text": "机器人的话"}], {"filled": "已经记下的要素"}, **how)
    file = store_attachment("秘密文件内容".encode(), "欠条照片.txt", conversation=talk, **how)
    ticket = office.a_ticket(a_draft(attachments=(file.attachment_id,)), conversation=talk)
    office.a_ticket(a_sealed_draft(), sealed_enabled=True)
    unit = office.signed(ticket)
    return_to_desk(ticket.ticket_id, "不归我单位。", "", actor=unit, **office.at)
    reassign(ticket.ticket_id, GONGXIN, "仍由你单位办理。", actor=CLERK, **office.at)
    unit = office.asked(ticket)
    add_material(ticket.receipt_code, "合同在附件里。", **office.at)
    reply(ticket.ticket_id, "欠款属实，本周付清。", actor=unit, **office.at)
    rate(ticket.receipt_code, False, 2, comment="只说在办", **office.at)
    case = hand_over(talk, "human", state={"filled": "已经记下的要素"}, **how)
    answer_case(case, "坐席悄悄话", actor=CLERK, **how)
    return [ticket.receipt_code.replace(" ", ""), entered.token, entered.session.csrf_token]


def seen_in(dump: bytes, secrets: list[str]) -> list[str]:
    forms = {
        s: (s.encode(), s.encode("utf-16-le"), s.encode("gb18030"), ascii(s)[1:-1].encode()) for s in secrets
    }
    return [secret for secret, written in forms.items() if any(form in dump for form in written)]


def dump_of(office: Office, tmp_path: Path) -> bytes:
    """The bytes of the files, the log beside them too; on a server, every column as it is stored."""
    engine = office.database.engine
    if engine.dialect.name == "sqlite":
        files = sorted(tmp_path.glob("store.sqlite3*"))
        assert any(f.name.endswith("-wal") for f in files)
        return b"".join(f.read_bytes() for f in files)
    stored = b""
    with engine.connect() as connection:
        for table in METADATA.sorted_tables:
            raw = Table(table.name, MetaData(), autoload_with=connection)
            for row in connection.execute(select(raw)):
                stored += b"|".join(bytes(v) if isinstance(v, bytes) else str(v).encode() for v in row)
    return stored


def test_a_dump_shows_no_identity_no_words_no_values_no_answers(office: Office, tmp_path: Path):
    made = everything_happens(office)
    dump = dump_of(office, tmp_path)
    assert seen_in(dump, [*SECRETS, *made]) == []
    assert b"20261102-000001" in dump, "编号是明的，可见导出的确是这个库"


def test_the_keys_lie_outside_the_database(office: Office, tmp_path: Path):
    everything_happens(office)
    dump = dump_of(office, tmp_path)
    for file in (tmp_path / "keys").iterdir():
        key = file.read_text(encoding="ascii").strip()
        assert key.encode() not in dump and bytes.fromhex(key) not in dump
