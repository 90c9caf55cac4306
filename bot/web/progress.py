"""查进度：凭查询码看时间线、答复，补充材料、评价、撤回；全部是普通表单，不用脚本。

The code travels in form bodies alone, never in an address, so it stays out of histories and logs.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from bot.pace import source_of
from bot.web.access import public
from bot.web.attachments import download
from bot.web.citizen import ACCEPT
from bot.web.render import house_of, page
from complaint_store.domain.errors import BadInput, MoveNotAllowed, NotFound
from complaint_store.services import attachments
from complaint_store.services.add_material import add_material
from complaint_store.services.progress import look_up
from complaint_store.services.rate import rate
from complaint_store.services.withdraw import withdraw


def counted(request: Request) -> None:
    """试码的次数: every form that carries a code counts, whatever the code turns out to be."""
    if request.method == "POST":
        house_of(request).code_pace.count(source_of(request))


router = APIRouter(
    prefix="/progress", include_in_schema=False, dependencies=[Depends(public), Depends(counted)]
)

NOT_FOUND = "没有查到这个码。请对照回执一位一位再看看；回执找不到了，可以在对话里说“转人工”，坐席帮您查。"
Code = Annotated[str, Form(max_length=100)]


@router.get("")
def ask_code(request: Request) -> Response:
    return page(request, "citizen/ask_code.html", code="", sentence="")


@router.post("")
def show(request: Request, code: Code = "") -> Response:
    return _shown(request, code)


@router.post("/material")
async def material(
    request: Request,
    code: Code = "",
    text: Annotated[str, Form()] = "",
    evidence: UploadFile | None = None,
) -> Response:
    """补充材料: words, a file, or both."""
    house = house_of(request)
    data, name = b"", ""
    if evidence is not None and evidence.filename:
        data, name = await evidence.read(house.settings.max_upload_bytes + 1), evidence.filename
    return await run_in_threadpool(_add, request, code, text.strip(), data, name)


def _add(request: Request, code: str, text: str, data: bytes, name: str) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        known = look_up(code, uow=uow, book=house.book, today=house.today())
    if known is None:
        return _shown(request, code)
    if not text and not data:
        return _shown(request, code, problem="请写几句话，或选一个文件，再点提交。")
    try:
        kept: tuple[str, ...] = ()
        if data:
            with house.database.unit_of_work() as uow:
                limit = house.settings.max_upload_bytes
                stored = attachments.store_attachment(data, name, uow=uow, now=house.now(), max_bytes=limit)
            kept = (stored.attachment_id,)
        with house.database.unit_of_work() as uow:
            add_material(code, text, uow=uow, book=house.book, now=house.now(), attachments=kept)
    except BadInput as reason:
        return _shown(request, code, problem=str(reason), typed=text)
    return _shown(request, code, done="材料已补充，承办单位会看到。")


@router.post("/rate")
def rate_it(
    request: Request,
    code: Code = "",
    solved: Annotated[str, Form(max_length=5)] = "",
    score: Annotated[str, Form(max_length=2)] = "",
    comment: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """评价; not solved means that it is done again."""
    house = house_of(request)
    if solved not in {"yes", "no"} or score not in {"1", "2", "3", "4", "5"}:
        return _shown(request, code, problem="请选“解决了”或“没解决”，再选一个分数。")
    try:
        with house.database.unit_of_work() as uow:
            rate(
                code, solved == "yes", int(score), uow=uow, book=house.book, now=house.now(), comment=comment
            )
    except NotFound:
        return _shown(request, code)
    except (BadInput, MoveNotAllowed) as reason:
        return _shown(request, code, problem=_sentence(reason))
    done = "谢谢您的评价。" if solved == "yes" else "已转回重新办理，新的期限见下面的时间线。"
    return _shown(request, code, done=done)


@router.post("/withdraw")
def withdraw_it(
    request: Request, code: Code = "", reason: Annotated[str, Form(max_length=2000)] = ""
) -> Response:
    house = house_of(request)
    try:
        with house.database.unit_of_work() as uow:
            withdraw(code, uow=uow, book=house.book, now=house.now(), reason=reason.strip())
    except NotFound:
        return _shown(request, code)
    except (BadInput, MoveNotAllowed) as fault:
        return _shown(request, code, problem=_sentence(fault))
    return _shown(request, code, done="已撤回。以后还可以重新反映。")


@router.post("/attachment/{attachment_id}")
def attachment(request: Request, attachment_id: str, code: Code = "") -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        return download(attachments.read_by_code(attachment_id, code, uow=uow))


def _sentence(fault: Exception) -> str:
    return str(fault) if isinstance(fault, BadInput) else "这件事的状态刚刚有变化，请看下面最新的进度。"


def _shown(request: Request, code: str, *, done: str = "", problem: str = "", typed: str = "") -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        found = look_up(code, uow=uow, book=house.book, today=house.today())
    if found is None:
        sentence = NOT_FOUND if code.strip() else "请把回执上的查询码写在下面。"
        return page(request, "citizen/ask_code.html", status=404, code=code, sentence=sentence)
    return page(
        request,
        "citizen/progress.html",
        status=400 if problem else 200,
        p=found,
        code=found.receipt_code,
        done=done,
        problem=problem,
        typed=typed,
        accept=ACCEPT,
    )
