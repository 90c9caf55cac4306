"""号码：电话、身份证号、银行卡号、合同与文书编号各在哪里。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from complaint_store.domain.reading import Field, FieldType, Span
from nlu.text import NormalText, TextLike, fold

_SPOKEN = {
    "幺": "1",
    "一": "1",
    "二": "2",
    "两": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
}
_SPOKEN |= {"九": "9", "零": "0", "洞": "0", "拐": "7", "勾": "9"}
_SPOKEN_TABLE = {ord(word): digit for word, digit in _SPOKEN.items()}
_D = "0-9零洞幺一二两三四五六七八九拐勾"
_HAN_DIGIT = "[零洞幺一二两三四五六七八九拐勾]"
_GAP = f"(?:[ \\-、.]{{1,2}}|(?<={_HAN_DIGIT})，(?={_HAN_DIGIT}))?"

# 手机：数字、隔开的数字、念出来的数字；前后不得再有数字
_MOBILE = re.compile(
    rf"(?<![{_D}.])(?:\+?86{_GAP})?([1幺一]{_GAP}[3-9三四五六七八九拐勾](?:{_GAP}[{_D}]){{9}})(?![{_D}])"
)
_LANDLINE = re.compile(r"(?<!\d)(\(?0[1-9]\d{1,2}\)?[- ]{0,2}[2-9]\d{6,7})(?!\d)")
_ID = re.compile(r"(?<![0-9A-Za-z])[1-9](?:[ -]?\d){16}[ -]?[\dXx](?![0-9A-Za-z])")
_OLD_ID = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{14}(?![0-9A-Za-z])")
_LONG = re.compile(r"(?<![0-9A-Za-z])\d(?:[ -]?\d){14,18}(?![0-9A-Za-z])")
_CARD_WORD = re.compile("卡号|账号|帐号|账户|帐户|银行卡|身份证")

_CODE = r"[0-9A-Za-z][0-9A-Za-z\-_/.()〔〕\[\]【】]{2,40}号?"
_PREFIX = r"(?<=:)[\u4e00-\u9fff]{1,6}(?=[0-9〔\[(])"  # 编号：蒙阿2020-33号
_NUMBERED = re.compile(
    rf"(?:合同|协议|项目|招标|中标|文件|工单|发票|案件|采购)?(?:编号|单号|合同号|文号|案号|票号)\s{{0,2}}(?:是|为)?[::]?\s{{0,2}}((?:{_PREFIX})?{_CODE}|第?\d{{3,20}}号?)"
)
# 签的合同，ZBS-2021-016号：没说“编号”，一看就是编号
_CONTRACT_CODE = r"(?<![0-9A-Za-z\-_/])(?=[0-9A-Za-z\-_/]*\d{2})[A-Z][0-9A-Za-z]{0,7}(?:[-_/][0-9A-Za-z]{1,10}){1,4}(?![0-9A-Za-z\-_/])号?"
_BESIDE_CONTRACT = re.compile(
    rf"(?:合同|协议|订单|标书|中标通知书)[^。；;!?\n0-9A-Za-z]{{0,8}}({_CONTRACT_CODE})|({_CONTRACT_CODE})的?(?:合同|协议|订单)"
)
_DOCUMENT = re.compile(
    r"[\u4e00-\u9fff]{0,10}[〔\[【(]\s?(?:19|20)\d{2}\s?[〕\]】)][\u4e00-\u9fff0-9A-Z]{0,8}?第?\d{1,6}(?:-\d{1,3})?号"
    r"|(?<!\d)(?:19|20)\d{2}[\u4e00-\u9fff]\d{2,4}[\u4e00-\u9fff]{2,3}\d{1,6}号"  # 2023内2921民初456号
    r"|[\u4e00-\u9fff]{2,6}[发函字](?:19|20)\d{2} ?(?:年 ?)?第?\d{1,4}号"  # 阿左政发2021 15号
)
_DOCUMENT_LEAD = re.compile(
    "^.*(?:根据|依据|按照|按|见|的|是|为|在|和|与|了|文号|案号|文件|判决书|裁定书|下发)(?=[\u4e00-\u9fff]?[〔\\[【(]|[\u4e00-\u9fff]{2,})"
)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_checksum(first17: str) -> str:
    """GB 11643 校验码 of the first 17 digits."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=False)) % 11]


def canonical_id_card(written: str) -> str | None:
    """18 characters, or None when the date or the checksum is wrong. Old 15-digit numbers are lengthened."""
    number = re.sub("[ -]", "", written).upper()
    if len(number) == 15:
        number = number[:6] + "19" + number[6:]
        number += id_checksum(number)
    if len(number) != 18 or number[17] != id_checksum(number[:17]):
        return None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return number if born.year >= 1900 else None


def find_id_cards(text: TextLike) -> tuple[Field, ...]:
    """身份证号; normalized None when the checksum shows a typing error."""
    normal = fold(text)
    found = []
    for match in _ID.finditer(normal.text):
        number = canonical_id_card(match.group())
        if number is not None or _looks_born(match.group()):
            found.append(normal.field(FieldType.ID_CARD, *match.span(), number))
    for match in _OLD_ID.finditer(normal.text):
        number = canonical_id_card(match.group())
        if number is not None:
            found.append(normal.field(FieldType.ID_CARD, *match.span(), number))
    return tuple(found)


def find_phones(text: TextLike) -> tuple[Field, ...]:
    """电话: mobile numbers as 11 digits however they were written or spoken, landlines with area code."""
    normal = fold(text)
    found = []
    for match in _MOBILE.finditer(normal.text):
        digits = re.sub(r"\D", "", match.group(1).translate(_SPOKEN_TABLE))
        found.append(normal.field(FieldType.PHONE, match.start(1), match.end(1), digits))
    for match in _LANDLINE.finditer(normal.text):
        digits = re.sub(r"\D", "", match.group())
        if 10 <= len(digits) <= 12:
            found.append(normal.field(FieldType.PHONE, *match.span(), digits))
    return tuple(found)


def bank_cards(normal: NormalText) -> Iterator[Span]:
    """银行卡号与其他长号码的位置（折叠文本）, for masking only."""
    for match in _LONG.finditer(normal.text):
        digits = re.sub(r"\D", "", match.group())
        if _luhn(digits) or _CARD_WORD.search(normal.text, max(0, match.start() - 12), match.start()):
            yield match.span()


def find_contract_numbers(text: TextLike) -> tuple[Field, ...]:
    """合同编号、文号、案号, as written."""
    normal = fold(text)
    if not any(mark in normal.text for mark in ("号", "〔", "[", "合同", "协议", "订单", "标书")):
        return ()
    spans: list[Span] = []
    for match in _DOCUMENT.finditer(normal.text):
        lead = _DOCUMENT_LEAD.match(match.group())
        spans.append((match.start() + (lead.end() if lead else 0), match.end()))
    for match in (*_NUMBERED.finditer(normal.text), *_BESIDE_CONTRACT.finditer(normal.text)):
        start, stop = match.span(match.lastindex or 1)
        if not any(start < end and first < stop for first, end in spans):
            spans.append((start, stop))
    found = [normal.field(FieldType.CONTRACT_NO, start, end, None) for start, end in sorted(spans)]
    return tuple(_as_written(field) for field in found)


def _as_written(field: Field) -> Field:
    return replace(field, normalized=field.value)


def _looks_born(number: str) -> bool:
    digits = re.sub("[ -]", "", number)
    return digits[6:8] in ("19", "20") and 1 <= int(digits[10:12]) <= 12 and 1 <= int(digits[12:14]) <= 31


def _luhn(digits: str) -> bool:
    doubled = [int(d) if i % 2 == 0 else sum(divmod(int(d) * 2, 10)) for i, d in enumerate(reversed(digits))]
    return len(digits) >= 16 and sum(doubled) % 10 == 0
