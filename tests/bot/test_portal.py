"""联络员的一天：按眼前一天排的队列，签收，答复，请补材料，退回，延期，办结。"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.assembly import House
from bot.portal.queue import latest
from complaint_store.delivery.worker import deliver_due
from complaint_store.domain.ids import TicketId
from complaint_store.services.actors import Role
from complaint_store.services.add_material import add_material
from complaint_store.services.portal_notices import PortalNotice
from tests.support.house import FEES, NOON, WAGES, Clock, Furnished, file, hire, replied, told
from tests.support.pages import Visit, readable

Enter = Callable[[str], Visit]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def test_the_queue_shows_own_tickets_with_the_last_day_in_words(visit: Enter, furnished: Furnished) -> None:
    seen = readable(visit("zuoqi-renshe").get("/portal"))
    assert furnished.wages.number in seen
    assert "还有" in seen
    assert furnished.promise.number not in seen


def test_a_ticket_of_another_unit_does_not_exist_here(visit: Enter, furnished: Furnished) -> None:
    visit("zuoqi-renshe").get(f"/portal/tickets/{furnished.fees.ticket_id}", 404)


def test_sign_reply_close(visit: Enter, house: House, furnished: Furnished, nobody: Visit) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    unit = visit("zuoqi-renshe")
    page = f"/portal/tickets/{ticket.ticket_id}"
    assert "签收" in unit.get(page)
    assert "已签收" in unit.post(f"{page}/sign")
    assert "请先写下" in unit.post(f"{page}/reply", {"text": " "}, 400)
    assert "答复已发给诉求人" in unit.post(f"{page}/reply", {"text": "已责令施工单位十日内付清。"})
    nobody.get("/progress")
    assert "已责令施工单位十日内付清。" in nobody.post("/progress", {"code": ticket.receipt_code}, 200)
    assert "已办结" in unit.post(f"{page}/close", {"note": ""})


def test_one_primary_action_for_each_state(visit: Enter, house: House, furnished: Furnished) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    unit = visit("zuoqi-renshe")
    page = f"/portal/tickets/{ticket.ticket_id}"
    assert unit.get(page).count('<button class="primary"') == 1
    unit.post(f"{page}/sign")
    assert unit.get(page).count('<button class="primary"') == 1


def test_signing_twice_is_told_and_changes_nothing(visit: Enter, house: House, furnished: Furnished) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    unit = visit("zuoqi-renshe")
    page = f"/portal/tickets/{ticket.ticket_id}"
    unit.get(page)
    unit.post(f"{page}/sign")
    assert "状态刚刚有变化" in unit.post(f"{page}/sign", status=400)


def test_asking_for_material_reaches_the_reporter(
    visit: Enter, house: House, furnished: Furnished, nobody: Visit
) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    unit = visit("zuoqi-renshe")
    page = f"/portal/tickets/{ticket.ticket_id}"
    unit.get(page)
    unit.post(f"{page}/sign")
    assert "已请诉求人补充材料" in unit.post(f"{page}/ask", {"text": "请补考勤记录。"})
    nobody.get("/progress")
    assert "请补考勤记录。" in nobody.post("/progress", {"code": ticket.receipt_code}, 200)


def test_a_return_needs_its_reason_and_its_clause(visit: Enter, house: House, furnished: Furnished) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    unit = visit("zuoqi-renshe")
    page = f"/portal/tickets/{ticket.ticket_id}"
    unit.get(page)
    seen = unit.post(f"{page}/return", {"reason": "工地在邻旗。", "clause": ""}, 400)
    assert "依据哪一条" in seen
    assert "工地在邻旗。" in seen, "what was written must still be there"
    answer = unit.client.post(
        f"{page}/return",
        data={"csrf": unit.token, "reason": "工地在邻旗。", "clause": "《信访工作条例》第二十三条"},
    )
    assert answer.status_code == 303
    assert ticket.number in readable(visit("zuoxi").get("/desk"))


def test_an_extension_is_asked_here_and_decided_at_the_desk(
    visit: Enter, house: House, clock: Clock, furnished: Furnished
) -> None:
    ticket = file(house, told(house, FEES), lead="盟工信局")
    unit, clerk = visit("meng-gongxin"), visit("zuoxi")
    page = f"/portal/tickets/{ticket.ticket_id}"
    unit.get(page)
    unit.post(f"{page}/sign")
    assert "写明理由" in unit.post(f"{page}/extension", {"last_day": "不知道", "reason": "等审计"}, 400)
    asked = unit.post(f"{page}/extension", {"last_day": "2027-01-10", "reason": "等审计结果。"})
    assert "延期申请已交坐席批复" in asked
    desk = f"/desk/tickets/{ticket.ticket_id}"
    assert "等审计结果。" in clerk.get(desk)
    decided = clerk.post(f"{desk}/extension", {"decision": "approve", "reason": "情况复杂，同意。"})
    assert "情况复杂，同意。" in readable(decided)


def test_the_debtor_is_asked_and_answers_without_learning_who_it_is(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    ticket = file(house, told(house, FEES), lead="盟工信局")
    hire(house, "zuoqi-zhujian", Role.UNIT_CONTACT, "阿左旗住建局")
    lead, debtor = visit("meng-gongxin"), visit("zuoqi-zhujian")
    page, answer = f"/portal/tickets/{ticket.ticket_id}", f"/portal/statements/{ticket.ticket_id}"
    debtor.get(page, 404)
    debtor.get(answer, 404)
    lead.get(page)
    lead.post(f"{page}/sign")
    assert "写明要对方说明" in lead.post(f"{page}/respondent", {"text": " "}, 400)
    assert "已请对方说明情况" in lead.post(f"{page}/respondent", {"text": "请说明是否欠款、哪天付。"})
    assert "请本单位说明情况" in debtor.get("/portal")
    seen = debtor.get(page)
    assert "请说明是否欠款、哪天付。" in seen and "128万元" in seen
    assert "一直说没钱" not in seen, "the reporter's words are not for the debtor"
    assert "请先写下" in debtor.post(answer, {"text": " "}, 400)
    assert "说明已交给盟工信局" in debtor.post(answer, {"text": "欠款属实，年底前付清。"})
    assert "不用本单位再说明" in debtor.post(answer, {"text": "再说一遍。"}, 400)
    read = lead.get(page)
    assert "阿左旗住建局的说明" in readable(read) and "欠款属实，年底前付清。" in read


def test_what_presses_stands_above_the_words_until_it_is_answered(
    visit: Enter, house: House, furnished: Furnished, nobody: Visit
) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    unit, supervisor = visit("zuoqi-renshe"), visit("duban")
    page = f"/portal/tickets/{ticket.ticket_id}"
    unit.get(page)
    unit.post(f"{page}/sign")
    supervisor.get(f"/supervision/tickets/{ticket.ticket_id}")
    supervisor.post(f"/supervision/tickets/{ticket.ticket_id}/urge", {"text": "请在周五前与工人见面。"})
    unit.post(f"{page}/ask", {"text": "请补考勤记录。"})
    nobody.get("/progress")
    nobody.post("/progress", {"code": ticket.receipt_code}, 200)
    nobody.post("/progress/material", {"code": ticket.receipt_code, "text": "考勤记录在工头手里。"}, None)
    while deliver_due(house.database, house.senders, house.now()).sent:
        pass
    row = next(r for r in unit.get("/portal").split("<tr>") if ticket.number in r)
    assert "督办" in readable(row)
    seen = readable(unit.get(page))
    assert (
        seen.index("请在周五前与工人见面。")
        < seen.index("二十六个人")
        < seen.index("考勤记录在工头手里。")
        < seen.index("发出答复")
    )
    unit.post(f"{page}/reply", {"text": "已责令付清。"})
    assert readable(unit.get(page)).count("请在周五前与工人见面。") == 1, "答复之后只在办理过程里"
    said = {"solved": "no", "score": "2", "comment": "钱还没到。"}
    nobody.post("/progress/rate", {"code": ticket.receipt_code, **said}, None)
    again = readable(unit.get(page))
    assert again.index("未解决，2分；钱还没到。") < again.index("二十六个人")


def test_what_is_over_says_no_more_how_late_it_is(
    visit: Enter, house: House, clock: Clock, furnished: Furnished
) -> None:
    ticket = file(house, told(house, FEES), lead="盟工信局")
    unit = visit("meng-gongxin")
    page = f"/portal/tickets/{ticket.ticket_id}"
    unit.get(page)
    unit.post(f"{page}/sign")
    assert "依法最晚可以延到 2027年2月16日（星期二）。" in unit.get(page)
    unit.post(f"{page}/reply", {"text": "已经付清。"})
    clock.pass_days(60)
    seen = readable(visit("meng-gongxin").get(page))
    assert "逾期" not in seen and "还有" not in seen


def test_of_each_ticket_the_newest_notice_is_listed() -> None:
    def notice(n: int, ticket: str, kind: str) -> PortalNotice:
        return PortalNotice(f"n{n}", TicketId(ticket), ticket, kind, kind, NOON + timedelta(hours=n))

    told = [notice(3, "a", "urged"), notice(1, "a", "dispatched"), notice(2, "b", "dispatched")]
    told.append(notice(0, "signed", "dispatched"))
    assert [(n.ticket_id, n.kind) for n in latest(told, {"a", "b"})] == [("a", "urged"), ("b", "dispatched")]


def test_a_search_leaves_the_notice_of_what_is_still_to_be_signed(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    other = file(house, told(house, FEES), lead="阿左旗人社局")
    while deliver_due(house.database, house.senders, house.now()).sent:
        pass
    found = visit("zuoqi-renshe").get(f"/portal?number={other.number}")
    notices = readable(found.split('id="notices-title"')[1])
    assert furnished.wages.number in notices and other.number in notices
    assert furnished.wages.number not in readable(found.split('id="notices-title"')[0])


def test_a_matter_without_a_day_says_so_only_while_it_is_handled(
    visit: Enter, house: House, furnished: Furnished, nobody: Visit
) -> None:
    fee = "我去办执照，右旗市场监管局让我交一笔清单上没有的手续费五百元，不交不给办。"
    ticket = file(house, told(house, fee, subtype="fee_outside_list"))
    replied(house, ticket)
    nobody.get("/progress")
    told_there = readable(nobody.post("/progress", {"code": ticket.receipt_code}, 200))
    assert "已答复" in told_there and "没有规定天数" not in told_there


def test_what_is_not_open_before_signing_says_when_it_opens(
    visit: Enter, house: House, furnished: Furnished, nobody: Visit
) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    nobody.get("/progress")
    nobody.post(
        "/progress/material",
        {"code": ticket.receipt_code, "text": "考勤表。"},
        200,
        files={"evidence": ("考勤.png", PNG, "image/png")},
    )
    unit = visit("zuoqi-renshe")
    page = f"/portal/tickets/{ticket.ticket_id}"
    assert "（签收后可见，仅用于办理本工单）" in unit.get(page)
    unit.post(f"{page}/sign")
    assert ">考勤.png</a>" in unit.get(page)


def test_a_ticket_is_found_by_its_number_among_the_units_own(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    replied(house, ticket)
    unit = visit("zuoqi-renshe")
    found = unit.get(f"/portal?number={ticket.number[-5:]}")
    assert ticket.number in found and "编号里有" in found
    assert "没有这个编号" in unit.get(f"/portal?number={furnished.fees.number}")


def test_the_inspector_and_the_unit_see_what_was_added(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    said = "我要举报阿左旗住建局局长张某某收受包工头贿赂二十万元，2024年的事。"
    ticket = file(house, told(house, said))
    with house.database.unit_of_work() as uow:
        add_material(ticket.receipt_code, "转账记录在我手里。", uow=uow, book=house.book, now=house.now())
    seen = readable(visit("jiwei").get(f"/sealed/tickets/{ticket.ticket_id}"))
    assert seen.index("转账记录在我手里。") < seen.index("办理过程")


def test_why_it_came_here_is_said_once(visit: Enter, house: House, furnished: Furnished) -> None:
    ticket = file(house, told(house, WAGES))
    assert ticket.lead == "zuoqi.renshe"
    seen = readable(visit("zuoqi-renshe").get(f"/portal/tickets/{ticket.ticket_id}"))
    assert seen.count("由用工所在地的人社部门查处") == 1
    assert "承办：阿左旗人社局" in seen
