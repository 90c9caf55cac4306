"""仓库的规矩：依赖写明理由和下界，锁定文件带散列、不带地址，每个文件开头说清自己决定什么。"""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if (ROOT / name).is_file()
]
PYTHON = [path for path in TRACKED if path.suffix == ".py"]


def test_every_dependency_says_why_and_has_a_lower_bound():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    requirements = [line for line in lines if re.match(r'\s+"[a-z0-9-]+(\[[a-z]+\])?[><=]', line)]
    assert len(requirements) > 20
    for line in requirements:
        assert re.search(r"(>=|==)\d", line), line
        assert re.search(r"# .{2,}", line), line


@pytest.mark.parametrize("name", ["app", "dev", "engine", "bench-stock"])
def test_lock_files_carry_hashes_and_no_download_address(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,]+\])?==", text, flags=re.M)
    hashed = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,]+\])?==[^\n]*\\\n\s+--hash=sha256:", text, flags=re.M)
    assert pins and len(pins) == len(hashed)
    assert "://" not in text


def test_the_dev_lock_installs_the_same_app_versions():
    def pins(name: str) -> dict[str, str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9][\w.-]*)(?:\[[\w,]+\])?==([^\s;\\]+)", text, flags=re.M))

    app, dev = pins("app"), pins("dev")
    assert {name: dev.get(name) for name in app} == app


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_python_file_opens_by_saying_what_it_decides(path):
    source = path.read_text(encoding="utf-8")
    if source.strip():
        assert ast.get_docstring(ast.parse(source)), path


def test_what_the_readme_says_to_open_and_to_look_for_is_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tables = text[text.index("### 要改什么，打开哪里") : text.index("## 诚诉不做的事")]
    named = re.findall(r"`([^`]+)`", tables)
    paths = [name for name in named if "/" in name]
    assert paths and [name for name in paths if not (ROOT / name).exists()] == []
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in PYTHON if not path.is_relative_to(ROOT / "tests")
    )
    words = [name for name in named if re.fullmatch(r"[A-Za-z_.]+", name)]
    assert words and [name for name in words if not re.search(rf"\b{name.split('.')[-1]}\b", code)] == []


def test_no_browser_stays_open_for_the_whole_run():
    """playwright 的同步接口开着时，asyncio 认为本线程已有循环在跑，之后的 asyncio.run 全都失败。"""
    for path in PYTHON:
        if not path.is_relative_to(ROOT / "tests"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "chromium()" in ast.unparse(node):
                kept = [ast.unparse(decorator) for decorator in node.decorator_list]
                assert not any("session" in words for words in kept), (path.name, node.name, kept)


def test_no_python_file_is_longer_than_four_hundred_lines():
    long = {
        str(p.relative_to(ROOT)): n
        for p in PYTHON
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_no_committed_file_names_a_machine_or_a_home_folder():
    needles = [f"{folder}/" for folder in (ROOT.parent, Path.home()) if len(folder.parts) > 1]
    found = [
        str(path.relative_to(ROOT))
        for path in TRACKED
        if path.suffix not in {".png", ".npz", ".ico", ".woff2"}
        and any(needle in path.read_text(encoding="utf-8", errors="ignore") for needle in needles)
    ]
    assert found == []
