"""凭查询码查进度：不用脚本，看答复、补材料、评价、撤回；码不对都是同一句话。"""

from __future__ import annotations

from collections.abc import Callable

from bot.assembly import House
from bot.web.progress import NOT_FOUND
from tests.support.house import FEES, WAGES, Furnished, file, replied, signed, told
from tests.support.pages import Visit, readable

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def test_the_reporter_sees_the_unit_the_days_and_the_reply(nobody: Visit, furnished: Furnished) -> None:
    nobody.get("/progress")
    seen = readable(nobody.post("/progress", {"code": furnished.fees.receipt_code}, 200))
    assert "盟工信局" in seen
    assert "已督促支付，款项本周到账。" in seen
    assert "保障中小企业款项支付条例" in seen
    assert "已答复" in seen


def test_spaces_in_the_code_do_not_matter(nobody: Visit, furnished: Furnished) -> None:
    code = furnished.wages.receipt_code.replace(" ", "")
    assert "拖欠农民工工资" in nobody.post("/progress", {"code": f" {code} "}, 200)


def test_a_wrong_and_a_never_issued_code_are_told_the_same(nobody: Visit, furnished: Furnished) -> None:
    code = furnished.wages.receipt_code
    typed_wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    answers = {
        nobody.post("/progress", {"code": code}, 404).replace(code, "") for code in (typed_wrong, "1" * 16)
    }
    assert NOT_FOUND in readable(answers.pop())
    for step in ("material", "rate", "withdraw"):
        assert NOT_FOUND in nobody.post(
            f"/progress/{step}", {"code": "1" * 16, "solved": "yes", "score": "5"}, 404
        )


def test_material_is_added_with_words_and_a_picture(
    nobody: Visit, house: House, furnished: Furnished
) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    signed(house, ticket)
    nobody.get("/progress")
    seen = nobody.post(
        "/progress/material",
        {"code": ticket.receipt_code, "text": "这是考勤表照片。"},
        200,
        files={"evidence": ("考勤.png", PNG, "image/png")},
    )
    assert "材料已补充" in seen
    assert "这是考勤表照片。" in seen
    assert "考勤.png" in seen


def test_a_file_of_a_forbidden_type_is_refused_in_one_sentence(
    nobody: Visit, house: House, furnished: Furnished
) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    nobody.get("/progress")
    seen = nobody.post(
        "/progress/material",
        {"code": ticket.receipt_code, "text": "请看。"},
        400,
        files={"evidence": ("看看.exe", b"MZ" + bytes(100), "image/png")},
    )
    assert "请看。" in seen, "what was written must still be there"
    assert "材料已补充" not in seen


def test_not_solved_sends_it_back_to_be_done_again(nobody: Visit, house: House, furnished: Furnished) -> None:
    ticket = file(house, told(house, FEES), lead="盟工信局")
    replied(house, ticket)
    nobody.get("/progress")
    assert "请选" in nobody.post("/progress/rate", {"code": ticket.receipt_code}, 400)
    seen = nobody.post("/progress/rate", {"code": ticket.receipt_code, "solved": "no", "score": "1"}, 200)
    assert "已转回重新办理" in seen


def test_a_reporter_may_withdraw(nobody: Visit, house: House, furnished: Furnished) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    nobody.get("/progress")
    seen = nobody.post("/progress/withdraw", {"code": ticket.receipt_code}, 200)
    assert "已撤回" in seen


def test_a_number_is_covered_until_who_must_ring_it_opens_it(
    visit: Callable[[str], Visit], nobody: Visit, furnished: Furnished
) -> None:
    nobody.get("/progress")
    pages = [nobody.post("/progress", {"code": furnished.wages.receipt_code}, 200)]
    clerk, unit = visit("zuoxi"), visit("zuoqi-renshe")
    pages += [clerk.get(f"/desk/tickets/{furnished.wages.ticket_id}")]
    pages += [unit.get(f"/portal/tickets/{furnished.wages.ticket_id}")]
    assert "19900000001" not in pages[0] + pages[2]
    assert "<summary>199****0001，点开看全号</summary>19900000001</details>" in pages[1]
    assert pages[1].count("19900000001") == 1


def test_html_in_a_complaint_is_shown_as_text(
    visit: Callable[[str], Visit], house: House, furnished: Furnished
) -> None:
    nasty = "<script>alert(1)</script>{{ 7*7 }}包工头拖欠工资三万五，在阿左旗。"
    ticket = file(house, told(house, nasty), lead="阿左旗人社局")
    raw = visit("zuoqi-renshe").client.get(f"/portal/tickets/{ticket.ticket_id}").text
    assert "<script>alert" not in raw
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in raw


def test_the_same_progress_as_json(nobody: Visit, furnished: Furnished) -> None:
    answer = nobody.client.post("/api/progress", json={"receipt_code": furnished.fees.receipt_code})
    assert answer.status_code == 200
    body = answer.json()
    assert body["lead_name"] == "盟工信局"
    assert body["steps"] and body["replies"]
    wrong = nobody.client.post("/api/progress", json={"receipt_code": "1" * 16})
    assert (wrong.status_code, wrong.json()["detail"]) == (404, NOT_FOUND)
