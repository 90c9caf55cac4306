"""接口说明：把 OpenAPI 读成一页人能看的文字，不从别处加载任何东西。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse

from bot.web.access import public, public_api
from bot.web.render import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path, with what goes in and out as small tables."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str, bool, str], ...]  # 名称、位置、必填、说明
    body: tuple[tuple[str, str, bool, str], ...]  # 名称、类型、必填、说明
    responses: tuple[tuple[str, str, tuple[tuple[str, str, bool, str], ...]], ...]


@router.get("/openapi.json", dependencies=[Depends(public_api)])
def openapi(request: Request) -> JSONResponse:
    return JSONResponse(request.app.openapi())


@router.get("/docs", dependencies=[Depends(public)])
def docs(request: Request) -> HTMLResponse:
    return page(request, "docs.html", operations=operations_of(request.app.openapi()))


def operations_of(schema: dict[str, Any]) -> list[Operation]:
    """Every operation in the schema, in the order of its paths."""
    found = []
    for path, methods in schema.get("paths", {}).items():
        for method, operation in methods.items():
            found.append(
                Operation(
                    method=method.upper(),
                    path=path,
                    summary=operation.get("summary", ""),
                    description=operation.get("description", ""),
                    parameters=tuple(
                        (p["name"], p["in"], bool(p.get("required")), p.get("description", ""))
                        for p in operation.get("parameters", ())
                    ),
                    body=_members(_content(operation.get("requestBody", {})), schema),
                    responses=tuple(
                        (status, answer.get("description", ""), _members(_content(answer), schema))
                        for status, answer in operation.get("responses", {}).items()
                    ),
                )
            )
    return found


def _content(holder: dict[str, Any]) -> dict[str, Any]:
    for media in holder.get("content", {}).values():
        found: dict[str, Any] = media.get("schema", {})
        return found
    return {}


def _resolve(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = part.get("$ref")
    if not reference:
        return part
    found: Any = schema
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def _members(part: dict[str, Any], schema: dict[str, Any]) -> tuple[tuple[str, str, bool, str], ...]:
    part = _resolve(part, schema)
    required = set(part.get("required", ()))
    return tuple(
        (name, _type(member, schema), name in required, member.get("description", ""))
        for name, member in part.get("properties", {}).items()
    )


def _type(part: dict[str, Any], schema: dict[str, Any]) -> str:
    if "anyOf" in part:
        return " 或 ".join(_type(option, schema) for option in part["anyOf"])
    if "$ref" in part:
        return str(part["$ref"].rsplit("/", 1)[-1])
    if part.get("type") == "array":
        return f"[{_type(part.get('items', {}), schema)}]"
    return str(part.get("type", "任意"))
