"""诉谁：被诉的是机关、事业单位、国企、民营还是嘎查。

A guess from the words, used where no unit of the directory was named. The model weighs, these words break ties.
"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Mark

_DISCIPLINE = re.compile(
    r"(?:纪委|监委|纪检)(?:的)?(?:工作人员|干部|领导|书记|主任|人员|里)?[^，。]{0,6}(?:收|压|不查|包庇|泄|把)"
)
_COURT = re.compile(
    r"(?:法院|法官|检察院|执行局)[^，。]{0,8}(?:不(?:立案|执行|作为|管)|拖|枉法|偏袒|压着|收了)"
)
_STATE_OWNED = re.compile(
    r"国企|央企|国有|城投|平台公司|旗投|盟投|电力公司|电网|水务(?:公司|集团)|热力公司|盐场|供电公司|中铁|中建|中交"
)
_VILLAGE = re.compile(
    r"嘎查(?:委|达|长|两委|干部|书记|集体)|村委|村干部|村支书|村长|大队(?:干部|书记|会计)|合作社是村"
)


def accused_kind_of(text: str, guesses: dict[str, float], marks: frozenset[Mark]) -> str | None:
    """被诉主体类型 (routing.AccusedKind), None when the words do not tell."""
    if _DISCIPLINE.search(text):
        return "discipline"
    if _COURT.search(text) and Mark.OFFICIAL_MISCONDUCT not in marks:
        return "court"
    if not guesses:
        return None
    best = max(guesses, key=lambda name: guesses[name])
    if best in ("public_institution", "state_owned", "private") and _STATE_OWNED.search(text):
        return "state_owned"
    if guesses[best] < 0.4:
        return "village" if _VILLAGE.search(text) else None
    return best
