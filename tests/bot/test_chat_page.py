"""对话页与来路不明的输入：不用脚本也能说；太长、太大、看不懂的，各有一句话。"""

from __future__ import annotations

from bot.assembly import House
from bot.web.bearer import conversation_of
from complaint_store.services.conversations import messages_after
from tests.support.house import Furnished
from tests.support.pages import Visit, readable


def test_the_chat_is_the_page(nobody: Visit) -> None:
    page = nobody.get("/")
    assert '<html lang="zh-CN"' in page
    for words in ("反映问题", "查进度", "问政策", "匿名也可以", "转人工", "大字"):
        assert words in page


def test_nothing_comes_from_elsewhere_and_nothing_is_inline(nobody: Visit) -> None:
    answer = nobody.client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "http" not in answer.text.replace("http-equiv", "").split("<body")[0]
    assert " style=" not in answer.text and "onclick" not in answer.text


def test_without_script_one_talks_through_the_same_turn(nobody: Visit, house: House) -> None:
    """The engine is away here: what was said is stored, and the person is told."""
    nobody.get("/chat-plain")
    page = nobody.post("/chat-plain", {"text": "包工头欠我工资三万五", "client_message_id": "p1"})
    assert "包工头欠我工资三万五" in readable(page)
    assert "已经收到、存好了" in readable(page)
    conversation = conversation_of(nobody.client.cookies["chengsu_talk"], house.keyring)
    assert conversation is not None
    nobody.post("/chat-plain", {"text": "包工头欠我工资三万五", "client_message_id": "p1"})
    with house.database.unit_of_work() as uow:
        said = [m for m in messages_after(conversation, 0, uow=uow) if m.direction == "in"]
    assert len(said) == 1, "sending the same form twice is one message"


def test_large_type_is_kept_and_leads_back(nobody: Visit) -> None:
    answer = nobody.client.get("/type/large?back=/progress")
    assert answer.headers["location"] == "/progress"
    assert 'data-type="large"' in nobody.get("/progress")
    assert nobody.client.get("/type/large?back=//elsewhere.example").headers["location"] == "/"
    nobody.client.get("/type/normal?back=/progress")
    assert 'data-type="large"' not in nobody.get("/progress")


def test_five_megabytes_are_refused_in_one_sentence(nobody: Visit) -> None:
    answer = nobody.client.post("/api/chat/messages", json={"text": "长" * 2_000_000})
    assert answer.status_code == 413
    assert "请分成几次发" in answer.json()["detail"]


def test_a_body_that_hides_its_length_is_refused_all_the_same(nobody: Visit) -> None:
    def pieces() -> object:
        yield b'{"text": "'
        for _ in range(60):
            yield b"x" * 100_000
        yield b'"}'

    answer = nobody.client.post(
        "/api/chat/messages",
        content=pieces(),
        headers={"content-type": "application/json"},  # type: ignore[arg-type]
    )
    assert answer.status_code == 413


def test_what_cannot_be_read_gets_a_sentence_not_a_trace(nobody: Visit) -> None:
    for body in (b"", b"not json", b"\xff\xfe\x00", b'{"text": 5}', b'{"text": ""}', b"[]"):
        answer = nobody.client.post(
            "/api/chat/messages", content=body, headers={"content-type": "application/json"}
        )
        assert answer.status_code in {400, 422}, (body, answer.status_code)
        assert "请" in answer.json()["detail"]


def test_a_page_that_is_not_there(nobody: Visit) -> None:
    assert "没有找到" in nobody.get("/nowhere", 404)
    assert nobody.client.get("/api/nowhere").json()["detail"]
    assert nobody.client.delete("/progress").status_code == 405


def test_health_says_which_part_is_away(nobody: Visit) -> None:
    answer = nobody.client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "degraded", "app": "ok", "store": "ok", "engine": "away"}


def test_metrics_count_and_hold_nothing_of_anybody(nobody: Visit, furnished: Furnished) -> None:
    nobody.get("/progress")
    nobody.post("/progress", {"code": furnished.wages.receipt_code}, 200)
    text = nobody.client.get("/metrics").text
    assert 'route="/progress"' in text
    assert furnished.wages.receipt_code.replace(" ", "") not in text.replace(" ", "")
    assert furnished.wages.number not in text


def test_the_interface_is_documented_on_a_page_of_our_own(nobody: Visit) -> None:
    page = readable(nobody.get("/docs"))
    assert "/api/chat/messages" in page and "client_message_id" in page
    schema = nobody.client.get("/openapi.json").json()
    assert "/api/chat/messages" in schema["paths"]
    assert not [p for p in schema["paths"] if p.startswith(("/desk", "/engine", "/sealed", "/admin"))]


def test_over_https_cookies_are_secure(tmp_path: object) -> None:
    from pathlib import Path

    from fastapi.testclient import TestClient

    from bot.app import create_app
    from tests.support.house import a_house

    house = a_house(Path(str(tmp_path)), secure_cookies=True)
    with TestClient(create_app(house), base_url="https://testserver") as client:
        answer = client.get("/")
        assert "Secure" in answer.headers["set-cookie"] and "HttpOnly" in answer.headers["set-cookie"]
        assert "strict-transport-security" in answer.headers
