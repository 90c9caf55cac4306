"""引用只往里走：domain ← policy ← routing ← services ← db、delivery；nlu 只看 domain 和 policy；谁也不引用 bot."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STORE = "complaint_store"
MAY_SEE = {
    f"{STORE}.domain": (f"{STORE}.domain",),
    f"{STORE}.policy": (f"{STORE}.domain", f"{STORE}.policy"),
    f"{STORE}.routing": (f"{STORE}.domain", f"{STORE}.policy", f"{STORE}.routing"),
    f"{STORE}.security": (f"{STORE}.domain", f"{STORE}.security"),
    f"{STORE}.services": tuple(
        f"{STORE}.{name}" for name in ("domain", "policy", "routing", "services", "security")
    ),
    f"{STORE}.db": (STORE,),
    f"{STORE}.delivery": (STORE,),
    "nlu": ("nlu", f"{STORE}.domain", f"{STORE}.policy"),
    "actions": (
        "actions",
        "nlu",
        f"{STORE}.domain",
        f"{STORE}.policy",
        f"{STORE}.routing",
        f"{STORE}.services",
        f"{STORE}.db.database",  # 打开存储的那扇门
    ),
    "bot": ("bot", "actions", "nlu", STORE),
}
OURS = ("bot", "nlu", "actions", STORE)
LIGHT = {"yaml", "numpy", "jieba", "__future__"}  # 对话引擎（Python 3.10）里也要能运行的部分
IN_ENGINE = (f"{STORE}.domain", f"{STORE}.policy", f"{STORE}.routing")


def _modules() -> Iterator[tuple[str, Path]]:
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import, expected a full name"
            yield node.module or ""


def _is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def _layer(name: str) -> str | None:
    found = [layer for layer in MAY_SEE if _is_in(name, layer)]
    return max(found, key=len) if found else None


MODULES = list(_modules())


@pytest.mark.parametrize("name", [name for name, _ in MODULES])
def test_a_module_sees_only_what_lies_further_in(name: str) -> None:
    layer = _layer(name)
    if layer is None:
        return
    path = dict(MODULES)[name]
    outward = [
        imported
        for imported in _imported(path)
        if any(_is_in(imported, package) for package in OURS)
        and not any(_is_in(imported, allowed) for allowed in MAY_SEE[layer])
    ]
    assert outward == [], f"{name} imports {outward}; {layer} may see {', '.join(MAY_SEE[layer])}"


def test_nobody_imports_bot() -> None:
    found = [
        name
        for name, path in MODULES
        if not _is_in(name, "bot") and any(_is_in(imported, "bot") for imported in _imported(path))
    ]
    assert found == []


def test_what_runs_in_the_engine_is_light() -> None:
    heavy = {}
    for name, path in MODULES:
        if any(_is_in(name, package) for package in IN_ENGINE):
            tops = {imported.partition(".")[0] for imported in _imported(path)}
            extra = tops - LIGHT - set(sys.stdlib_module_names) - {STORE}
            if extra:
                heavy[name] = extra
    assert heavy == {}


def test_nothing_below_the_doors_reads_the_clock_or_the_environment() -> None:
    forbidden = {"today", "now", "utcnow", "getenv", "environ"}
    found = []
    for name, path in MODULES:
        if not any(_is_in(name, package) for package in (*IN_ENGINE, f"{STORE}.services")):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in forbidden
                and isinstance(node.value, ast.Name)
                and node.value.id in {"date", "datetime", "os", "time"}
            ):
                found.append(f"{name}:{node.lineno}")
    assert found == []
