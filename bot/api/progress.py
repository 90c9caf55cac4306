"""接口：凭查询码看进度，网页上的回执和别的程序用它画时间线。"""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import BaseModel, Field

from bot.pace import source_of
from bot.web.access import public_api
from bot.web.progress import NOT_FOUND
from bot.web.render import house_of
from bot.web.words import day, masked
from complaint_store.services.progress import look_up
from complaint_store.services.views import Progress, Step

router = APIRouter(prefix="/api", tags=["进度"], dependencies=[Depends(public_api)])


class CodeIn(BaseModel):
    receipt_code: str = Field(max_length=100, description="回执上的查询码，空格可有可无")


class StepOut(BaseModel):
    title: str
    at: str | None = Field(description="YYYY-MM-DD；未到的一步是最迟哪天")
    note: str
    clause: str
    done: bool


class ReplyOut(BaseModel):
    at: str
    unit_name: str
    text: str


class ProgressOut(BaseModel):
    receipt_code: str
    category: str | None
    category_name: str
    status: str
    status_text: str
    lead_name: str
    reason: str
    last_day: str | None
    days_left: int | None
    can_add_material: bool
    can_rate: bool
    steps: list[StepOut]
    replies: list[ReplyOut]


@router.post("/progress", summary="凭查询码看进度")
def progress(request: Request, body: CodeIn) -> ProgressOut:
    """A wrong code and one that never existed get the same 404 after the same work."""
    house = house_of(request)
    house.code_pace.count(source_of(request))
    with house.database.unit_of_work() as uow:
        found = look_up(body.receipt_code, uow=uow, book=house.book, today=house.today())
    if found is None:
        raise HTTPException(404, NOT_FOUND)
    return _out(found)


def _out(p: Progress) -> ProgressOut:
    return ProgressOut(
        receipt_code=p.receipt_code,
        category=p.category,
        category_name=p.category_name,
        status=p.status.value,
        status_text=p.status_text,
        lead_name=p.lead_name,
        reason=p.reason,
        last_day=p.last_day.isoformat() if p.last_day else None,
        days_left=p.days_left,
        can_add_material=p.can_add_material,
        can_rate=p.can_rate,
        steps=[_step(s) for s in p.steps],
        replies=[
            ReplyOut(at=r.at.isoformat(), unit_name=r.unit_name, text=masked(r.text)) for r in p.replies
        ],
    )


def _step(s: Step) -> StepOut:
    at = s.at.date() if isinstance(s.at, datetime) else s.at
    note = masked(s.note.replace(f"最迟{day(s.at)}", ""))  # 日期已在 at 里
    return StepOut(title=s.title, at=at.isoformat() if at else None, note=note, clause=s.clause, done=s.done)
