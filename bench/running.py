"""把整个诚诉（应用、对话引擎、投递）作为真实进程在空目录里跑起来，供测量和办事旅程使用。"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Running:
    """A running 诚诉: its address, its folder, its environment and what its processes printed."""

    url: str
    engine_port: int
    data_dir: Path
    process: subprocess.Popen[bytes]
    log: Path
    environ: dict[str, str]

    def command(self, *words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a `chengsu` command on the same folder."""
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            cwd=ROOT, env=self.environ, input=stdin, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip

    def engine_pid(self) -> int:
        """The process id of the engine: the only child that listens on the engine's port."""
        for child in descendants(self.process.pid):
            if str(self.engine_port) in " ".join(command_line(child)) or "nlu.engine" in command_line(child):
                return child
        raise RuntimeError(f"no engine among the children of {self.process.pid}; see {self.log}")


def command_line(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def descendants(pid: int) -> list[int]:
    found: list[int] = []
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return found
    for child in map(int, children):
        found += [child, *descendants(child)]
    return found


def cpu_ms(pids: Iterable[int]) -> float:
    """User and system time of the processes so far, ms (proc(5): stat fields 14 and 15, in clock ticks)."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """Resident memory of one process, MB (proc(5): VmRSS in kB)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"/proc/{pid}/status has no VmRSS")


def wait_healthy(
    url: str, process: subprocess.Popen[bytes], log: Path, seconds: float = START_SECONDS
) -> None:
    """Wait until `url` answers 200 (and, where it names a status, "ok"); say what was printed when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            answer = httpx.get(url, timeout=2)
            if answer.status_code == 200 and '"status":"degraded"' not in answer.text.replace(" ", ""):
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    tail = log.read_text(encoding="utf-8", errors="replace")[-4000:]
    raise RuntimeError(f"not healthy after {seconds:.0f} s: {url}\n{tail}")


def stop(process: subprocess.Popen[bytes], seconds: float = 20) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            for child in [*descendants(process.pid), process.pid]:
                os.kill(child, signal.SIGKILL)
            process.wait(5)


@contextmanager
def running_chengsu(folder: Path, extra: Mapping[str, str] | None = None) -> Iterator[Running]:
    """`chengsu init` and `chengsu serve` in `folder`, stopped cleanly at the end.

    `extra` settings are CHENGSU_… variables; the model is the one `make setup` trained.
    """
    port, engine_port = free_port(), free_port()
    environ = {
        **{k: v for k, v in os.environ.items() if not k.startswith("CHENGSU_")},
        "CHENGSU_DATA_DIR": str(folder),
        "CHENGSU_PORT": str(port),
        "CHENGSU_ENGINE_PORT": str(engine_port),
        "PYTHONUNBUFFERED": "1",
        **(extra or {}),
    }
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "serve.log"
    subprocess.run([sys.executable, "-m", "bot.cli", "init"], cwd=ROOT, env=environ, check=True,
                   stdout=(folder / "init.log").open("wb"), stderr=subprocess.STDOUT)  # fmt: skip
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "bot.cli", "serve"], cwd=ROOT, env=environ,
                                   stdout=out, stderr=subprocess.STDOUT)  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        wait_healthy(f"{url}/healthz", process, log)
        yield Running(url, engine_port, folder, process, log, environ)
    finally:
        stop(process)
