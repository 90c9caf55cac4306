"""总览上每个数的叫法、它后面那些工单的说法，和没做到的叫什么。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from complaint_store.services.figures import Figure, Rate


@dataclass(frozen=True, slots=True)
class FigureWords:
    name: str
    behind: str  # 后面的工单，{n} 件里 {done} 件
    missed: str = ""  # 没做到的


WORDS: Mapping[Figure, FigureWords] = {
    Figure.FILED: FigureWords("收到", "收到{n}件。撤回的不算。"),
    Figure.OPEN: FigureWords("在办", "还在办的{n}件。"),
    Figure.OVERDUE: FigureWords("逾期未办结", "过了最后一天还没答复的{n}件。"),
    Figure.SIGNED: FigureWords("签收率", "派出{n}件，签收了{done}件。", "未签收"),
    Figure.ON_TIME: FigureWords("按期办结率", "已经答复或者已经到期的{n}件，按期的{done}件。", "超过期限"),
    Figure.SOLVED: FigureWords("解决率", "诉求人评价过的{n}件，说解决了的{done}件。", "没解决"),
    Figure.SATISFIED: FigureWords("满意率", "诉求人打过分的{n}件，打四分、五分的{done}件。", "三分及以下"),
}


def percent(rate: Rate) -> str:
    return "暂无" if rate.value is None else f"{rate.value * 100:.0f}%"


def told(figure: Figure, rate: Rate) -> str:
    """What stands behind the figure, in a sentence."""
    return WORDS[figure].behind.format(n=rate.n, done=rate.done)
