"""像人一样用网页：打开、找到表单、照着填、提交、跟着跳转。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

import httpx
from fastapi.testclient import TestClient

from tests.support.house import PASSWORD

TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(slots=True)
class Visit:
    """One browser without script."""

    client: TestClient
    token: str = ""

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        while answer.is_redirect and status == 200:
            answer = self.client.get(answer.headers["location"])
        assert answer.status_code == status, (path, answer.status_code, readable(answer.text)[:400])
        return self._read(answer)

    def post(
        self, path: str, data: dict[str, Any] | None = None, status: int | None = 303, **more: Any
    ) -> str:
        """Send a form with the token of the page seen last; follow where it leads."""
        if not self.token:
            self.get("/login")
        answer = self.client.post(path, data={"csrf": self.token, **(data or {})}, **more)
        assert status is None or answer.status_code == status, (
            path, answer.status_code, readable(answer.text)[:400],
        )  # fmt: skip
        if answer.is_redirect:
            return self.get(answer.headers["location"].split("#")[0])
        return self._read(answer)

    def log_in(self, name: str, password: str = PASSWORD) -> Visit:
        self.get("/login")
        self.post("/login", {"name": name, "password": password})
        return self

    def _read(self, answer: httpx.Response) -> str:
        found = TOKEN.search(answer.text)
        if found:
            self.token = unescape(found.group(1))
        return unescape(answer.text)


def readable(html: str) -> str:
    """The words of a page, for a failing test's message and for comparing what a person reads."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.S)
    return " ".join(unescape(text).split())
