"""一行一条的输入：JSON 行从文件或标准输入读进来，读不了的那一行说出行号和原因，其余照做。"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bot.commands.errors import bad_input, trouble

LINE_LIMIT = 1024 * 1024  # 一行的字节数；再长的不读进内存


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number and its object, or the reason why it cannot be used."""

    number: int
    value: Mapping[str, Any]
    refused: str = ""


@contextmanager
def opened(path: Path | None) -> Iterator[IO[bytes]]:
    """The file, or standard input for None and "-"."""
    if path is None or str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise bad_input("这个文件打不开。", found=trouble(error), where=str(path)) from None
    with stream:
        yield stream


def decode(raw: bytes) -> str:
    """UTF-8（有无 BOM）或 GB18030；都不是就抛 UnicodeDecodeError."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def json_lines(stream: IO[bytes], required: tuple[str, ...], limit: int = LINE_LIMIT) -> Iterator[Line]:
    """Each line that is not blank; `required` keys must be text."""
    number = 0
    while raw := stream.readline(limit + 1):
        number += 1
        if len(raw) > limit:
            size = len(raw)
            while not raw.endswith(b"\n") and (raw := stream.readline(limit)):
                size += len(raw)
            yield Line(number, {}, f"这一行有 {size} 字节，最多 {limit}")
            continue
        if raw.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _line(number, raw, required)


def _line(number: int, raw: bytes, required: tuple[str, ...]) -> Line:
    try:
        value = json.loads(decode(raw))
    except UnicodeDecodeError as error:
        return Line(number, {}, f"不是 UTF-8 或 GB18030 文字（第 {error.start + 1} 字节）")
    except json.JSONDecodeError as error:
        return Line(number, {}, f"不是一行完整的 JSON（第 {error.colno} 列：{_reason(error)}）")
    except (RecursionError, ValueError):
        return Line(number, {}, "这一行的 JSON 读不了（嵌套太深或数字太长）")
    return Line(number, value if isinstance(value, dict) else {}, refusal(value, required))


def refusal(value: object, required: tuple[str, ...]) -> str:
    """Why this value is not the object that was asked for; empty when it is."""
    if not isinstance(value, dict):
        return f"应为一个 JSON 对象，发现 {type(value).__name__}"
    if "id" in value and not isinstance(value["id"], str | int):
        return f"id 应为文字或整数，发现 {type(value['id']).__name__}"
    for key in required:
        if key not in value:
            return f"缺少 {key}"
        if key != "id" and not isinstance(value[key], str):
            return f"{key} 应为文字，发现 {type(value[key]).__name__}"
        if key != "id" and not encodable(value[key]):
            return f"{key} 里有不成对的代理字符，不是有效文字"
    return ""


def encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _reason(error: json.JSONDecodeError) -> str:
    return {"Extra data": "后面多出内容", "Expecting value": "这里缺值"}.get(error.msg, "写法不对")


def write_line(stream: IO[str], value: Mapping[str, Any]) -> None:
    stream.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
