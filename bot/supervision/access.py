"""督办的页面只许督办进。"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from bot.web.access import allow
from bot.web.sessions import Visitor
from complaint_store.services.actors import Role

Supervisor = Annotated[Visitor, Depends(allow(Role.SUPERVISOR))]
