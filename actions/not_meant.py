"""说到了但不算数的：只是说在哪儿，不是改说那里的政府；还没到的日子，不是从那时开始的；留号码时报的是自己的名字。"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from complaint_store.domain.draft import Draft
from complaint_store.domain.reading import Field, FieldType, Reading
from complaint_store.services import intake

MOSTLY = 0.6  # 一句话里占这么多，就是只说了它
HOW_TO_REACH = re.compile("[，,。；; ]+(?:我的?|本人)?(?:联系)?(?:电话|手机|微信|姓名|身份证|我姓|我叫|匿名)")
YEAR_TOLD = re.compile(r"\d{2}年|[一二三四五六七八九〇零]{2,4}年|[去前今]年|大前年")
ADDS = re.compile(
    "(?:还有|另外|再加|外加|加上|补充)[^，。]{0,6}(?:利息|违约金|滞纳金|押金|保证金|质保金|定金)"
)
LOOKS_AHEAD = re.compile("(?:[想要盼等]|希望|赶紧|赶快|尽快|好好)[^，。]{0,8}(?:过年|过节|年前|年底|春节)")

# “今天就给处理”“本月付清”：盼的日子
ABOUT_NOW = re.compile("[今明]天|今晚|现在|马上|这两天|[本这]个?[月周年]|这?个?礼拜|[月年]底")
HOPES = re.compile("希望|要求|想|盼|尽快|赶紧|赶快|能不能|可不可以|就[给付办发]|[付还结发]清|之?内|之?前")
WHO_HE_IS = re.compile(
    "(?:^|[，,。 ])(?:[你您]好[，, ]*)?我(?:们)?(?:就)?(?:是|在)(?!给)[^，,。 ]{2,24}(?:的|店|公司|厂|合作社|老板|负责人|经理)(?=[，,。 ])"
    "|我们?(?:的)?(?:公司|店|厂|合作社|单位)(?:名?字?叫|是)[^，,。 ]{2,24}"
)
WORKS_THERE = re.compile("工资|工钱|工人|员工|职工|打工|干活|上班|司机|农民工|保安|保洁|服务员")
IT_OWES = re.compile(
    "(?:公司|单位|老板|厂里?|店里?|合作社|[他它]们?)[^，。]{0,4}(?:欠|扣|不给|没给|不发|没发|拖)"
)  # 欠自己的就是那家
WANTS_IT_BACK = re.compile("^(?:我们?)?(?:就|只|还)*(?:要(?!投诉|反映|举报|告|求)|想要|想把)")


def only_where(draft: Draft, reading: Reading, text: str, *, asked_who: bool) -> Reading:
    """“左旗巴彦木仁苏木” and nothing else: 知道是水务局、嘎查了，或没有问是谁，说的就是在哪儿，不是那个苏木。"""
    if asked_who and intake.UNIT not in draft.fields:
        return reading
    whole = len(text.strip()) * MOSTLY
    places = {(f.start, f.end) for f in reading.of(FieldType.PLACE) if f.end - f.start >= whole}
    kept = tuple(
        field
        for field in reading.fields
        if field.type is not FieldType.ACCUSED_UNIT or (field.start, field.end) not in places
    )
    return replace(reading, fields=kept)


def without_what_is_added(reading: Reading, text: str) -> Reading:
    """看汇总时说“还有利息五千”：是另外的一笔，不是改原来的数；话记着，数不动。"""
    if not ADDS.search(text):
        return reading
    return replace(reading, fields=tuple(f for f in reading.fields if f.type is not FieldType.AMOUNT))


def without_contact(reading: Reading) -> Reading:
    """“要求付款，电话199…，我姓李”：怎么找到本人，不写进要求里给人看。"""
    return replace(reading, fields=tuple(_plain_wish(field) for field in reading.fields))


def _plain_wish(field: Field) -> Field:
    wish = HOW_TO_REACH.split(field.value)[0]
    if field.type is not FieldType.DEMAND or wish == field.value or not wish:
        return field
    said = HOW_TO_REACH.split(str(field.normalized or ""))[0]
    return replace(field, value=wish, normalized=said or wish, end=field.start + len(wish))


def not_ahead(reading: Reading, text: str, today: date) -> Reading:
    """“想赶紧拿钱过年”“每次都说下个月给”：还没到的日子，不是从那时开始的。"""
    hopes = [found.span() for found in LOOKS_AHEAD.finditer(text)]
    hoping = HOPES.search(text) is not None
    kept = tuple(
        field
        for field in reading.fields
        if field.type is not FieldType.DATE
        or not (
            _is_hoped_for(field, hopes)
            or _is_to_come(str(field.normalized or ""), today)
            or (hoping and ABOUT_NOW.fullmatch(field.value) is not None)
        )
    )
    return replace(reading, fields=kept)


def _is_hoped_for(field: Field, hopes: list[tuple[int, int]]) -> bool:
    """“拿钱过年”; a day told with its year has been."""
    return not YEAR_TOLD.search(field.value) and any(
        field.start < end and start < field.end for start, end in hopes
    )


def _is_to_come(day: str, today: date) -> bool:
    return day > today.isoformat()[: len(day)]


def without_own_name(draft: Draft, reading: Reading, *, asked_how: bool) -> Reading:
    """“锦程新材料 19900005555”：留号码时说的公司是自己的，不是改说反映的单位。"""
    told = {field.type for field in reading.fields}
    if not asked_how or FieldType.PHONE not in told or intake.UNIT not in draft.fields:
        return reading
    return _without_unnamed_unit(reading)


def without_what_is_wanted(reading: Reading, text: str) -> Reading:
    """“我就要我的草厂回来”：要的东西不是谁。"""
    return _without_unnamed_unit(reading) if WANTS_IT_BACK.search(text) else reading


def without_who_he_is(reading: Reading, text: str) -> Reading:
    """“我是润丰农资店的，农牧局拿了我的化肥”：报的是自己的店；给那家干活、领那家工资的不算。"""
    own = [found.span() for found in WHO_HE_IS.finditer(text)]
    if WORKS_THERE.search(text) or IT_OWES.search(text):
        return reading
    kept = tuple(
        field
        for field in reading.fields
        if field.type is not FieldType.ACCUSED_UNIT
        or field.code
        or field.candidates
        or not any(start <= field.start and field.end <= end for start, end in own)
    )
    return replace(reading, fields=kept)


def _without_unnamed_unit(reading: Reading) -> Reading:
    """A party that is in no register is left out."""
    kept = tuple(f for f in reading.fields if f.type is not FieldType.ACCUSED_UNIT or f.code or f.candidates)
    return replace(reading, fields=kept)
