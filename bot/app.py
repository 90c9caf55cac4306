"""网页与接口的组装：哪些门开着，出错怎么说，随应用一起跑的后台任务有哪些。"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from prometheus_client import CollectorRegistry
from starlette.responses import Response

from bot.admin import contacts as admin_contacts
from bot.admin import users as admin_users
from bot.api import actions, chat, progress
from bot.assembly import House
from bot.background import Background, keep_running
from bot.channels import telegram
from bot.desk import cases, intake, policy, tickets
from bot.desk import queue as desk_queue
from bot.portal import queue as portal_queue
from bot.portal import statement as portal_statement
from bot.portal import ticket as portal_ticket
from bot.sealed import pages as sealed_pages
from bot.supervision import overview, supervised, ticket_lists
from bot.web import attachments, citizen, docs, errors, health, login
from bot.web import progress as progress_pages
from bot.web.render import STATIC
from bot.web.shield import Shield

ROUTERS = (
    citizen.router,
    progress_pages.router,
    chat.router,
    progress.router,
    actions.router,
    telegram.router,
    login.router,
    desk_queue.router,
    intake.router,
    cases.router,
    tickets.router,
    policy.router,
    portal_queue.router,
    portal_ticket.router,
    portal_statement.router,
    overview.router,
    ticket_lists.router,
    supervised.router,
    sealed_pages.router,
    admin_users.router,
    admin_contacts.router,
    attachments.router,
    docs.router,
    health.router,
)


class OwnFiles(StaticFiles):
    """样式、脚本与图标; a browser asks each time whether they changed, so an update shows at once."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        return response


def create_app(house: House, background: Sequence[Background] = ()) -> FastAPI:
    """The whole app on this house; each background task runs as long as the app does."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(keep_running(job, house)) for job in background]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    app = FastAPI(
        title="诚诉",
        summary="阿拉善盟政务诚信诉求的对话、分派与督办",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.house = house
    app.state.registry = CollectorRegistry()
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", OwnFiles(directory=STATIC), name="static")
    errors.install(app)
    app.add_middleware(
        Shield,
        secure=house.settings.secure_cookies,
        upload_limit=house.settings.max_upload_bytes,
        registry=app.state.registry,
    )
    return app
