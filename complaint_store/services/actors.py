"""经办人：谁在操作，以什么身份，代表哪个单位。"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from complaint_store.domain.errors import NotAllowed
from complaint_store.domain.ids import UnitId, UserId


class Role(str, Enum):
    """身份. One person has one; whoever needs two has two log-ins, so that each act shows in which role."""

    ADMINISTRATOR = "administrator"  # 管理账号与单位联系方式，看不到诉求内容
    CLERK = "clerk"  # 12345 坐席
    UNIT_CONTACT = "unit_contact"  # 承办单位联络员
    SUPERVISOR = "supervisor"  # 盟信用办、组织部、信访局
    INSPECTOR = "inspector"  # 纪检监察，只看密件


@dataclass(frozen=True, slots=True)
class Actor:
    """经办人; user_id None is the system itself (reminders, imports)."""

    user_id: UserId | None
    name: str
    role: Role | None
    unit: UnitId | None = None

    def must_be(self, *roles: Role) -> None:
        """NotAllowed unless this person acts in one of the roles."""
        if self.role not in roles:
            raise NotAllowed(f"found role {self.role}, expected one of {[r.value for r in roles]}")


SYSTEM = Actor(user_id=None, name="系统", role=None)
