"""答复的写法：一句话、一段原话、出处、接下来怎么做；答不上时说清没有写明什么、该问哪个门。

Nothing is said here that is not in the data: a number, a period, a phone or an address comes from a clause, from a
要点 with its source, or from doors.yml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from complaint_store.policy.doors import Door
from nlu.retrieval.excerpt import excerpt
from nlu.retrieval.lookup import units_of
from nlu.retrieval.passages import Cite, Gap, Gist, Passage
from nlu.retrieval.plan import PLAN_DOC
from nlu.retrieval.result import Citation, PolicyAnswer
from nlu.retrieval.tokens import grams

_WHO = re.compile(
    r"谁(?!赔|出|给|付|掏|垫|说了算)|哪个(?:部门|单位|局|机关)|哪家|哪些(?:部门|单位)|归口|归哪|找哪|责任单位|牵头|什么部门|什么单位|哪个管"
)
UNKNOWN = "现有资料没有写明{what}。"
IN_OUR_WORDS = "以上是转述的大意，原文没有导入，以官方公布的为准。"
ONLY_TOLD = "以上只见到转述，原文没有导入，也还没有核对。"
MOST_NAMED = 3  # 出处最多说几条


class Writer:
    """把检索结果写成答复; `notes` are remarks on plan clauses, `names` their short names."""

    def __init__(
        self,
        passages: Mapping[tuple[str, str], Passage],
        doors: Mapping[str, Door],
        names: Mapping[str, str],
        notes: Mapping[str, str],
    ) -> None:
        self._passages, self._doors, self._names, self._notes = passages, doors, names, notes

    def of_clause(self, question: str, passage: Passage, gist: Gist | None, today: date) -> PolicyAnswer:
        """One clause, quoted, with our own statement of it before it where there is one."""
        main = self.citation(question, passage, gist, today)
        rest = [c for c in gist.cites if (c.doc, c.clause) != (passage.doc, passage.clause)] if gist else []
        others = tuple(self._other(question, cite, gist, today) for cite in rest[:2]) if gist else ()
        door = gist.door if gist else ""
        parts = [self._lead(question, passage, gist), self._source(passage, main, gist)]
        if main.status_note and not main.in_force:
            parts.append(f"注意：{main.status_note}。")
        after = gist.next if gist and gist.next else self._door_says(door)
        if after:
            parts.append(f"接下来：{after}")
        citations = (main, *(other for other in others if other is not None))
        return PolicyAnswer(True, "\n".join(parts), citations, None, (door,) if door in self._doors else ())

    def of_unit(self, unit: str, duties: Sequence[Passage], today: date) -> PolicyAnswer:
        """某单位在方案里承担的条款，一条一行。"""
        lines = [f"分工方案里由{unit}负责的有{len(duties)}条："]
        for passage in duties:
            shared = [other for other in units_of(passage) if other != unit]
            beside = f"（同列：{'、'.join(shared)}）" if shared else ""
            lines.append(f"{passage.clause} {self._names.get(passage.clause, '')}{beside}")
        citations = tuple(self.citation("", passage, None, today) for passage in duties)
        return PolicyAnswer(True, "\n".join(lines), citations)

    def of_gap(self, gap: Gap | None, question: str) -> PolicyAnswer:
        """现有资料没有写明……, and the right door to ask at."""
        door = self._door_for(question) if gap is None or gap.id == "gap.other" else None
        what = gap.what if gap else "这件事"
        if door is not None:
            handoff, door_id = door.says, door.id
        elif gap:
            handoff, door_id = gap.handoff, gap.door
        else:
            handoff, door_id = "可以打12345，请话务员告诉您该找哪个部门。", "hotline_12345"
        doors = (door_id,) if door_id in self._doors else ()
        return PolicyAnswer(False, UNKNOWN.format(what=what) + handoff, (), handoff, doors)

    def not_held(self, doc: str, clause: str, excerpted: bool) -> PolicyAnswer:
        """点名的条文不在手头。"""
        why = "导入的是摘录，没有收录这一条" if excerpted else "没有收录这一条"
        handoff = "请以官方公布的文本为准，也可以打12345询问。"
        doors = ("hotline_12345",) if "hotline_12345" in self._doors else ()
        return PolicyAnswer(
            False, f"现有资料没有写明《{doc}》{clause}的内容：{why}。{handoff}", (), handoff, doors
        )

    def citation(self, question: str, passage: Passage, gist: Gist | None, today: date) -> Citation:
        about = set(grams(question)) | set(grams(gist.say if gist else "")) - set("的了和")
        quote = passage.text if passage.kind == "plan" else excerpt(passage.paragraphs, about)
        return Citation(
            passage.doc,
            passage.clause,
            quote,
            passage.in_force_on(today),
            passage.units,
            self._status(passage, today),
            gist.say if gist else "",
            passage.version,
            gist.grade if gist and passage.kind == "gist" else passage.grade,
        )

    def _other(self, question: str, cite: Cite, gist: Gist, today: date) -> Citation | None:
        passage = self._passages.get((cite.doc, cite.clause))
        return self.citation(question, passage, gist, today) if passage is not None else None

    def _lead(self, question: str, passage: Passage, gist: Gist | None) -> str:
        if gist:
            return gist.say
        if passage.units and _WHO.search(question):
            return f"分工方案写明的责任单位是：{passage.units}。"
        return f"{_named(passage)}{passage.clause}这样写："

    def _source(self, passage: Passage, main: Citation, gist: Gist | None) -> str:
        if passage.kind == "gist":
            places = dict.fromkeys(
                [(passage.doc, passage.clause), *((c.doc, c.clause) for c in _cites(gist))]
            )
            named = "、".join(_place(doc, clause) for doc, clause in list(places)[:MOST_NAMED])
            return f"——依据{named}。{IN_OUR_WORDS if passage.grade == '✅' else ONLY_TOLD}"
        version = f"（{passage.version}）" if passage.version else ""
        about = self._names.get(passage.clause, "") if passage.doc == PLAN_DOC else ""
        source = f"原文：“{main.quote}”\n——{_named(passage)}{version}{passage.clause}"
        source += f"（{about}）" if about else ""
        return f"{source}\n责任单位：{passage.units}" if passage.units else source

    def _status(self, passage: Passage, today: date) -> str:
        if passage.kind == "plan":
            return self._notes.get(passage.clause, "")
        if passage.until is not None and passage.until <= today:
            when = f"{_day(passage.until)}起" if passage.until > date.min else "已经"
            return f"这是旧版，{when}不再适用，只用来对照以前的事"
        if passage.since is not None and passage.since > today:
            return f"这一版{_day(passage.since)}起才施行"
        if passage.kind == "gist":
            return "原文未导入" if passage.grade == "✅" else "只见转述，待核"
        return "" if passage.complete else "摘录"

    def _door_for(self, question: str) -> Door | None:
        """The door whose topics the question speaks of."""
        return next(
            (door for door in self._doors.values() if any(topic in question for topic in door.topics)), None
        )

    def _door_says(self, door: str) -> str:
        """Said by itself, a way is not “also” a way."""
        return self._doors[door].says.removeprefix("也") if door in self._doors else ""


def _named(passage: Passage) -> str:
    return "《分工方案》" if passage.doc == PLAN_DOC else f"《{passage.doc}》"


def _cites(gist: Gist | None) -> tuple[Cite, ...]:
    return gist.cites if gist else ()


def _place(doc: str, clause: str) -> str:
    """《信访工作条例》第三十四条; a part that has no number is named as a part."""
    if doc == PLAN_DOC:
        return f"《分工方案》{clause}"
    return f"《{doc}》{clause}" if clause.startswith("第") else f"《{doc}》“{clause}”部分"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
