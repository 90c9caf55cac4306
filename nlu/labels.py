"""标签：模型分得出的类别与种类，顺序固定，写进模型。"""

from __future__ import annotations

from complaint_store.domain.reading import Kind

CATEGORIES: tuple[str, ...] = (
    "wage_arrears",
    "project_payment_arrears",
    "new_officials_ignore_old_debts",
    "breach_of_contract",
    "rent_seeking",
    "unfair_competition",
    "business_fraud",
    "blind_investment_promotion",
    "illegal_borrowing",
    "audit_delay",
    "dereliction",
)
OUT_OF_SCOPE: tuple[str, ...] = (
    Kind.OTHER_COMPLAINT.value,
    Kind.POLICY_QUESTION.value,
    Kind.STATUS_QUERY.value,
)
LABELS: tuple[str, ...] = CATEGORIES + OUT_OF_SCOPE
IN_SCOPE = "in_scope"  # 训练时另设的一个目标：是否属于本平台
ACCUSED_KINDS: tuple[str, ...] = ("government", "public_institution", "state_owned", "private", "village")
ACCUSED: tuple[str, ...] = tuple(f"accused:{kind}" for kind in ACCUSED_KINDS)
FIRST: tuple[str, ...] = (*LABELS, IN_SCOPE, *ACCUSED)  # 第一步的列
TARGETS = FIRST  # 第二步的列
