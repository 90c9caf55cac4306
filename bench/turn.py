"""一轮对话要多久：整轮经过应用，旁边是出厂配置的 Rasa 说同样的话，1 个和 8 个会话。"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import httpx

from bench.running import ROOT, Running, cpu_ms, free_port, resident_mb, running_chengsu, stop, wait_healthy
from bench.table import percentile, show, write
from bot.settings import read_settings

SCRIPT = (
    "你好",
    "我要反映问题，去年给左旗住建局修了办公楼外墙，活早干完了，钱一直拖着不给",
    "二十八万",
    "巴彦浩特镇",
    "去年十月",
    "外墙保温改造工程",
    "希望尽快把工程款付清",
    "匿名",
    "谢谢",
)
COUNTS = (1, 8)
ROUNDS = 3
STOCK = ROOT / "bench" / "stock_rasa"
Say = Callable[[str, str], None]  # (会话, 一句话)


def talk(say: Say, dialogues: int, conversations: int) -> list[float]:
    """Run `dialogues` scripts over `conversations` parallel clients; milliseconds of every turn."""
    turns: list[float] = []
    failures: list[BaseException] = []

    def one_client(share: int) -> None:
        try:
            for _ in range(share):
                name = uuid.uuid4().hex
                for words in SCRIPT:
                    begin = time.perf_counter()
                    say(name, words)
                    turns.append((time.perf_counter() - begin) * 1000)
        except BaseException as failure:
            failures.append(failure)
            raise

    threads = [
        threading.Thread(target=one_client, args=(dialogues // conversations,)) for _ in range(conversations)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"a turn failed: {failures[0]!r}")
    return turns


def chengsu_says(running: Running, client: httpx.Client) -> Say:
    known: dict[str, str] = {}

    def say(name: str, words: str) -> None:
        body = {"text": words, "client_message_id": uuid.uuid4().hex}
        if name in known:
            body["conversation_id"] = known[name]
        answer = client.post(f"{running.url}/api/chat/messages", json=body)
        answer.raise_for_status()
        known[name] = answer.json()["conversation_id"]
        if not answer.json()["replies"]:
            raise RuntimeError(f"no reply to turn {words!r}")

    return say


def stock_says(url: str, client: httpx.Client) -> Say:
    def say(name: str, words: str) -> None:
        answer = client.post(f"{url}/webhooks/rest/webhook", json={"sender": name, "message": words})
        answer.raise_for_status()
        if not answer.json():
            raise RuntimeError(f"the stock dialogue went astray at {words!r}: nothing to compare")

    return say


def stock_project(folder: Path) -> None:
    """The stock project with the dialogue utterances of our own training data beside its own."""
    shutil.copytree(STOCK, folder, dirs_exist_ok=True)
    for source in sorted((ROOT / "nlu" / "data" / "nlu").glob("*.yml")):
        shutil.copy(source, folder / "data" / f"shared_{source.name}")


def trained_stock(folder: Path, python: str, environ: dict[str, str], out: BinaryIO) -> Path:
    """The stock project, trained; its model is kept under var/ by the content it was made from."""
    project = folder / "project"
    stock_project(project)
    content = hashlib.sha256()
    for path in sorted(project.rglob("*.*")):
        content.update(path.read_bytes())
    kept = ROOT / "var" / "bench" / f"stock-{content.hexdigest()[:12]}"
    if not any(kept.glob("*.tar.gz")):
        print("正在训练出厂配置的 Rasa（几分钟）……", flush=True)
        subprocess.run(
            [python, "-m", "rasa", "train", "--quiet", "--out", str(kept)],
            cwd=project,
            env=environ,
            check=True,
            stdout=out,
            stderr=out,
        )
    shutil.copytree(kept, project / "models")
    return project


@contextmanager
def running_stock(folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """`rasa train`, `rasa run actions`, `rasa run` as shipped; yields its URL and both process ids."""
    folder.mkdir(parents=True)
    python = str(read_settings().engine_python)
    overlay = folder / "overlay"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", str(overlay),
                    "-r", str(ROOT / "requirements" / "bench-stock.txt")], check=True, capture_output=True)  # fmt: skip
    port, action_port = free_port(), free_port()
    environ = {
        **os.environ,
        "PYTHONPATH": str(overlay),
        "RASA_TELEMETRY_ENABLED": "false",
        "STOCK_ACTION_URL": f"http://127.0.0.1:{action_port}/webhook",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    log = folder / "stock.log"
    processes: list[subprocess.Popen[bytes]] = []
    with log.open("wb") as out:
        project = trained_stock(folder, python, environ, out)
        for words in (
            ["run", "actions", "--port", str(action_port)],
            ["run", "--port", str(port), "-i", "127.0.0.1"],
        ):
            command = [python, "-m", "rasa", *words]
            processes.append(subprocess.Popen(command, cwd=project, env=environ, stdout=out, stderr=out))
        try:
            wait_healthy(f"http://127.0.0.1:{action_port}/health", processes[0], log, 180)
            wait_healthy(f"http://127.0.0.1:{port}/", processes[1], log, 300)
            yield f"http://127.0.0.1:{port}", tuple(process.pid for process in processes)
        finally:
            for process in processes:
                stop(process)


@dataclass(slots=True)
class System:
    """One of the compared systems: how to say a sentence to it, and its processes."""

    label: str
    say: Say
    pids: tuple[int, ...]
    turns: dict[int, list[float]] = field(default_factory=dict)  # 会话数 → 每轮毫秒
    cpu: dict[int, float] = field(default_factory=dict)  # 会话数 → 处理器毫秒，累计

    def round(self, conversations: int, dialogues: int) -> None:
        before = cpu_ms(self.pids)
        turns = talk(self.say, dialogues, conversations)
        self.cpu[conversations] = self.cpu.get(conversations, 0.0) + cpu_ms(self.pids) - before
        self.turns.setdefault(conversations, []).extend(turns)

    def figures(self) -> dict[str, Any]:
        """p50 and p95 of a turn and its processor time over all processes, ms, by parallel conversations."""
        return {
            str(count): {
                "p50": percentile(turns, 0.5),
                "p95": percentile(turns, 0.95),
                "cpu": self.cpu[count] / len(turns),
                "turns": len(turns),
            }
            for count, turns in self.turns.items()
        }


def measure(systems: Sequence[System], counts: Sequence[int], dialogues: int) -> None:
    """One warm-up dialogue each, then the systems in turn, so that other work on the machine meets all of them alike."""
    for system in systems:
        talk(system.say, 1, 1)
    for count in counts:
        for number in range(ROUNDS):
            for system in systems:
                system.round(count, max(dialogues // ROUNDS, count))
            print(f"{count} 个会话，第 {number + 1}/{ROUNDS} 回", flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dialogues", type=int, default=24, help="每种并发下的对话段数")
    parser.add_argument("--no-stock", action="store_true", help="不跑出厂配置的 Rasa")
    options = parser.parse_args(argv)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chengsu-bench-")))
        client = stack.enter_context(httpx.Client(timeout=60))
        systems = {}
        if not options.no_stock:
            url, pids = stack.enter_context(running_stock(folder / "stock"))
            systems["stock_rasa"] = System(
                "出厂配置 Rasa（DIET，另开动作服务器）", stock_says(url, client), pids
            )
        running = stack.enter_context(running_chengsu(folder / "ours"))
        pids = (running.process.pid, running.engine_pid())
        systems["chengsu"] = System("诚诉", chengsu_says(running, client), pids)
        measure(list(systems.values()), COUNTS, options.dialogues)
        memory = dict(zip(("app", "engine"), map(resident_mb, pids), strict=True))
    result: dict[str, Any] = {key: system.figures() for key, system in systems.items()}
    result |= {"script_turns": len(SCRIPT), "memory_mb": memory}
    rows = [
        [system.label, *(result[key][str(c)][p] for c in COUNTS for p in ("p50", "p95", "cpu"))]
        for key, system in systems.items()
    ]
    show(
        "整轮对话，毫秒（处理器：全部进程用的时间）",
        ["", "1 会话 p50", "p95", "处理器", "8 会话 p50", "p95", "处理器"],
        rows,
    )
    if "stock_rasa" in result:
        times = {
            str(c): result["stock_rasa"][str(c)]["p50"] / result["chengsu"][str(c)]["p50"] for c in COUNTS
        }
        result["times_faster_p50"] = times
        print("快多少倍（p50）：", {c: round(x, 1) for c, x in times.items()})
    print("内存 MB：", {k: round(v) for k, v in memory.items()})
    print("已写入", write("turn", "chengsu bench turn", result).relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
