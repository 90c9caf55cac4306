"""动作的门：对话引擎在这里请应用做事；令牌对了才做，别的程序看不到它。"""

from __future__ import annotations

import hmac
import logging
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from rasa_sdk.executor import ActionExecutor

from actions.executor import build_executor
from bot.assembly import House
from bot.web.access import machine

log = logging.getLogger("chengsu.actions")
router = APIRouter(prefix="/engine", dependencies=[Depends(machine("engine"))], include_in_schema=False)


@router.post("/actions")
async def run_action(request: Request) -> Response:
    """One action call of the engine (rasa-sdk's wire format)."""
    house: House = request.app.state.house
    shown = request.query_params.get("token", "")
    token = house.settings.shared_token()
    if not token or not hmac.compare_digest(shown.encode(), token.encode()):
        return Response(status_code=404)
    call: dict[str, Any] = await request.json()
    call.setdefault("domain", {})  # 引擎不带 domain；执行器要见到这一栏才肯执行
    try:
        result = await _executor(request).run(call)
    except Exception as fault:  # 话语和槽都不进日志
        log.error("action.failed action=%s error=%s", call.get("next_action"), type(fault).__name__)
        return JSONResponse(
            {"error": "action failed", "action_name": call.get("next_action")}, status_code=500
        )
    return JSONResponse(result.model_dump() if result else {"events": [], "responses": []})


def _executor(request: Request) -> ActionExecutor:
    """Built once for an app and its house."""
    state = request.app.state
    if not hasattr(state, "executor"):
        state.executor = build_executor(state.house)
    executor: ActionExecutor = state.executor
    return executor
