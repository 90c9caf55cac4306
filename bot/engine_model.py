"""对话模型：训练所用的内容变了才重训，内容的指纹写在文件名里。"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from bot.settings import ROOT, Settings

SOURCES = (
    "config.yml",
    "domain/*.yml",
    "nlu/data/nlu/*.yml",
    "nlu/data/rules/*.yml",
    "nlu/components/*.py",
    "nlu/engine.py",
    "requirements/engine.txt",
)
PREFIX = "chengsu-"
TRAINING_SECONDS = 900


class EngineTrouble(Exception):
    """The engine cannot be trained or started; the message says what to do now."""


def fingerprint(root: Path = ROOT) -> str:
    """What the model depends on, in twelve characters."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def model_path(settings: Settings) -> Path:
    """Where the model of the present sources is, or will be."""
    return settings.engine_model_dir / f"{PREFIX}{fingerprint()}.tar.gz"


def require_model(settings: Settings) -> Path:
    """The model, or what to do when it is not there."""
    path = model_path(settings)
    if not path.is_file():
        raise EngineTrouble(f"没有找到对话模型 {path.name}，请先运行 make setup（或 chengsu train-engine）。")
    return path


def train_if_changed(settings: Settings, *, force: bool = False, say: Callable[[str], None] = print) -> Path:
    """The model of the present sources, trained when it is missing; older ones are removed."""
    path = model_path(settings)
    if path.is_file() and not force:
        say("对话模型没有变化，不用重训。")
        return path
    require_python(settings)
    say("正在训练对话模型（约二十秒）……")
    command = [
        str(settings.engine_python),
        "-m",
        "nlu.engine",
        "train",
        "--name",
        path.name.removesuffix(".tar.gz"),
    ]
    done = subprocess.run(  # noqa: S603  命令由本文件写定
        [*command, "--out", str(settings.engine_model_dir)],
        cwd=ROOT,
        env=quiet_environment(),
        capture_output=True,
        text=True,
        timeout=TRAINING_SECONDS,
        check=False,
    )
    if done.returncode or not path.is_file():
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise EngineTrouble(
            f"对话模型没有训练成功，请看下面的原因，改好后再运行 chengsu train-engine。\n{tail}"
        )
    for old in settings.engine_model_dir.glob(f"{PREFIX}*.tar.gz"):
        if old != path:
            old.unlink()
    say(f"对话模型训练好了：{path.name}")
    return path


def require_python(settings: Settings) -> None:
    if not settings.engine_python.is_file():
        raise EngineTrouble(
            f"没有找到对话引擎的 Python 环境 {settings.engine_python.parent.parent.name}，请先运行 make setup。"
        )


def quiet_environment() -> dict[str, str]:
    """The engine's environment: no telemetry, no GPU probing, none of the app's own settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CHENGSU_", "PYTHONPATH"))}
    return {
        **kept,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
        "OPENBLAS_NUM_THREADS": "1",  # 同应用（bot/cli.py）
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",  # 三十来条别的包的弃用提醒，与运行的人无关
    }
