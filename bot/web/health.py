"""还活着吗：各部分的状态，以及只有计数、没有任何人的信息的指标。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool

from bot.web.access import public_api
from bot.web.render import house_of
from complaint_store.services.accounts import any_administrator

if TYPE_CHECKING:
    from bot.assembly import House

router = APIRouter(dependencies=[Depends(public_api)], tags=["运行"])


@router.get("/healthz", summary="各部分是否正常")
async def healthz(request: Request) -> JSONResponse:
    """200 when app, store and engine are all up, otherwise 503 with the part that is away."""
    house = house_of(request)
    store = await run_in_threadpool(_store_state, house)
    engine = "ok" if await house.engine.healthy() else "away"
    parts = {"app": "ok", "store": store, "engine": engine}
    well = all(state == "ok" for state in parts.values())
    return JSONResponse({"status": "ok" if well else "degraded", **parts}, status_code=200 if well else 503)


def _store_state(house: House) -> str:
    try:
        with house.database.unit_of_work() as uow:
            any_administrator(uow=uow)
    except Exception:  # whatever the driver raises, the answer is the same
        return "away"
    return "ok"


@router.get("/metrics", summary="Prometheus 指标", response_class=Response)
def metrics(request: Request) -> Response:
    return Response(generate_latest(request.app.state.registry), media_type=CONTENT_TYPE_LATEST)
