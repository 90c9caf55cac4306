"""附件：看内容认类型，名字洗干净，加密存放，只给看得到工单和身份的人。"""

from __future__ import annotations

import io
import zipfile

import pytest

from complaint_store.db import attachments_store
from complaint_store.domain.errors import BadInput, NotFound
from complaint_store.domain.receipt import make
from complaint_store.services.add_material import add_material
from complaint_store.services.attachments import read_attachment, read_by_code, store_attachment
from complaint_store.services.file_types import safe_name, sniff
from complaint_store.services.reply import reply
from tests.complaint_store.office import (
    CLERK,
    GONGXIN,
    INSPECTOR,
    SUPERVISOR,
    Office,
    a_draft,
    a_sealed_draft,
    contact_of,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def package(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return data.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64 + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name", "extension"),
    [
        (b"\xff\xd8\xff\xe0" + b"\x00" * 16, "a.jpg", "jpg"),
        (PNG, "a.exe", "png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "webp"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 8, "a.heic", "heic"),
        (b"%PDF-1.7\n", "a.pdf", "pdf"),
        (package("[Content_Types].xml", "word/document.xml"), "a.docx", "docx"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", "xlsx"),
        (ole("WordDocument"), "a.doc", "doc"),
        (ole("Workbook"), "a.xls", "xls"),
        ("欠条：三万五千元。".encode(), "a.txt", "txt"),
        ("欠条：三万五千元。".encode("gb18030"), "a.txt", "txt"),
        (b"#!AMR\n" + b"\x00" * 8, "a.amr", "amr"),
        (b"ID3\x03" + b"\x00" * 16, "a.mp3", "mp3"),
        (b"\x00\x00\x00\x18ftypM4A " + b"\x00" * 8, "a.m4a", "m4a"),
    ],
)
def test_an_allowed_file_is_known_by_its_content(data: bytes, name: str, extension: str):
    found = sniff(data, name)
    assert found is not None and found[1] == extension


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00" + b"\x00" * 64,
        b"\x7fELF" + b"\x00" * 64,
        b"<html><script>alert(1)</script></html>",
        b"\xef\xbb\xbf<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        package("a.txt"),
        package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        ole("WordDocument") + "_VBA_PROJECT".encode("utf-16-le"),
        b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 8,
        b"PK\x03\x04broken",
        bytes(range(256)),
    ],
)
def test_anything_else_is_refused_in_a_sentence(office: Office, data: bytes):
    with pytest.raises(BadInput, match="这种文件收不了"):
        store_attachment(data, "合同.pdf", uow=office.uow, now=office.now)


def test_empty_and_too_large_are_refused_in_a_sentence(office: Office):
    with pytest.raises(BadInput, match="是空的"):
        store_attachment(b"", "a.pdf", uow=office.uow, now=office.now)
    with pytest.raises(BadInput, match="超过1 MB"):
        store_attachment(PNG + b"\x00" * 2**20, "a.png", uow=office.uow, now=office.now, max_bytes=2**20)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("C:\\我的\\合同.exe", "合同.png"),
        ("a\u202egnp.exe", "agnp.png"),
        ('x"; rm <y>.jpg', "x; rm y.png"),
        ("...", "附件.png"),
        ("长" * 300, "长" * 80 + ".png"),
    ],
)
def test_a_file_name_is_made_safe(given: str, kept: str):
    assert safe_name(given, "png") == kept


def keep(office: Office, data: bytes = PNG) -> str:
    return store_attachment(data, "温知秋的合同.png", uow=office.uow, now=office.now).attachment_id


def test_evidence_of_a_named_person_opens_for_who_may_know_the_person(office: Office):
    id_ = keep(office)
    ticket = office.a_ticket(a_draft(attachments=(id_,)))
    assert read_attachment(id_, actor=CLERK, uow=office.uow).data == PNG
    for actor in (SUPERVISOR, INSPECTOR, contact_of(GONGXIN)):
        with pytest.raises(NotFound):
            read_attachment(id_, actor=actor, uow=office.uow)
    (shown,) = office.view(ticket, SUPERVISOR).attachments
    assert shown.withheld and shown.file_name == "附件.png"
    unit = office.signed(ticket)
    assert read_attachment(id_, actor=unit, uow=office.uow).view.file_name == "温知秋的合同.png"


def test_an_attachment_belongs_to_no_ticket_until_it_is_filed(office: Office):
    id_ = keep(office)
    for actor in (CLERK, SUPERVISOR, INSPECTOR):
        with pytest.raises(NotFound):
            read_attachment(id_, actor=actor, uow=office.uow)


def test_an_unknown_attachment_in_a_draft_is_left_out(office: Office):
    ticket = office.a_ticket(a_draft(attachments=("no-such",)))
    assert office.view(ticket, CLERK).attachments == ()


def test_sealed_evidence_opens_for_the_inspector_alone(office: Office):
    from dataclasses import replace

    id_ = keep(office)
    office.file(replace(a_sealed_draft(), attachments=(id_,)), sealed_enabled=True)
    assert read_attachment(id_, actor=INSPECTOR, uow=office.uow).data == PNG
    with pytest.raises(NotFound):
        read_attachment(id_, actor=CLERK, uow=office.uow)


def test_its_reporter_opens_material_and_the_units_files_with_the_code(office: Office):
    ticket = office.a_ticket()
    unit = office.signed(ticket)
    mine, theirs, other = keep(office), keep(office, b"%PDF-1.7\n"), keep(office)
    add_material(ticket.receipt_code, "", attachments=(mine,), **office.at)
    reply(ticket.ticket_id, "见附件。", actor=unit, attachments=(theirs,), **office.at)
    for id_ in (mine, theirs):
        assert read_by_code(id_, ticket.receipt_code, uow=office.uow).data
    for id_, code in ((other, ticket.receipt_code), (mine, make("123451234512345"))):
        with pytest.raises(NotFound):
            read_by_code(id_, code, uow=office.uow)
    seen = office.progress(ticket)
    assert [a.attachment_id for a in seen.replies[0].attachments] == [theirs]
    assert [a.attachment_id for a in seen.materials[0].attachments] == [mine]


def test_a_package_that_unpacks_to_far_more_than_a_document_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "x")
        with made.open("word/document.xml", "w") as part:
            for _ in range(201):
                part.write(bytes(1024 * 1024))
    assert len(data.getvalue()) < 1024 * 1024
    assert sniff(data.getvalue(), "合同.docx") is None


def test_when_the_disk_is_nearly_full_files_are_refused_and_words_are_still_taken(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(attachments_store, "KEPT_FREE", 2**60)
    if office.uow.file is None:  # 数据库服务器自己看着盘
        assert store_attachment(PNG, "工地.png", uow=office.uow, now=office.now)
    else:
        with pytest.raises(BadInput, match="要说的话照样可以说"):
            store_attachment(PNG, "工地.png", uow=office.uow, now=office.now)
    assert office.progress(office.a_ticket()).number
