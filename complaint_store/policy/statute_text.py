"""法规文本：把一份 Markdown 法规读成题名、版本、效力、章节、条与款，读不懂的地方指明行号。

Nothing is rewritten: every paragraph is a line of the source, without its surrounding blanks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from complaint_store.policy.numerals import cardinal


class StatuteError(ValueError):
    """The text is not a statute we can quote; `line` says where, the message what was found and expected."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"第{line}行：{problem}")
        self.line, self.problem = line, problem


class NotAStatute(ValueError):
    """分工方案：随程序提供，不作为法规导入。"""


@dataclass(frozen=True, slots=True)
class Article:
    """条: its number as written, where it stands, and its paragraphs and items in order."""

    number: str  # 第二十五条
    order: tuple[int, int]  # (25, 0)；“第二十五条之一”为 (25, 1)
    chapter: tuple[str, ...]  # 编、章、节
    paragraphs: tuple[str, ...]  # 款与项，逐字，各占一段


@dataclass(frozen=True, slots=True)
class Statute:
    """法规: one version of one document."""

    doc: str  # 引用名，如 保障中小企业款项支付条例
    title: str  # 全称
    part: str  # 民法典的编
    version: str  # 如 2025年修订
    number: str  # 文号
    issuer: str  # 制定机关
    dated: str  # 日期原文
    status: str  # 状态原文
    effective: date | None  # 施行日
    repealed: date | None  # 自该日起不再适用
    complete: bool  # 全文；否则为摘录
    articles: tuple[Article, ...]
    digest: str  # 源文本的 SHA-256

    def in_force_on(self, today: date) -> bool:
        started = self.effective is None or self.effective <= today
        return started and (self.repealed is None or today < self.repealed)

    @property
    def key(self) -> str:
        """One file per version: two versions of a document stand side by side."""
        stamp = self.effective.isoformat() if self.effective else self.version
        return "·".join(name for name in (self.doc, self.part) if name) + (f"@{stamp}" if stamp else "")


_META = re.compile(r"^-\s*(?P<key>[^：:]{2,6})[：:](?P<value>.+)$")
_HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<title>.+?)\s*#*$")
_ARTICLE = re.compile(
    r"^(?:\*\*)?第(?P<n>[零〇一二三四五六七八九十百千]+)条(?:之(?P<sub>[一二三四五六七八九十]+))?(?P<rest>.*)$"
)
_EFFECTIVE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\s*(?:起)?施行")
_REPEALED = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\s*起[^；。]*(?:替代|废止|失效|不再)")
_OUT = re.compile(r"旧版|已废止|失效|已被(?:修订|废止|替代)")
_SCOPE = re.compile(r"(?P<what>全文|摘录)\D{0,3}(?P<n>\d+)\s*条")
_VERSION = re.compile(r"\d{4}\s*年(?:修订|修正|版)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")


def parse_statute(text: str) -> Statute:
    """One statute, or StatuteError naming the first line that does not fit."""
    for line, raw in enumerate(text.split("\n"), 1):
        if _CONTROL.search(raw):
            raise StatuteError(line, "有控制字符或乱码，请用 UTF-8 重新保存")
    title, meta, body_from = _head(text)
    if "责任单位：" in text and not any(_article_in(line) for line in text.split("\n")):
        raise NotAStatute
    articles = _articles(text, body_from)
    if not articles:
        raise StatuteError(body_from, "没有找到条文，应有以“第一条”这样开头的段落")
    complete = _check_scope(meta.get("收录范围"), articles)
    doc, part, version = _names(title)
    status, dated = meta.get("状态", ("", 0))[0], meta.get("日期", ("", 0))[0]
    effective = _effective(dated, articles)
    if not version and effective is not None:
        version = f"{effective.year}年施行"
    return Statute(
        doc=doc,
        title=re.sub(r"（[^）]*）$", "", title),
        part=part,
        version=version,
        number=meta.get("文号", ("", 0))[0],
        issuer=meta.get("制定机关", ("", 0))[0],
        dated=dated,
        status=status,
        effective=effective,
        repealed=_repealed(title, status),
        complete=complete,
        articles=articles,
        digest=hashlib.sha256(text.encode("utf-8")).hexdigest(),
    )


def _head(text: str) -> tuple[str, dict[str, tuple[str, int]], int]:
    """Title, metadata with the line of each, and the line where the articles may begin."""
    title, meta = "", {}
    lines = text.split("\n")
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        heading = _HEADING.match(line)
        found = _META.match(line)
        if not title:
            if not line:
                continue
            if heading is None or heading["level"] != "#":
                raise StatuteError(number, "第一行应是“# 法规名称”")
            title = heading["title"]
        elif found:
            meta[found["key"].strip()] = (found["value"].strip(), number)
        elif heading or _article_in(line):
            return title, meta, number
    if not title:
        raise StatuteError(1, "文件是空的，应有“# 法规名称”与条文")
    return title, meta, len(lines) or 1


def _article_in(line: str) -> re.Match[str] | None:
    """An article opens with its number in bold, or with its number and a blank (“第三条规定的…” is not one)."""
    match = _ARTICLE.match(line.strip())
    if match is None:
        return None
    bold = line.strip().startswith("**")
    rest = match["rest"]
    if bold:
        return match if rest.startswith("**") else None
    return match if not rest or rest[0] in " \u3000\t" else None


def _articles(text: str, body_from: int) -> tuple[Article, ...]:
    articles: list[Article] = []
    path: dict[int, str] = {}
    opened_at = body_from
    for number, line in _body(text, body_from):
        heading, opening = _HEADING.match(line), _article_in(line)
        if heading:
            path = _path_to(heading, path)
        elif opening:
            _must_say_something(articles, opened_at)
            articles.append(_opened(opening, number, path, articles))
            opened_at = number
        elif not articles:
            raise StatuteError(number, "条文开始之前有不认识的文字，应是标题、“- 键：值”或“第一条”")
        else:
            last = articles[-1]
            articles[-1] = replace(last, paragraphs=(*last.paragraphs, line))
    _must_say_something(articles, opened_at)
    return tuple(articles)


def _body(text: str, body_from: int) -> Iterator[tuple[int, str]]:
    """The lines of the articles with their numbers; blank ones and rules left out."""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip().strip("\u3000")
        if number >= body_from and line and not set(line) <= {"-", "*", "_"}:
            yield number, line


def _path_to(heading: re.Match[str], path: Mapping[int, str]) -> dict[int, str]:
    """编、章、节: a heading ends those of its own level and below."""
    level = len(heading["level"])
    above = {upper: title for upper, title in path.items() if upper < level}
    if heading["title"] == "正文":
        return above
    return {**above, level: re.sub(r"\s+", " ", heading["title"])}


def _opened(opening: re.Match[str], line: int, path: Mapping[int, str], before: Sequence[Article]) -> Article:
    """An article as its first line opens it."""
    order = _order(opening, line)
    if before and order <= before[-1].order:
        raise StatuteError(line, f"条号应递增，{before[-1].number}之后出现了第{opening['n']}条")
    first = opening["rest"].removeprefix("**").strip().strip("\u3000")
    chapter = tuple(path[level] for level in sorted(path))
    return Article(_number(opening), order, chapter, (first,) if first else ())


def _must_say_something(articles: Sequence[Article], opened_at: int) -> None:
    if articles and not articles[-1].paragraphs:
        raise StatuteError(opened_at, f"{articles[-1].number}没有内容")


def _number(article: re.Match[str]) -> str:
    return f"第{article['n']}条" + (f"之{article['sub']}" if article["sub"] else "")


def _order(article: re.Match[str], line: int) -> tuple[int, int]:
    value = cardinal(article["n"])
    sub = cardinal(article["sub"]) if article["sub"] else 0
    if value is None or sub is None:
        raise StatuteError(line, f"条号“{article['n']}”不是一个数")
    return value, sub


def _check_scope(scope: tuple[str, int] | None, articles: tuple[Article, ...]) -> bool:
    """“全文（37条）” must hold 37 articles in unbroken order: a lost article would be a lost right."""
    unbroken = [a.order[0] for a in articles if not a.order[1]] == list(range(1, articles[-1].order[0] + 1))
    if scope is None:
        return unbroken
    said = _SCOPE.search(scope[0])
    if said is None:
        return unbroken and "摘录" not in scope[0]
    if int(said["n"]) != len(articles):
        raise StatuteError(scope[1], f"收录范围写{said['n']}条，实际读到{len(articles)}条")
    if said["what"] == "全文" and not unbroken:
        raise StatuteError(scope[1], "收录范围写全文，但条号不连续")
    return said["what"] == "全文"


def _names(title: str) -> tuple[str, str, str]:
    """(引用名, 编, 版本) of a title such as 保障中小企业款项支付条例（2025年修订，现行）。"""
    version = _VERSION.search(title)
    bare = re.sub(r"（[^）]*）$", "", title).removeprefix("中华人民共和国").strip()
    doc, _, part = bare.partition("·")
    return doc, part, re.sub(r"\s", "", version.group()) if version else ""


def _effective(dated: str, articles: tuple[Article, ...]) -> date | None:
    """施行日: from the 日期 line, else from an article that says 自…起施行。"""
    found = _EFFECTIVE.findall(dated)
    if not found:
        pattern = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起施行")
        found = [m for p in articles[-1].paragraphs for m in pattern.findall(p)]
    return date(*(int(x) for x in found[-1])) if found else None


def _repealed(title: str, status: str) -> date | None:
    on = _REPEALED.search(status)
    if on:
        return date(int(on["y"]), int(on["m"]), int(on["d"]))
    return date.min if _OUT.search(title) or _OUT.search(status) else None
