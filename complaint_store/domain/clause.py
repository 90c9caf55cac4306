"""条款：一个说法出自哪份文件的哪一条。"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class ClauseRef:
    """条款引用, e.g. doc="保障中小企业款项支付条例", clause="第二十五条"; the plan's doc is "分工方案"."""

    doc: str
    clause: str

    def __str__(self) -> str:
        return f"《{self.doc}》{self.clause}"
