"""文件类型：看开头的字节认出是什么，不信后缀；不在名单里的不收。"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile

ALLOWED = "图片（jpg、png、webp、heic）、PDF、Word、Excel、文本和录音（amr、mp3、m4a）"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_M4A = {b"M4A ", b"M4B ", b"mp42", b"isom", b"iso2"}
_OFFICE = {
    "word/": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_STEM = 80
UNPACKED = 200 * 1024 * 1024  # 解开后的上限：几十万字节解出几亿字节的，是来害打开它的人的


def sniff(data: bytes, file_name: str) -> tuple[str, str] | None:
    """(media type, extension) of an allowed file, None for any other."""
    head = data[:16]
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp", "webp"
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12], file_name)
    if head.startswith(b"%PDF-"):
        return "application/pdf", "pdf"
    if head.startswith(_OLE):
        return _old_office(data)
    if head.startswith(b"PK\x03\x04"):
        return _new_office(data)
    if head.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return "audio/amr", "amr"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "audio/mpeg", "mp3"
    return ("text/plain", "txt") if _is_text(data) else None


def safe_name(file_name: str, extension: str) -> str:
    """A name that no file system and no page can misread, with the extension that the content has."""
    name = unicodedata.normalize("NFC", file_name.replace("\\", "/").rsplit("/", 1)[-1])
    stem = name.rsplit(".", 1)[0] if "." in name else name
    stem = _UNSAFE.sub("", stem).strip(" .") or "附件"
    return f"{stem[:LONGEST_STEM]}.{extension}"


def _by_brand(brand: bytes, file_name: str) -> tuple[str, str] | None:
    if brand in _HEIC:
        return "image/heic", "heic"
    if brand in (b"M4A ", b"M4B ") or (brand in _M4A and file_name.lower().endswith(".m4a")):
        return "audio/mp4", "m4a"
    return None


def _old_office(data: bytes) -> tuple[str, str] | None:
    """Word and Excel 97–2003 name their main stream in UTF-16; those with macros are refused."""
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        return None
    if "WordDocument".encode("utf-16-le") in data:
        return "application/msword", "doc"
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "application/vnd.ms-excel", "xls"
    return None


def _new_office(data: bytes) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            unpacked = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        return None
    if (
        unpacked > UNPACKED
        or "[Content_Types].xml" not in names
        or any(n.lower().endswith("vbaproject.bin") for n in names)
    ):
        return None
    return next((kind for folder, kind in _OFFICE.items() if any(n.startswith(folder) for n in names)), None)


def _is_text(data: bytes) -> bool:
    if b"\x00" in data:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for c in text if ord(c) < 32 and c not in "\t\r\n\x0c")
        markup = (
            text.lstrip("\ufeff \t\r\n")[:200]
            .lower()
            .startswith(("<!doctype", "<html", "<svg", "<?xml", "<script"))
        )
        return controls == 0 and not markup
    return False
