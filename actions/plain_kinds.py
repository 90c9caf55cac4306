"""类别的平常叫法：请人自己选是哪一种时，公文里的名字前面先说一句听得懂的。"""

from __future__ import annotations

from complaint_store.domain.ids import CategoryId
from complaint_store.policy.categories import Category

PLAIN = {
    "new_officials_ignore_old_debts": "换了领导不认账",
    "breach_of_contract": "说好的不算数",
    "rent_seeking": "乱收费、要好处",
    "unfair_competition": "招标采购不公平",
    "business_fraud": "招商骗了企业",
    "blind_investment_promotion": "招商没谱、烂尾",
    "illegal_borrowing": "单位乱借钱",
    "dereliction": "该办的不办、推来推去",
}  # 没列的，名字本身就听得懂


def plain_name(category: Category) -> str:
    """“该办的不办、推来推去（履职不力）”."""
    words = PLAIN.get(CategoryId(category.id))
    return f"{words}（{category.name}）" if words else category.name
