"""坐席立单：贴进转写稿，读成草稿，核对改正，登记成工单。

Nothing is kept between the steps: the transcript travels in the form, and only filing writes.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from bot.assembly import House
from bot.desk.draft_form import MatterForm, nameless, read_matters, with_changes
from bot.desk.marks import Marked, marks_of, segments
from bot.desk.queue import read_queue, started
from bot.web.access import allow
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.errors import BadInput, NotAllowed
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.reading import Kind
from complaint_store.domain.routing import Lane, RoutingDecision
from complaint_store.policy.book import Door
from complaint_store.policy.deadlines import deadlines_for
from complaint_store.routing.route import route
from complaint_store.routing.subject import subject_of_draft
from complaint_store.services.actors import Role
from complaint_store.services.answer_case import case_view
from complaint_store.services.earlier_calls import earlier_calls
from complaint_store.services.file_complaint import file_complaint
from complaint_store.services.triage import triage
from nlu.caller import caller_of
from nlu.retrieval.result import PolicyAnswer
from nlu.transcripts import citizen_words

router = APIRouter(prefix="/desk/intake", include_in_schema=False)
Clerk = Annotated[Visitor, Depends(allow(Role.CLERK))]
CALLER = "who-"
QUESTION = 500  # 字
LANES = {
    Lane.ORDINARY: "普通工单",
    Lane.SEALED: "密件，只有纪检监察能看到",
    Lane.DESK: "待人工分派",
    Lane.REDIRECT: "告知法定途径，不立单",
}
MAY_NOTE = frozenset({Lane.ORDINARY, Lane.DESK})  # 密件和只告知途径的话，不记到别的工单上


@dataclass(frozen=True, slots=True)
class Proposal:
    """一件事的草稿、建议的去向和期限。"""

    form: MatterForm
    decision: RoutingDecision
    deadlines: tuple[Deadline, ...]
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """来话人只是问规定: the question as a clerk may search it, and what the clauses say."""

    question: str
    answer: PolicyAnswer


@router.post("")
async def intake(request: Request, visitor: Clerk) -> Response:
    """`step`: read (贴进来的新稿), check (改过，再看去向), file (登记)."""
    posted = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_intake, request, visitor, posted)


def _intake(request: Request, visitor: Visitor, posted: Mapping[str, str]) -> Response:
    house = house_of(request)
    text = posted.get("text", "").strip()
    problem = _problem_with(text, house)
    if problem:
        kept = text[: house.settings.max_message_chars]
        return started(request, visitor, transcript=kept, problem=problem)
    step = posted.get("step", "read")
    forms = read_matters(house.reader.matters(text, house.today()), text, house.book)
    if step != "read":
        forms = [
            with_changes(f, _fields_of(posted, f.number), house.reader, house.book, house.today())
            for f in forms
        ]
    ready = step == "file" and not any(f.problems for f in forms if f.included)
    if ready:
        try:
            return _file(request, visitor, posted, [f for f in forms if f.included])
        except (BadInput, NotAllowed) as reason:
            problem = (
                str(reason) if isinstance(reason, BadInput) else "这个单位须回避，请另选承办单位后再登记。"
            )
    return _show(request, visitor, posted, forms, problem)


def _problem_with(text: str, house: House) -> str:
    limit = house.settings.max_message_chars
    if not text:
        return "请先把通话转写稿或来话原文贴在框里，再点“读一读”。"
    if len(text) > limit:
        return f"这份稿子有{len(text)}字，请分成几份，每份不超过{limit}字。"
    return ""


def _fields_of(posted: Mapping[str, str], number: int) -> dict[str, str]:
    """What was posted for one matter, with what was posted once for the caller of all of them."""
    prefix = f"m{number}-"
    found = {key[len(prefix) :]: value for key, value in posted.items() if key.startswith(prefix)}
    found.setdefault("include", "no" if found else "yes")
    caller = {key[len(CALLER) :]: value for key, value in posted.items() if key.startswith(CALLER)}
    return found | caller


def propose(form: MatterForm, text: str, house: House) -> Proposal:
    """Where this would go now, and by when: as `chengsu triage` says until the clerk corrects something."""
    book, sealed = house.book, house.settings.sealed_lane
    as_read = None if form.touched else triage(text, form.matter.reading, book, house.today(), sealed)
    if as_read is not None and as_read.decision is not None:
        decision, periods = as_read.decision, as_read.deadlines
    else:
        subject = subject_of_draft(form.draft, book)
        decision = route(subject, book, sealed)
        periods = deadlines_for(decision, house.today(), book)
    doors = tuple(book.doors[d] for d in decision.doors if d in book.doors)
    return Proposal(form, decision, periods, doors)


def _show(
    request: Request, visitor: Visitor, posted: Mapping[str, str], forms: list[MatterForm], problem: str
) -> Response:
    house = house_of(request)
    text = posted["text"].strip()
    fields = [f for form in forms for f in form.matter.reading.fields]
    evidence = [
        span for form in forms for guess in form.matter.reading.categories[:1] for span in guess.evidence
    ]
    proposals = [propose(form, text, house) for form in forms]
    bad = problem or any(f.problems for f in forms)
    with house.database.unit_of_work() as uow:
        earlier = earlier_calls(
            [f.draft for f in forms], actor=visitor.actor, uow=uow, book=house.book, now=house.now()
        )
    return page(
        request,
        "desk/intake.html",
        visitor=visitor,
        status=400 if bad and posted.get("step") == "file" else 200,
        queue=read_queue(request, visitor),
        current="",
        text=text,
        segments=segments(text, [*marks_of(fields), *_name_marks(text)], evidence),
        earlier=earlier,
        asked=_asked(forms, house),
        may_note=len(proposals) == 1 and proposals[0].decision.lane in MAY_NOTE,
        proposals=proposals,
        problem=problem,
        key=posted.get("key") or uuid.uuid4().hex,
        case=posted.get("case", ""),
        lanes=LANES,
        **choices(house),
    )


def _name_marks(text: str) -> list[Marked]:
    span = caller_of(text).span
    return [Marked("reporter_name", *span)] if span else []


def _asked(forms: list[MatterForm], house: House) -> Asked | None:
    for form in forms:
        if form.matter.reading.kind is Kind.POLICY_QUESTION:
            question = " ".join(citizen_words(form.matter.text).split())[:QUESTION]
            return Asked(question, house.library.answer(question, house.today()))
    return None


def choices(house: House) -> dict[str, Any]:
    """What a clerk may choose from."""
    return {
        "categories": list(house.book.categories.values()),
        "units": sorted(house.book.units.values(), key=lambda u: (u.level.value, u.name)),
        "unit_name": lambda id_: house.book.units[id_].name if id_ in house.book.units else str(id_),
    }


def _file(request: Request, visitor: Visitor, posted: Mapping[str, str], forms: list[MatterForm]) -> Response:
    """One complaint for the whole talk, all of it or nothing; the same matters sent twice are filed once."""
    house = house_of(request)
    if not forms:
        raise BadInput(
            "没有勾选要登记的。要立单，请勾上“登记这一件”、选好事项；不立单的，告诉来话人该去哪里就行。"
        )
    channel, conversation = _origin(house, visitor, posted.get("case", ""))
    key = posted.get("key", "")[:64] or uuid.uuid4().hex
    with house.database.unit_of_work() as uow:
        filed = file_complaint(
            [nameless(f.draft) if f.draft.anonymous else f.draft for f in forms],
            channel=channel,
            conversation=conversation,
            actor=visitor.actor,
            uow=uow,
            book=house.book,
            now=house.now(),
            key=f"{key}:{'-'.join(str(f.number) for f in forms)}",  # 退回去再勾上一件的，不当成已经登记
            sealed_enabled=house.settings.sealed_lane,
            lead=[f.lead for f in forms],
        )
    if not filed.tickets:
        doors = "、".join(house.book.doors[d].name for d in filed.doors if d in house.book.doors)
        raise BadInput(f"这件事不立工单，请告诉来话人应去的途径：{doors or '见右栏说明'}。")
    numbers = [str(t.number) for t in filed.tickets if t.lane is not Lane.SEALED]
    sealed = [t.receipt_code for t in filed.tickets if t.lane is Lane.SEALED]
    if sealed:  # 密件坐席再也打不开，查询码只在这里说一次
        return started(request, visitor, filed=numbers, sealed=sealed)
    return RedirectResponse(f"/desk?filed={','.join(numbers)}", status_code=303)


def _origin(house: House, visitor: Visitor, case_id: str) -> tuple[str, ConversationId | None]:
    if not case_id:
        return "desk", None
    with house.database.unit_of_work() as uow:
        line = case_view(case_id, visitor.actor, uow=uow).line
    return line.channel, line.conversation
