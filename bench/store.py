"""存储有多快：每秒能立多少张工单（加密、事件链、发件箱都在内），凭查询码查多少次。

SQLite in a temporary folder; PostgreSQL too when its address is given.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bench.table import percentile, show, write
from complaint_store.db.database import Database
from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import CategoryId
from complaint_store.policy.book import RuleBook, load_book
from complaint_store.security.keys import Keyring
from complaint_store.services.file_complaint import file_complaint
from complaint_store.services.progress import look_up

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=8)))
TEXT = "我公司给镇里修了一段村道，验收都过了，工程款三十五万元拖到现在没有给，多次去问都说没有钱。"


def measure(tickets: int, postgres: str = "") -> list[dict[str, Any]]:
    book = load_book()
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        keyring = Keyring.load_or_create(Path(folder) / "keys")
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'bench.sqlite3'}"} | (
            {"PostgreSQL": postgres} if postgres else {}
        )
        for name, url in urls.items():
            database = Database(url, keyring)
            database.migrate()
            try:
                rows.append({"store": name, **_one(database, book, tickets)})
            finally:
                database.close()
    return rows


def _one(database: Database, book: RuleBook, tickets: int) -> dict[str, Any]:
    codes: list[str] = []

    def file(number: int) -> None:
        with database.unit_of_work() as uow:
            filed = file_complaint(
                _draft(number), channel="web", conversation=None, actor=None, uow=uow, book=book, now=NOW
            )
        codes.extend(ticket.receipt_code for ticket in filed.tickets)

    def find(number: int) -> None:
        with database.unit_of_work() as uow:
            look_up(codes[number % len(codes)], uow=uow, book=book, today=NOW.date())

    filing, looking = _times(file, range(tickets)), _times(find, range(tickets))
    return {
        "tickets": len(codes),
        "tickets_per_second": tickets / sum(filing),
        "file_p95_ms": percentile(filing, 0.95) * 1000,
        "look_ups_per_second": tickets / sum(looking),
        "look_up_p95_ms": percentile(looking, 0.95) * 1000,
    }


def _draft(number: int) -> Draft:
    return Draft(
        text=f"{TEXT}（{number}）",
        categories=(CategoryId("project_payment_arrears"),),
        confidence=0.9,
        accused_kind="government",
        fields={
            "amount": Filled("三十五万元", 350000, role="owed"),
            "accused_unit": Filled("巴润别立镇政府", "阿左旗巴润别立镇人民政府"),
            "phone": Filled("19900000001", "19900000001"),
        },
        anonymous=False,
    )


def _times(step: Callable[[int], None], numbers: Sequence[int]) -> list[float]:
    taken = []
    for number in numbers:
        start = time.perf_counter()
        step(number)
        taken.append(time.perf_counter() - start)
    return taken


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chengsu bench store", description=__doc__)
    parser.add_argument("--tickets", type=int, default=500, help="立多少张")
    parser.add_argument("--postgres", default="", help="空库的地址，如 postgresql+psycopg://…")
    options = parser.parse_args(argv)
    rows = measure(options.tickets, options.postgres)
    show(
        "存储",
        ["库", "工单", "立单/秒", "立单 p95 ms", "查码/秒", "查码 p95 ms"],
        [list(row.values()) for row in rows],
    )
    print(f"已写到 {write('store', 'chengsu bench store', {'results': rows}).name}")
    return 0
