"""坐席接电话：来话人是谁、只问规定或进度、以前来过、读错的标记、立单后念什么、又打来补充。"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.assembly import House
from complaint_store.services.ports import TicketQuery
from tests.bot.test_desk import fields_of
from tests.support.house import FEES, WAGES, Clock, Furnished, file, replied, told
from tests.support.pages import Visit, readable

Enter = Callable[[str], Visit]

TWO = """坐席：您好，请讲。
市民：我反映两件事。第一件，阿右旗巴丹吉林镇人民政府欠我们公司维修工程款三十六万元，2024年6月验收的，一直说没钱。
坐席：第二件呢？
市民：第二件，额济纳旗达来呼布镇的工地老板欠我们九个人工资十五万元，今年四月干到七月，一分没给。
坐席：您贵姓？
市民：姓包，包青山，电话19900009134。"""
QUESTION = """坐席：您好，请讲。
来电人：我就想问一下，政府欠我们小企业的钱，国家规定多长时间必须给啊？我不投诉，就是问问规定。
坐席：自交付之日起三十日内支付。
来电人：那行，谢谢你。"""


def read(clerk: Visit, text: str) -> str:
    clerk.get("/desk")
    return clerk.post("/desk/intake", {"text": text, "step": "read"}, 200)


def test_who_called_is_read_once_for_all_matters(visit: Enter, furnished: Furnished, house: House) -> None:
    clerk = visit("zuoxi")
    page = read(clerk, TWO)
    assert page.count('name="who-reporter_name" value="包青山"') == 1
    assert page.count('name="who-phone" value="19900009134"') == 1
    other = house.book.unit_named("盟财政局")
    assert other is not None
    form = fields_of(page) | {"text": TWO, "step": "file", "m1-lead": str(other.id)}
    seen = readable(clerk.post("/desk/intake", form))
    numbers = re.findall(r"\d{8}-\d{6}", seen.split("已登记：")[1])[:2]
    assert len(numbers) == 2
    for number in numbers:  # 指定了单位的那件也留着是谁说的
        found = re.search(r'href="(/desk/tickets/\w+)"[^>]*data-queue', clerk.get(f"/desk?q={number}"))
        assert found is not None
        assert "包青山" in clerk.get(found.group(1))


def test_a_unit_that_must_keep_away_stops_the_whole_talk(
    visit: Enter, furnished: Furnished, house: House
) -> None:
    accused, other = house.book.unit_named("阿右旗巴丹吉林镇人民政府"), house.book.unit_named("盟财政局")
    assert accused is not None and other is not None
    clerk = visit("zuoxi")
    page = read(clerk, TWO)
    form = fields_of(page) | {"text": TWO, "step": "file"}

    def kept() -> int:
        with house.database.unit_of_work() as uow, uow.reading():
            return uow.tickets.count(TicketQuery())

    before = kept()
    assert "须回避" in clerk.post("/desk/intake", {**form, "m1-lead": str(accused.id)}, 400)
    assert kept() == before, "另一件也没有先立"
    for _ in range(2):
        clerk.post("/desk/intake", {**form, "m1-lead": str(other.id)})
        assert kept() == before + 2


def test_after_filing_the_code_is_read_out_to_the_caller(visit: Enter, furnished: Furnished) -> None:
    clerk = visit("zuoxi")
    form = fields_of(read(clerk, WAGES)) | {"text": WAGES, "step": "file"}
    seen = readable(clerk.post("/desk/intake", form))
    assert "请念给来话人" in seen and "已转给阿左旗人社局" in seen
    code = re.search(r"查询码 (\d{4} \d{4} \d{4} \d{4})", seen)
    assert code is not None
    other = readable(visit("zuoxi").post("/desk/search", {"q": code.group(1)}, 200))
    assert "找到 1" in other
    number = re.search(r"\d{8}-\d{6}", seen)
    assert number is not None
    assert (
        "查询码 "
        not in readable(visit("zuoxi").get(f"/desk?filed={furnished.wages.number}")).split("草稿")[0]
    )


def test_the_wish_to_be_anonymous_is_ticked(visit: Enter, furnished: Furnished) -> None:
    page = read(visit("zuoxi"), WAGES + "不敢留名字，匿名吧。")
    assert re.search(r'name="who-anonymous" value="yes" checked', page)
    assert not re.search(r'name="who-anonymous" value="yes" checked', read(visit("zuoxi"), WAGES))


def test_a_question_is_answered_and_not_filed(visit: Enter, furnished: Furnished) -> None:
    clerk = visit("zuoxi")
    page = read(clerk, QUESTION)
    assert "来话人在问规定" in page and "30日" in page and "还缺" not in page
    form = {k: v for k, v in fields_of(page).items() if not k.endswith("-include")}
    refused = clerk.post("/desk/intake", {**form, "text": QUESTION, "step": "file"}, 400)
    assert "没有勾选要登记的" in refused


def test_a_caller_who_came_before_is_shown_with_the_ticket(
    visit: Enter, furnished: Furnished, house: House
) -> None:
    before = file(house, told(house, WAGES))
    clerk = visit("zuoxi")
    again = "坐席：您好。\n市民：我电话19900000001，阿左旗交通局欠我们修路的工程款九十万，2024年验收的。"
    page = readable(read(clerk, again))
    assert "以前来过" in page and before.number in page and "同一个电话" in page
    assert "以前来过" not in read(clerk, again.replace("19900000001", "19900009998"))
    assert before.number in readable(clerk.post("/desk/search", {"q": "199 0000 0001"}, 200))
    assert "没有找到" in readable(clerk.post("/desk/search", {"q": "19900009999"}, 200))


def test_what_is_added_by_phone_stands_in_the_ticket(visit: Enter, furnished: Furnished) -> None:
    clerk = visit("zuoxi")
    page = f"/desk/tickets/{furnished.wages.ticket_id}"
    clerk.get(page)
    seen = readable(clerk.post(f"{page}/material", {"text": "工头昨天又走了，电话打不通。"}))
    assert "工头昨天又走了" in seen and "坐席记录" in seen
    assert "请写下来话人补充的话" in clerk.post(f"{page}/material", {"text": " "}, 400)
    assert "工头昨天" in readable(clerk.get(page))


def test_a_mark_read_wrongly_is_taken_off(visit: Enter, furnished: Furnished) -> None:
    words = "我举报阿左旗住建局的一个科长，收了我三万块钱好处费才给办施工许可证。"
    clerk = visit("zuoxi")
    form = fields_of(read(clerk, words)) | {"text": words, "step": "check"}
    assert "12388" in readable(clerk.post("/desk/intake", form, 200)).split("建议去向")[1]
    assert form.pop("m1-mark-official_misconduct") == "yes"
    seen = readable(clerk.post("/desk/intake", {**form, "m1-category": "rent_seeking"}, 200))
    assert "不派普通工单" not in seen


def test_a_unit_that_has_not_signed_in_time_is_looked_at_first(
    visit: Enter, furnished: Furnished, house: House, clock: Clock
) -> None:
    late = file(house, told(house, WAGES))
    clock.pass_days(12)  # 五个工作日内受理并立案，过了；完成调查的六十个工作日还早
    page = readable(visit("zuoxi").get("/desk"))
    first = page.split("先看这些")[1].split("其余")[0]
    assert late.number in first and "逾期" in first and "前受理并立案" in first


def test_what_the_unit_returned_it_for_stands_beside_the_decision(visit: Enter, furnished: Furnished) -> None:
    page = readable(visit("zuoxi").get(f"/desk/tickets/{furnished.promise.ticket_id}"))
    decision = page.split("待改派")[-1].split("这张工单")[0]
    assert "退回：" in decision and "不同意退回" in decision and "承办单位" in decision


def test_a_call_about_the_same_matter_is_noted_on_its_ticket(
    visit: Enter, furnished: Furnished, house: House
) -> None:
    before = file(house, told(house, WAGES))
    clerk = visit("zuoxi")
    page = read(clerk, WAGES)
    noted = re.search(rf'action="(/desk/tickets/{before.ticket_id}/material)"', page)
    assert noted is not None and "是同一件" in page
    seen = readable(clerk.post(noted.group(1), {"text": WAGES}))
    assert "坐席记录" in seen and before.number in seen


def test_the_words_of_another_caller_are_not_noted_on_a_ticket(
    visit: Enter, furnished: Furnished, house: House
) -> None:
    debt = FEES + "我电话19900000001。"
    before = file(house, told(house, debt))
    clerk = visit("zuoxi")
    note, link = f"/desk/tickets/{before.ticket_id}/material", f'href="/desk/tickets/{before.ticket_id}"'
    assert note in read(clerk, debt)
    theirs = read(clerk, debt.replace("19900000001", "19900009998"))
    assert "同一单位、金额相同" in theirs and link in theirs and note not in theirs


def test_only_a_talk_of_one_open_matter_is_noted_on_a_ticket(
    visit: Enter, furnished: Furnished, house: House
) -> None:
    before = file(house, told(house, WAGES))
    clerk = visit("zuoxi")
    note, link = f"/desk/tickets/{before.ticket_id}/material", f'href="/desk/tickets/{before.ticket_id}"'
    two = read(clerk, TWO.replace("19900009134", "19900000001"))
    assert link in two and note not in two
    accused = "我举报阿左旗住建局的一个科长，收了我三万块钱好处费才给办施工许可证。电话19900000001。"
    sealed = read(clerk, accused)
    assert link in sealed and note not in sealed


def test_a_unit_is_chosen_by_typing_its_name(visit: Enter, furnished: Furnished) -> None:
    clerk = visit("zuoxi")
    form = fields_of(read(clerk, WAGES)) | {"text": WAGES, "step": "file"}
    page = clerk.post("/desk/intake", {**form, "m1-lead": "没有这个局"}, 400)
    assert "单位名录里没有“没有这个局”" in page and 'value="没有这个局"' in page
    seen = readable(clerk.post("/desk/intake", {**form, "m1-lead": "盟人社局"}))
    assert "已转给盟人社局" in seen


def test_a_later_matter_is_where_the_first_was(visit: Enter, furnished: Furnished) -> None:
    call = (
        "坐席：您好。\n市民：两件事。第一件，阿右旗曼德拉苏木砂石厂老板欠我儿子四个月工资两万六千元。\n"
        "坐席：第二件呢？\n市民：第二件，苏木上收草场管理费，一户三百，没有票，不交就不给办证。"
    )
    page = read(visit("zuoxi"), call)
    assert "阿右旗" in page.split('id="m2-route"')[1].split("m2-accused_unit")[0]
    assert 'name="m2-place" value="阿拉善右旗/曼德拉苏木"' in page


def test_the_sum_that_was_read_back_and_agreed_to_is_the_sum(visit: Enter, furnished: Furnished) -> None:
    call = (
        "坐席：您好请讲。\n市民：管委会欠我们土地流转费，二一年就给了一半，九千六，后面一分没给。\n"
        "坐席：我跟您核对一下，一共拖欠您土地流转费十万零五千六百元，是吗？\n市民：对，就是这个。"
    )
    assert 'name="m1-amount" value="10.56万元（105,600元）"' in read(visit("zuoxi"), call)


def test_a_later_matter_elsewhere_takes_no_more_than_the_banner(visit: Enter, furnished: Furnished) -> None:
    call = (
        "坐席：您好。\n市民：两件事。第一件，阿左旗敖伦布拉格镇政府欠我修路的工程款八万元。\n"
        "坐席：第二件呢？\n市民：第二件，一个化工厂欠我儿子两个月工资一万八千元。"
    )
    page = read(visit("zuoxi"), call)
    assert 'name="m2-place" value="阿拉善左旗"' in page


def test_a_later_matter_of_the_same_zone_stays_in_the_zone(visit: Enter, furnished: Furnished) -> None:
    call = (
        "坐席：您好。\n市民：两件事。第一件，孪井滩生态移民示范区虚拟社区的工地老板欠我四个月工资两万六千元。\n"
        "坐席：第二件呢？\n市民：第二件，一个化工厂欠我儿子两个月工资一万八千元。"
    )
    page = read(visit("zuoxi"), call)
    assert 'name="m2-place" value="孪井滩"' in page
    assert "孪井滩管委会" in page.split('id="m2-route"')[1].split("m2-accused_unit")[0]


def test_the_code_of_a_sealed_ticket_is_said_once(visit: Enter, furnished: Furnished) -> None:
    words = "我举报阿左旗住建局的一个科长，收了我三万块钱好处费才给办施工许可证。"
    clerk = visit("zuoxi")
    form = fields_of(read(clerk, words)) | {"text": words, "step": "file"}
    seen = readable(clerk.post("/desk/intake", form, 200))
    code = re.search(r"查询码 (\d{4} \d{4} \d{4} \d{4})", seen)
    assert "已登记：密件" in seen and code is not None
    assert "没有找到" in readable(clerk.post("/desk/search", {"q": code.group(1)}, 200)), "not for the desk"


def test_who_speaks_is_seen_where_the_transcript_does_not_say(visit: Enter, furnished: Furnished) -> None:
    call = (
        "你好镇政府欠我修便道的钱八万块钱两年了一直没给我去找了好几回都说没钱"
        "请问您说的是哪个镇敖伦布拉格镇请问您贵姓我姓丁丁有福好的给您登记了"
    )
    words = read(visit("zuoxi"), call).split('id="words"')[1].split("</div>")[0]
    assert re.search(r'<br><span class="by-clerk"[^>]*>请问您说的是哪个镇</span><br>', words)
    assert "<br>" not in read(visit("zuoxi"), TWO).split('id="words"')[1].split("</div>")[0]


def test_a_reporter_who_is_called_back_is_heard(visit: Enter, furnished: Furnished, house: House) -> None:
    ticket = file(house, told(house, WAGES))
    replied(house, ticket)
    clerk = visit("zuoxi")
    page = f"/desk/tickets/{ticket.ticket_id}"
    assert "（19900000001）：答复收到了没有" in readable(clerk.get(page)).replace(" ", "")
    assert "请选解决了没有" in clerk.post(f"{page}/rating", {"score": "3"}, 400)
    assert "1到5分" in clerk.post(f"{page}/rating", {"solved": "yes", "score": "9"}, 400)
    seen = readable(clerk.post(f"{page}/rating", {"solved": "no", "score": "1", "note": "钱还没到账。"}))
    assert "重新办理" in seen and "钱还没到账。" in seen and "坐席记录" in seen
    assert "打几分" not in seen


def test_a_caller_who_no_longer_complains_withdraws(visit: Enter, furnished: Furnished, house: House) -> None:
    ticket = file(house, told(house, WAGES))
    clerk = visit("zuoxi")
    page = f"/desk/tickets/{ticket.ticket_id}"
    clerk.get(page)
    assert "怎么核对的身份" in clerk.post(f"{page}/withdraw", {"text": ""}, 400)
    seen = readable(clerk.post(f"{page}/withdraw", {"text": "钱给了；报了姓名和金额，都对。"}))
    assert "诉求人撤回" in seen and "报了姓名和金额" in seen
    assert "撤回后承办单位不再办理" not in seen


def test_who_wishes_to_be_anonymous_is_named_nowhere(visit: Enter, furnished: Furnished) -> None:
    call = (
        "坐席：您好请讲。\n市民：阿左旗巴彦浩特镇的保洁公司五个月没发工资了，一共一万一千五。\n"
        "坐席：您贵姓？\n市民：我姓范，范巧云，那就匿名吧，怕给开了。\n坐席：好的范巧云，给您匿名登记。"
    )
    clerk = visit("zuoxi")
    page = read(clerk, call)
    form = fields_of(page) | {"text": call, "step": "file", "who-anonymous": "yes"}
    seen = clerk.post("/desk/intake", form)
    ticket = re.search(r'href="(/desk/tickets/\w+)">看工单', seen)
    assert ticket is not None
    kept = clerk.get(ticket.group(1))
    assert "一万一千五" in kept and "匿名诉求" in kept
    assert "巧云" not in kept and "姓范" not in kept and "范某" not in kept
