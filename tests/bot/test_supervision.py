"""督办与管理：数字能点开；管理员管账号和联系方式，看不到诉求内容；密件不出现在任何地方。"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from bot.assembly import House
from bot.supervision import overview, ticket_lists
from complaint_store.delivery.worker import deliver_due
from tests.support.house import FEES, PASSWORD, WAGES, Clock, Furnished, file, told
from tests.support.pages import Visit, readable

Enter = Callable[[str], Visit]
SEALED = "我要举报阿左旗住建局局长张某某收受包工头贿赂二十万元，2024年的事。"


def test_tiles_show_the_figure_and_the_number_behind_it(visit: Enter, furnished: Furnished) -> None:
    seen = readable(visit("duban").get("/supervision"))
    for words in ("收到", "签收率", "按期办结率", "解决率", "满意率", "n="):
        assert words in seen
    assert "盟工信局" in seen


def test_every_figure_opens_the_tickets_behind_it(visit: Enter, furnished: Furnished) -> None:
    supervisor = visit("duban")
    links = set(re.findall(r'href="(/supervision/tickets[^"]*)"', supervisor.get("/supervision")))
    assert links
    for link in links:
        supervisor.get(link)
    assert furnished.fees.number in supervisor.get(f"/supervision/tickets?unit={furnished.fees.lead}")
    assert furnished.fees.number in supervisor.get(f"/supervision/tickets/{furnished.fees.ticket_id}")


def test_behind_a_figure_stand_as_many_tickets_as_it_says(visit: Enter, furnished: Furnished) -> None:
    supervisor = visit("duban")
    seen = supervisor.get("/supervision")
    tiles = re.findall(r'href="(/supervision/tickets\?figure=[^"]*)"[^>]*>看这(\d+)件', seen)
    cells = re.findall(r'href="(/supervision/tickets\?figure=[^"]*)" aria-label="[^"]*?(\d+)件"', seen)
    assert len(tiles) >= 2
    assert len(cells) > len(tiles)
    for link, number in (*tiles, *cells):
        opened = supervisor.get(link)
        listed = set(re.findall(r'href="(/supervision/tickets/[^"]+)"', opened))
        assert len(listed) == int(number), link


def test_who_has_not_signed_comes_first_and_is_named(visit: Enter, furnished: Furnished) -> None:
    seen = readable(visit("duban").get("/supervision/tickets?figure=signed"))
    assert re.search(r"签收率 \d+%", seen)
    assert re.search(r"派出\d+件，签收了\d+件。“未签收”的排在前面。", seen)


def test_a_period_the_wrong_way_round_is_understood(visit: Enter, furnished: Furnished) -> None:
    supervisor = visit("duban")
    seen = supervisor.get("/supervision?since=2026-11-18&until=2026-11-01")
    assert "2026年11月1日" in seen
    supervisor.get("/supervision?since=whenever&until=never")


def test_what_is_sealed_is_seen_by_the_inspector_alone(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    ticket = file(house, told(house, SEALED))
    assert ticket.lane.value == "sealed"
    inspector = visit("jiwei")
    assert ticket.number in inspector.get("/sealed")
    page = f"/sealed/tickets/{ticket.ticket_id}"
    assert "收受包工头贿赂" in inspector.get(page)
    inspector.post(f"{page}/sign")
    for name, start in (("zuoxi", "/desk"), ("duban", "/supervision/tickets"), ("zuoqi-renshe", "/portal")):
        person = visit(name)
        assert ticket.number not in person.get(start)
        person.get(f"{start.removesuffix('/tickets')}/tickets/{ticket.ticket_id}", 404)
    metrics = visit("duban").get("/metrics")
    assert "sealed" not in metrics


def test_the_administrator_makes_an_account_with_a_password_for_one_use(
    visit: Enter, furnished: Furnished, nobody: Visit
) -> None:
    admin = visit("guanli")
    admin.get("/admin")
    made = admin.post("/admin/users", {"name": "xiaowang", "display_name": "小王", "role": "clerk"}, 200)
    password = re.search(r"一次性口令：<span class=\"code\">([^<]+)</span>", made)
    assert password is not None
    assert "请填好账号" in admin.post("/admin/users", {"name": "", "role": "clerk"}, 400)
    assert "选好所在单位" in admin.post("/admin/users", {"name": "wudanwei", "role": "unit_contact"}, 400)
    assert "已经有了" in admin.post("/admin/users", {"name": "xiaowang", "role": "clerk"}, 400)
    nobody.get("/login")
    assert "一次性口令" in nobody.post("/login", {"name": "xiaowang", "password": password.group(1)})
    new = {"current": password.group(1), "new": "长河落日圆大漠孤烟直", "again": "长河落日圆大漠孤烟直"}
    assert "两遍新口令不一样" in nobody.post("/password", {**new, "again": "别的口令别的口令别的"}, 400)
    assert "口令已改好" in nobody.post("/password", new)
    assert "立单" in nobody.log_in("xiaowang", new["new"]).get("/desk")


def test_the_administrator_does_not_see_what_people_complained_of(visit: Enter, furnished: Furnished) -> None:
    admin = visit("guanli")
    for path in ("/admin", "/admin/contacts", "/admin/undeliverable", "/admin/data"):
        assert "包工头" not in admin.get(path)
    for path in (
        f"/desk/tickets/{furnished.wages.ticket_id}",
        f"/supervision/tickets/{furnished.wages.ticket_id}",
    ):
        admin.get(path, 403)


def test_a_units_address_is_kept_and_its_secret_shown_once(visit: Enter, furnished: Furnished) -> None:
    admin = visit("guanli")
    admin.get("/admin/contacts")
    unit = str(furnished.wages.lead)
    form = {"unit": unit, "email": "renshe@example.cn", "webhook_url": "https://renshe.example.cn/hook"}
    seen = admin.post("/admin/contacts", form, 200)
    secret = re.search(r"签名密钥：<span class=\"code\">([^<]+)</span>", seen)
    assert secret is not None
    assert secret.group(1) not in admin.get("/admin/contacts")
    assert "邮箱写得不对" in admin.post("/admin/contacts", {"unit": unit, "email": "不是邮箱"}, 400)
    tried = admin.post("/admin/contacts/try", {"unit": unit, "channel": "mail"}, 400)
    assert "CHENGSU_SMTP_HOST" in tried


def test_the_rule_data_check_is_on_a_page(visit: Enter, furnished: Furnished) -> None:
    assert "没有发现问题" in visit("guanli").get("/admin/data")


def test_too_many_wrong_passwords_must_wait(nobody: Visit, furnished: Furnished) -> None:
    nobody.get("/login")
    for _ in range(5):
        nobody.post("/login", {"name": "nobody-here", "password": "不对"}, 401)
    assert "以后再试" in nobody.post("/login", {"name": "nobody-here", "password": "不对"}, 429)


def test_a_log_in_never_leads_to_another_site(nobody: Visit, furnished: Furnished) -> None:
    assert 'value=""' in nobody.get("/login?next=//elsewhere.example/")
    nobody.get("/login?next=https://elsewhere.example/")
    answer = nobody.client.post(
        "/login",
        data={
            "csrf": nobody.token,
            "name": "duban",
            "password": PASSWORD,
            "next": "//elsewhere.example",
        },
    )
    assert answer.headers["location"] == "/supervision"


def test_urging_is_written_into_the_ticket_and_reaches_the_unit(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    supervisor, clerk = visit("duban"), visit("zuoxi")
    page = f"/supervision/tickets/{ticket.ticket_id}"
    supervisor.get(page)
    assert "请写明督办意见" in supervisor.post(f"{page}/urge", {"text": " "}, 400)
    assert "请本周内答复。" in supervisor.post(f"{page}/urge", {"text": "请本周内答复。"})
    desk = f"/desk/tickets/{ticket.ticket_id}"
    clerk.get(desk)
    assert "诉求人又来电催问。" in clerk.post(f"{desk}/urge", {"text": "诉求人又来电催问。"})
    deliver_due(house.database, {}, house.now() + timedelta(minutes=1))
    contact = visit("zuoqi-renshe")
    unit = readable(contact.get("/portal"))
    assert unit.count("督办意见，请查看") == 1, "一张工单只列最新的一条"
    seen = contact.get(f"/portal/tickets/{ticket.ticket_id}")
    assert "请本周内答复。" in seen and "诉求人又来电催问。" in seen
    assert "请本周内答复。" in visit("zuoqi-renshe").get(f"/portal/tickets/{ticket.ticket_id}")


def test_how_many_there_are_is_said_however_many_are_listed(
    visit: Enter, house: House, furnished: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        file(house, told(house, WAGES), lead="阿左旗人社局")
    monkeypatch.setattr(ticket_lists, "LISTED", 2)
    monkeypatch.setattr(overview, "FIRST", 1)
    supervisor = visit("duban")
    filed = readable(supervisor.get("/supervision/tickets?figure=filed&unit=zuoqi.renshe"))
    assert re.search(r"收到 (\d+)件 ", filed), filed
    n = int(re.search(r"收到 (\d+)件 ", filed).group(1))  # type: ignore[union-attr]
    assert n >= 3 and f"一共{n}件，这里列出前2件" in filed
    plain = readable(supervisor.get("/supervision/tickets?unit=zuoqi.renshe"))
    assert f"一共{n}件，这里列出前2件" in plain
    clock = house.clock
    assert isinstance(clock, Clock)
    clock.pass_days(400)
    late = visit("duban").get("/supervision")
    more = re.search(r'href="(/supervision/tickets\?overdue=1)">看全部(\d+)件', late)
    assert more and int(more.group(2)) >= n


def test_what_has_no_unit_yet_can_be_asked_for(visit: Enter, furnished: Furnished) -> None:
    seen = visit("duban").get("/supervision/tickets?unit=none")
    assert furnished.unclear.number in seen and furnished.fees.number not in seen
    assert '<option value="none" selected>还没有单位</option>' in seen


def test_narrowing_a_figure_keeps_the_figure(visit: Enter, furnished: Furnished) -> None:
    seen = visit("duban").get("/supervision/tickets?figure=signed")
    assert '<input type="hidden" name="figure" value="signed">' in seen


def test_the_inspector_sees_who_is_accused_what_was_done_and_keeps_what_was_typed(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    sealed = file(house, told(house, SEALED))
    inspector = visit("jiwei")
    assert "阿左旗住建局" in readable(inspector.get("/sealed"))
    page = f"/sealed/tickets/{sealed.ticket_id}"
    assert "已签收。" in inspector.post(f"{page}/sign")
    assert "你们还" in inspector.post(f"{page}/close", {"text": "你们还没有答复。"}, 400), "写的话不丢"
    assert "答复已发给反映人。" in inspector.post(f"{page}/reply", {"text": "已经立案核查。"})
    inspector.post(f"{page}/close", {"text": ""})
    assert sealed.number not in inspector.get("/sealed")
    assert sealed.number in inspector.get("/sealed?all=1")


def test_a_unit_with_tickets_and_no_account_is_shown_and_its_account_is_one_step_away(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    file(house, told(house, FEES), lead="盟财政局")
    admin = visit("guanli")
    seen = admin.get("/admin")
    assert "盟财政局，在办1件" in readable(seen) and "盟工信局，在办" not in readable(seen)
    link = re.search(r'<a href="(/admin\?unit=[^"#]+)#new" aria-label="给盟财政局建账号"', seen)
    assert link is not None
    form = admin.get(link.group(1))
    assert '<option value="league.caizheng" selected>' in form
    assert '<option value="unit_contact" selected>' in form
    refused = admin.post("/admin/users", {"name": "", "role": "unit_contact", "unit": "league.caizheng"}, 400)
    assert '<option value="league.caizheng" selected>' in refused, "填过的不丢"
    admin.post("/admin/users", {"name": "caizheng", "role": "unit_contact", "unit": "league.caizheng"}, 200)
    assert "盟财政局，在办" not in readable(admin.get("/admin"))


def test_units_are_chosen_by_place(visit: Enter, furnished: Furnished) -> None:
    groups = re.findall(r'<optgroup label="([^"]+)">', visit("guanli").get("/admin/contacts"))
    assert groups[:4] == ["阿拉善盟", "阿拉善左旗", "阿拉善右旗", "额济纳旗"]


def test_what_is_listed_can_be_kept_as_a_spreadsheet(
    visit: Enter, furnished: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticket_lists, "LISTED", 1)
    supervisor = visit("duban")
    page = supervisor.get("/supervision/tickets?unit=league.gongxin")
    link = re.search(r'href="(/supervision/tickets\.xlsx[^"]*)"', page)
    assert link is not None
    answer = supervisor.client.get(link.group(1))
    assert answer.headers["content-disposition"].endswith('.xlsx"')
    head, *lines = load_workbook(io.BytesIO(answer.content)).active.values
    assert head[0] == "工单号" and furnished.fees.number in {line[0] for line in lines}
    assert {line[2] for line in lines} == {"盟工信局"}
    assert "128万" not in str(lines), "原话不出门"
    visit("zuoqi-renshe").get("/supervision/tickets.xlsx", 403)


def test_who_has_not_signed_by_the_day_is_shown_and_can_be_listed(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    clock = house.clock
    assert isinstance(clock, Clock)
    clock.pass_days(10)
    supervisor = visit("duban")
    seen = readable(supervisor.get("/supervision"))
    assert re.search(r"过了日子还没有单位签收的 \d+件", seen) and "前受理并立案" in seen
    assert ticket.number in supervisor.get("/supervision/tickets?unsigned=1")
    assert "逾期" in readable(supervisor.get(f"/supervision/tickets/{ticket.ticket_id}"))
