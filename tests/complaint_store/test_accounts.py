"""账号：口令只存散列，会话会过期，试错太多要等，停用立刻生效。"""

from __future__ import annotations

from datetime import timedelta

import pytest

from complaint_store.domain.errors import BadInput, NotAllowed
from complaint_store.domain.ids import UnitId
from complaint_store.services import passwords
from complaint_store.services.accounts import (
    ABSOLUTE,
    IDLE,
    LoggedIn,
    Throttled,
    WrongPassword,
    any_administrator,
    change_password,
    create_user,
    list_users,
    log_in,
    log_out,
    reset_password,
    session_of,
    set_active,
)
from complaint_store.services.actors import Actor, Role
from complaint_store.services.contacts import list_contacts, save_contact, webhook_secret_of
from complaint_store.services.throttle import LIMITS, WAIT
from tests.complaint_store.office import ADMIN, CLERK, GONGXIN, Office

PASSWORD = "沙枣花开-0604-东风"


def a_clerk(office: Office, name: str = "zuoxi01", **more: object):
    given = {"uow": office.uow, "now": office.now, "actor": None, **more}
    return create_user(name, PASSWORD, Role.CLERK, **given)  # type: ignore[arg-type]


def enter(
    office: Office, name: str = "zuoxi01", password: str = PASSWORD, address: str = "10.0.0.1"
) -> LoggedIn:
    return log_in(name, password, address, uow=office.uow, now=office.now)


def test_the_first_administrator_is_noticed(office: Office):
    assert not any_administrator(uow=office.uow)
    create_user("admin", PASSWORD, Role.ADMINISTRATOR, uow=office.uow, now=office.now, actor=None)
    assert any_administrator(uow=office.uow)


def test_logging_in_gives_a_session_that_the_database_cannot_give_back(office: Office):
    user = a_clerk(office, display_name="坐席甲")
    entered = enter(office, name=" ZUOXI01 ")
    session = session_of(entered.token, uow=office.uow, now=office.now)
    assert session is not None and session == entered.session
    assert session.actor == Actor(user, "坐席甲", Role.CLERK)
    assert len(session.csrf_token) >= 32 and session.csrf_token != enter(office).session.csrf_token
    assert session_of(entered.token[:-1], uow=office.uow, now=office.now) is None
    assert session_of("", uow=office.uow, now=office.now) is None


def test_a_session_ends_when_idle_and_at_the_end_of_the_shift(office: Office):
    a_clerk(office)
    idle, busy = enter(office), enter(office)
    start = office.now
    office.later(minutes=50)
    assert session_of(busy.token, uow=office.uow, now=office.now)
    office.later(minutes=11)
    assert session_of(idle.token, uow=office.uow, now=office.now) is None
    while office.now < start + ABSOLUTE - IDLE / 2:
        assert session_of(busy.token, uow=office.uow, now=office.now)
        office.later(minutes=30)
    office.now = start + ABSOLUTE
    assert session_of(busy.token, uow=office.uow, now=office.now) is None


def test_logging_out_ends_it(office: Office):
    a_clerk(office)
    entered = enter(office)
    log_out(entered.token, uow=office.uow)
    assert session_of(entered.token, uow=office.uow, now=office.now) is None


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(office: Office):
    a_clerk(office)
    told = set()
    for name in ("zuoxi01", "nobody"):
        with pytest.raises(WrongPassword) as refused:
            enter(office, name, "wrong-password")
        told.add(str(refused.value))
    assert len(told) == 1


def test_an_unknown_name_costs_one_argon2_check_too(office: Office, monkeypatch: pytest.MonkeyPatch):
    a_clerk(office)
    checked: list[str] = []
    keep = passwords._HASHER.verify

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            checked.append(stored)
            return keep(stored, password)

        hash = staticmethod(passwords._HASHER.hash)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    for name in ("zuoxi01", "nobody"):
        with pytest.raises(WrongPassword):
            enter(office, name, "wrong-password")
    assert len(checked) == 2
    assert len({tuple(stored.split("$")[1:4]) for stored in checked}) == 1, "同样的算法和代价"


def test_too_many_attempts_on_one_name_must_wait_even_with_the_right_password(office: Office):
    a_clerk(office)
    for n in range(LIMITS["name"]):
        with pytest.raises(WrongPassword):
            enter(office, password="wrong-password", address=f"10.0.1.{n}")
    with pytest.raises(Throttled) as refused:
        enter(office, address="10.0.2.1")
    assert refused.value.until == office.now + WAIT
    office.later(minutes=16)
    assert enter(office)


def test_who_tries_from_one_address_locks_out_nobody_elsewhere(office: Office):
    a_clerk(office)
    for n in range(LIMITS["address"] + 10):
        with pytest.raises(WrongPassword if n < LIMITS["pair"] else Throttled):
            enter(office, password="wrong-password", address="203.0.113.9")
    assert enter(office, address="10.0.0.1")


def test_a_clock_that_was_wrong_keeps_nobody_out_when_it_is_right_again(office: Office):
    a_clerk(office)
    right = office.now
    office.later(minutes=60 * 24 * 365)
    for n in range(LIMITS["pair"] + 1):
        with pytest.raises(WrongPassword if n < LIMITS["pair"] else Throttled):
            enter(office, password="wrong-password")
    office.now = right
    assert enter(office)


def test_one_address_trying_many_names_must_wait(office: Office):
    for n in range(LIMITS["address"]):
        with pytest.raises(WrongPassword):
            enter(office, name=f"guess{n}", password="wrong-password")
    with pytest.raises(Throttled):
        enter(office, name="another", password="wrong-password")


def test_the_right_password_forgets_the_slips_before_it(office: Office):
    a_clerk(office)
    for _ in range(3):
        for _ in range(LIMITS["pair"] - 1):
            with pytest.raises(WrongPassword):
                enter(office, password="wrong-password")
        assert enter(office)


def test_a_stopped_user_is_out_at_once(office: Office):
    user = a_clerk(office)
    entered = enter(office)
    set_active(user, False, actor=ADMIN, uow=office.uow, now=office.now)
    assert session_of(entered.token, uow=office.uow, now=office.now) is None
    with pytest.raises(WrongPassword):
        enter(office)
    set_active(user, True, actor=ADMIN, uow=office.uow, now=office.now)
    assert enter(office)


def test_the_last_administrator_cannot_be_stopped(office: Office):
    how = {"uow": office.uow, "now": office.now}
    only = create_user("admin", PASSWORD, Role.ADMINISTRATOR, actor=None, **how)
    with pytest.raises(BadInput, match="最后一个管理员"):
        set_active(only, False, actor=ADMIN, **how)
    assert any_administrator(uow=office.uow)


def test_changing_the_password_ends_every_session(office: Office):
    user = a_clerk(office, must_change=True)
    entered = enter(office)
    assert entered.session.must_change
    how = {"uow": office.uow, "now": office.now}
    with pytest.raises(WrongPassword):
        change_password(user, "not-the-old-one", "骆驼刺-2026-新", **how)
    with pytest.raises(BadInput, match="至少10位"):
        change_password(user, PASSWORD, "短", **how)
    change_password(user, PASSWORD, "骆驼刺-2026-新口令", **how)
    assert session_of(entered.token, **how) is None
    assert not enter(office, password="骆驼刺-2026-新口令").session.must_change


def test_a_reset_password_must_be_changed(office: Office):
    user = a_clerk(office)
    reset_password(user, "临时口令-8864-西", actor=ADMIN, uow=office.uow, now=office.now)
    assert enter(office, password="临时口令-8864-西").session.must_change


def test_bad_accounts_are_refused_in_a_sentence(office: Office):
    a_clerk(office)
    how = {"uow": office.uow, "now": office.now, "actor": None, "book": office.book}
    for name, password, role, unit, words in (
        ("Zuoxi01", PASSWORD, Role.CLERK, None, "已经有了"),
        (" ", PASSWORD, Role.CLERK, None, "请写账号"),
        ("lianluo", PASSWORD, Role.UNIT_CONTACT, None, "要选所属单位"),
        ("zuoxi02", PASSWORD, Role.CLERK, GONGXIN, "要选所属单位"),
        ("lianluo", PASSWORD, Role.UNIT_CONTACT, UnitId("league.qihuo"), "没有这个单位"),
        ("zuoxi02", "zuoxi02zuoxi02", Role.CLERK, None, "太容易猜到"),
        ("zuoxi02", "aaaaaaaaaaaa", Role.CLERK, None, "太容易猜到"),
    ):
        with pytest.raises(BadInput, match=words):
            create_user(name, password, role, unit=unit, **how)


def test_a_contact_is_hired_for_a_unit_of_the_book_and_for_no_other(office: Office):
    how = {"uow": office.uow, "now": office.now, "actor": ADMIN}
    with pytest.raises(BadInput, match="没有这个单位"):
        create_user("lianluo", PASSWORD, Role.UNIT_CONTACT, unit=GONGXIN, **how)  # 没有单位表，无从核对
    create_user("lianluo", PASSWORD, Role.UNIT_CONTACT, unit=GONGXIN, book=office.book, **how)
    assert [u.unit for u in list_users(ADMIN, uow=office.uow)] == [GONGXIN]


def test_an_address_is_kept_for_a_unit_of_the_book_and_for_no_other(office: Office):
    how = {"actor": ADMIN, "uow": office.uow, "book": office.book, "now": office.now}
    with pytest.raises(BadInput, match="没有这个单位"):
        save_contact(UnitId("league.qihuo"), email="banshi@example.cn", **how)
    assert list_contacts(ADMIN, uow=office.uow) == ()


def test_only_the_administrator_manages_accounts_and_contacts(office: Office):
    how = {"uow": office.uow, "now": office.now}
    user = a_clerk(office)
    for step in (
        lambda: create_user("x-user", PASSWORD, Role.CLERK, actor=CLERK, **how),
        lambda: set_active(user, False, actor=CLERK, **how),
        lambda: reset_password(user, PASSWORD, actor=CLERK, **how),
        lambda: list_users(CLERK, uow=office.uow),
        lambda: list_contacts(CLERK, uow=office.uow),
        lambda: save_contact(GONGXIN, actor=CLERK, book=office.book, **how),
    ):
        with pytest.raises(NotAllowed):
            step()
    assert [u.name for u in list_users(ADMIN, uow=office.uow)] == ["zuoxi01"]


def test_a_webhook_secret_is_shown_once_and_kept_when_the_mail_changes(office: Office):
    how = {"actor": ADMIN, "uow": office.uow, "book": office.book, "now": office.now}
    assert save_contact(GONGXIN, email="banshi@example.cn", **how) is None
    secret = save_contact(GONGXIN, email="banshi@example.cn", webhook_url="https://oa.example.cn/in", **how)
    assert secret and webhook_secret_of(GONGXIN, uow=office.uow) == secret
    assert (
        save_contact(GONGXIN, email="new@example.cn", webhook_url="https://oa.example.cn/in", **how) is None
    )
    assert webhook_secret_of(GONGXIN, uow=office.uow) == secret
    fresh = save_contact(GONGXIN, webhook_url="https://oa.example.cn/in", new_secret=True, **how)
    assert fresh and fresh != secret
    assert secret not in repr(list_contacts(ADMIN, uow=office.uow))
    for wrong in ({"email": "not an address"}, {"webhook_url": "ftp://x"}):
        with pytest.raises(BadInput):
            save_contact(GONGXIN, **wrong, **how)


def test_a_session_is_written_at_most_once_a_minute(office: Office):
    a_clerk(office)
    entered = enter(office)
    office.later(seconds=30)
    first = session_of(entered.token, uow=office.uow, now=office.now)
    office.later(minutes=2)
    second = session_of(entered.token, uow=office.uow, now=office.now)
    third = session_of(entered.token, uow=office.uow, now=office.now)
    assert first and second and third
    assert third.expires_at - first.expires_at == timedelta(minutes=2, seconds=30)
