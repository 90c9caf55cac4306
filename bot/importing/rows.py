"""读表：xlsx、csv、jsonl 都读成一行一行的来话；整份读不了就不开始，一行读不了只退那一行。"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.commands.errors import bad_input
from bot.commands.lines import encodable, json_lines
from bot.importing.columns import DAY, ID, KNOWN, NAME, PHONE, TEXT, TITLE, Header, expected, read_header

LARGEST = 200 * 1024 * 1024
UNPACKED = 2 * 1024 * 1024 * 1024  # xlsx 解开后的上限
CELL_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """一行来话, or the reason why it cannot be read."""

    number: int  # 文件里的行号
    text: str = ""
    id: str = ""
    title: str = ""
    name: str = ""
    phone: str = ""
    day: date | None = None
    refused: str = ""


@dataclass(slots=True)
class Sheet:
    """一份表: its rows one by one, and the columns that are not used."""

    rows: Iterator[Row]
    unknown: tuple[str, ...] = ()
    total: int | None = None


def open_sheet(path: Path) -> Sheet:
    """The rows of a file; CommandError (bad input) when the whole file cannot be used."""
    if not path.is_file():
        raise bad_input("没有找到这个文件。", where=str(path))
    if path.stat().st_size > LARGEST:
        raise bad_input(
            "文件太大，请分成几份。", found=f"{path.stat().st_size} 字节", expected=f"最多 {LARGEST}"
        )
    if path.stat().st_size == 0:
        raise bad_input("文件是空的。", where=str(path))
    kind = path.suffix.lower()
    if kind == ".xlsx":
        return _xlsx(path)
    if kind == ".csv":
        return _csv(path)
    if kind in (".jsonl", ".ndjson"):
        return Sheet(_jsonl(path))
    raise bad_input(
        "不认识这种文件。",
        found=path.suffix or "没有后缀",
        expected=".xlsx、.csv 或 .jsonl（旧的 .xls 请另存为 .xlsx）",
    )


# jsonl -----------------------------------------------------------------------------------------------
def _jsonl(path: Path) -> Iterator[Row]:
    with path.open("rb") as stream:
        for line in json_lines(stream, ()):
            if line.refused:
                yield Row(line.number, refused=line.refused)
                continue
            cells = {KNOWN[k.lower()]: _text_of(v) for k, v in line.value.items() if k.lower() in KNOWN}
            yield _row(line.number, cells)


# csv -------------------------------------------------------------------------------------------------
def _csv(path: Path) -> Sheet:
    encoding = _encoding_of(path)
    csv.field_size_limit(CELL_LIMIT)
    stream = path.open(encoding=encoding, newline="")
    reader = csv.reader(_without_nul(stream), delimiter=_delimiter(stream))
    try:
        header = _header_of(next(reader, []), path)
    except csv.Error as error:
        raise bad_input("表头读不了。", found=str(error), where=str(path)) from None
    return Sheet(_csv_rows(reader, header, stream), header.unknown)


def _csv_rows(reader: Any, header: Header, stream: io.TextIOWrapper) -> Iterator[Row]:
    with stream:
        while True:
            number = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(number, refused=f"这一行不是完整的 CSV（{error}）")
                continue
            if any(cell.strip() for cell in cells):
                yield _row(number, header.cells(cells))


def _without_nul(stream: io.TextIOWrapper) -> Iterator[str]:
    return (line.replace("\0", "") for line in stream)


def _delimiter(stream: io.TextIOWrapper) -> str:
    """Comma, tab or semicolon: whichever the header has most of."""
    head = stream.readline(CELL_LIMIT)
    stream.seek(0)
    return max(",\t;", key=head.count)


def _encoding_of(path: Path) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise bad_input("文件里的文字读不了。", expected="UTF-8 或 GBK（GB18030）编码", where=str(path))


# xlsx ------------------------------------------------------------------------------------------------
def _xlsx(path: Path) -> Sheet:
    from openpyxl import load_workbook

    with path.open("rb") as stream:
        if stream.read(4) == b"\xd0\xcf\x11\xe0":
            raise bad_input("这是旧格式或加了密码的表格，请另存为不加密的 .xlsx。", where=str(path))
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED:
                raise bad_input("表格解开后太大，请分成几份。", where=str(path))
        book = load_workbook(path, read_only=True, data_only=True)
        lines = book.worksheets[0].iter_rows(values_only=True)
        header = _header_of([_text_of(cell) for cell in next(lines, ())], path)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise bad_input("这不是能打开的 xlsx 表格。", where=str(path)) from None
    return Sheet(_xlsx_rows(lines, header), header.unknown, book.worksheets[0].max_row)


def _xlsx_rows(lines: Iterator[Sequence[Any]], header: Header) -> Iterator[Row]:
    number = 1
    while True:
        number += 1
        try:
            cells = [_text_of(cell) for cell in next(lines)]
        except StopIteration:
            return
        if any(cell.strip() for cell in cells):
            yield _row(number, header.cells(cells))


# 共用 -------------------------------------------------------------------------------------------------
def _header_of(cells: Sequence[str], path: Path) -> Header:
    header = read_header(cells)
    if TEXT not in header.places:
        found = "、".join(header.unknown) or "没有表头"
        raise bad_input("没有找到原话那一列。", found=found[:200], expected=expected(), where=str(path))
    return header


def _row(number: int, cells: dict[str, str]) -> Row:
    text = cells.get(TEXT, "")
    if not encodable("".join(cells.values())):
        return Row(number, refused="里面有不成对的代理字符，不是有效文字")
    id_ = cells.get(ID, "")[:100]
    if not text.strip():
        return Row(number, id=id_, refused="没有原话")
    try:
        day = _day(cells.get(DAY, ""))
    except ValueError:
        return Row(number, id=id_, refused=f"日期读不懂：{cells[DAY][:30]}，应为 2026-11-23 这样")
    return Row(
        number,
        text=text,
        id=id_,
        title=cells.get(TITLE, ""),
        name=cells.get(NAME, "")[:50],
        phone=cells.get(PHONE, "")[:30],
        day=day,
    )


def _text_of(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # xlsx 里的电话、编号常存成数
    return value.isoformat(sep=" ") if isinstance(value, datetime) else str(value)


def _day(text: str) -> date | None:
    if not text:
        return None
    plain = (
        text.strip()
        .replace("年", "-")
        .replace("月", "-")
        .replace("日", "")
        .replace("/", "-")
        .replace("T", " ")
    )
    year, month, day = plain.split()[0].split("-")[:3]
    return date(int(year), int(month), int(day))
