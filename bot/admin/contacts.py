"""单位联系方式：邮箱、回调地址与签名密钥，试发一条；数据检查结果与没送到的通知也在这里。"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.admin.users import Administrator
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from bot.web.unit_choices import by_place
from complaint_store.delivery.notice import Notice
from complaint_store.domain.channel import MAIL, WEBHOOK
from complaint_store.domain.errors import BadInput, DeliveryDelayed, DeliveryRefused
from complaint_store.domain.ids import UnitId
from complaint_store.routing.reach import check_policy
from complaint_store.services.contacts import UnitContact, list_contacts, save_contact
from complaint_store.services.undeliverable import dead_letters, retry

router = APIRouter(prefix="/admin", include_in_schema=False)
Short = Annotated[str, Form(max_length=500)]


@router.get("/contacts")
def contacts(request: Request, visitor: Administrator, unit: str = "") -> Response:
    return _shown(request, visitor, unit)


@router.post("/contacts")
def save(
    request: Request, visitor: Administrator, unit: Short = "", email: Short = "", webhook_url: Short = "",
    renew: Short = "",
) -> Response:  # fmt: skip
    house = house_of(request)
    if UnitId(unit) not in house.book.units:
        return _shown(request, visitor, problem="请先选好单位。")
    try:
        with house.database.unit_of_work() as uow:
            secret = save_contact(
                UnitId(unit), actor=visitor.actor, uow=uow, book=house.book, now=house.now(),
                email=email.strip(), webhook_url=webhook_url.strip(), new_secret=renew == "yes",
            )  # fmt: skip
    except BadInput as reason:
        return _shown(request, visitor, unit, problem=str(reason))
    return _shown(request, visitor, unit, done="已保存。", secret=secret or "")


@router.post("/contacts/try")
def try_out(request: Request, visitor: Administrator, unit: Short = "", channel: Short = "") -> Response:
    """试发一条: through the same sender that notices use, with nothing of anybody in it."""
    house = house_of(request)
    known = _contact(request, visitor, unit)
    address = {MAIL: known.email, WEBHOOK: known.webhook_url}.get(channel, "") if known else ""
    sender = house.senders.get(channel)
    if known is None or not address:
        return _shown(request, visitor, unit, problem="这个单位还没有填这种联系方式，请先保存再试发。")
    if sender is None:
        return _shown(
            request, visitor, unit, problem="还没有配置发信服务器，请先按说明设置 CHENGSU_SMTP_HOST。"
        )
    payload = {
        "kind": "test", "title": "诚诉试发", "text": "这是一条试发的通知，收到即表示联系方式可用，不需要处理。",
        "ticket_id": "", "number": "", "unit": unit, "last_day": None,
    }  # fmt: skip
    key = f"test:{unit}:{house.now().isoformat(timespec='seconds')}"
    try:
        sender.send(Notice(key, "test", channel, address, payload, unit))
    except DeliveryDelayed:
        return _shown(request, visitor, unit, problem="对方现在不通，请过一会儿再试，或检查地址。")
    except DeliveryRefused:
        return _shown(request, visitor, unit, problem="对方不收，请检查地址和密钥后再试。")
    return _shown(request, visitor, unit, done="已试发，请对方看看收到没有。")


@router.get("/undeliverable")
def undeliverable(request: Request, visitor: Administrator) -> Response:
    return _letters(request, visitor)


@router.post("/undeliverable/{notice_id}/retry")
def send_again(request: Request, visitor: Administrator, notice_id: str) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        retry(notice_id, actor=visitor.actor, uow=uow, now=house.now())
    return _letters(request, visitor, done="已重新排队。")


@router.get("/data")
def data(request: Request, visitor: Administrator) -> Response:
    """规则数据检查 (`chengsu policy check`)."""
    house = house_of(request)
    return page(
        request,
        "admin/data.html",
        visitor=visitor,
        current="data",
        findings=check_policy(),
        book=house.book,
    )


def _contact(request: Request, visitor: Visitor, unit: str) -> UnitContact | None:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        return next((c for c in list_contacts(visitor.actor, uow=uow) if c.unit == unit), None)


def _letters(request: Request, visitor: Visitor, done: str = "") -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        letters = dead_letters(visitor.actor, uow=uow, book=house.book)
    return page(
        request,
        "admin/undeliverable.html",
        visitor=visitor,
        current="undeliverable",
        letters=letters,
        done=done,
    )


def _shown(
    request: Request, visitor: Visitor, unit: str = "", *, problem: str = "", done: str = "", secret: str = ""
) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        found = list_contacts(visitor.actor, uow=uow)
    return page(
        request,
        "admin/contacts.html",
        visitor=visitor,
        status=400 if problem else 200,
        current="contacts",
        contacts=found,
        units=by_place(house.book),
        unit_name=lambda id_: house.book.units[id_].name if id_ in house.book.units else str(id_),
        chosen=next((c for c in found if c.unit == unit), None),
        unit=unit,
        problem=problem,
        done=done,
        secret=secret,
    )
