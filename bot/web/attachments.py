"""附件怎样交给看的人：只作下载，不在我们的页面里打开。"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.web.access import allow
from bot.web.render import house_of
from bot.web.sessions import Visitor
from complaint_store.services.actors import Role
from complaint_store.services.attachments import AttachmentContent, read_attachment

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visitor, Depends(allow(Role.CLERK, Role.UNIT_CONTACT, Role.SUPERVISOR, Role.INSPECTOR))]


@router.get("/attachments/{attachment_id}")
def attachment(request: Request, attachment_id: str, visitor: Reader) -> Response:
    """Who may open it is decided by the service; what it may not show is 没有找到。"""
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        return download(read_attachment(attachment_id, actor=visitor.actor, uow=uow))


def download(content: AttachmentContent) -> Response:
    return Response(
        content.data,
        media_type=content.view.media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(content.view.file_name)}",
            "Cache-Control": "no-store",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
