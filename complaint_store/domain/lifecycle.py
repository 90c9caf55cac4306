"""工单流程：从受理到归档，哪一步可以走到哪一步。"""

from collections.abc import Mapping
from enum import Enum

from complaint_store.domain.errors import MoveNotAllowed


class Status(str, Enum):
    """工单状态。"""

    AT_DESK = "at_desk"  # 待人工分派
    DISPATCHED = "dispatched"  # 已派单，待签收
    IN_PROGRESS = "in_progress"  # 已签收，办理中
    AWAITING_MATERIAL = "awaiting_material"  # 待诉求人补充材料
    RETURNED = "returned"  # 承办单位退回，待改派或裁定
    REPLIED = "replied"  # 已答复
    CLOSED = "closed"  # 已办结，待回访
    ARCHIVED = "archived"  # 已归档
    WITHDRAWN = "withdrawn"  # 诉求人撤回


# 还在办：没有答复、没有办结，也没有撤回
RUNNING = frozenset(
    {Status.AT_DESK, Status.DISPATCHED, Status.IN_PROGRESS, Status.AWAITING_MATERIAL, Status.RETURNED}
)
MOVES: Mapping[Status, frozenset[Status]] = {
    Status.AT_DESK: frozenset({Status.DISPATCHED, Status.CLOSED, Status.WITHDRAWN}),  # 派单 / 直接答复
    Status.DISPATCHED: frozenset(
        {Status.IN_PROGRESS, Status.RETURNED, Status.DISPATCHED, Status.WITHDRAWN}
    ),  # 签收 / 退回 / 改派
    Status.IN_PROGRESS: frozenset(
        {Status.AWAITING_MATERIAL, Status.REPLIED, Status.RETURNED, Status.DISPATCHED, Status.WITHDRAWN}
    ),  # 补充材料 / 答复 / 退回 / 改派
    Status.AWAITING_MATERIAL: frozenset({Status.IN_PROGRESS, Status.REPLIED, Status.WITHDRAWN}),
    Status.RETURNED: frozenset({Status.DISPATCHED, Status.AT_DESK, Status.WITHDRAWN}),  # 改派 / 转裁定
    Status.REPLIED: frozenset({Status.CLOSED, Status.DISPATCHED}),  # 办结 / 重办
    Status.CLOSED: frozenset({Status.ARCHIVED, Status.DISPATCHED}),  # 归档 / 重办
    Status.ARCHIVED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}


def move(current: Status, target: Status) -> Status:
    """The new status, or MoveNotAllowed when the 流程 has no such step."""
    if target not in MOVES[current]:
        raise MoveNotAllowed(current.value, target.value)
    return target
