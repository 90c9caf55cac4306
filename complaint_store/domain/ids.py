"""编号的类型：让类型检查分得清单位、类别、地区和条款。"""

from typing import NewType

UnitId = NewType("UnitId", str)  # 责任单位，如 league.gongxin（盟工信局）
CategoryId = NewType("CategoryId", str)  # 失信行为类别，如 wage_arrears
AreaCode = NewType("AreaCode", str)  # 统计用区划代码，6、9 或 12 位
MatrixRowId = NewType("MatrixRowId", str)  # 分派矩阵的行
ComplaintId = NewType("ComplaintId", str)
TicketId = NewType("TicketId", str)
ConversationId = NewType("ConversationId", str)
UserId = NewType("UserId", str)
