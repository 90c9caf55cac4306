"""对话引擎的启动与训练：`python -m nlu.engine serve|train`，在引擎自己的 Python 3.10 环境里运行。

Not `rasa run`: that logs message texts at its usual levels, opens its whole HTTP API and loads all of Rasa's
command line first. Here only our own channel is served, on loopback, and logs name events, never contents.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ("nlu/data/nlu", "nlu/data/rules")


def quiet() -> None:
    """Errors only, and of each error the event and the kind of exception: no text, no slots, no local variables."""
    import structlog

    def event_only(_: object, __: str, event: dict[str, object]) -> dict[str, object]:
        return {"event": event.get("event")}

    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[event_only, structlog.processors.JSONRenderer()],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        cache_logger_on_first_use=True,
    )


def serve(model: str, port: int) -> None:
    """Serve until told to stop; the model must exist."""
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from nlu.engine_shortcuts import take_shortcuts

    if not Path(model).is_file():
        sys.exit(f"engine: found no model at {model}, expected one made by `chengsu train-engine`")
    take_shortcuts()
    serve_application(
        model_path=model,
        interface="127.0.0.1",
        port=port,
        credentials="credentials.yml",
        endpoints=AvailableEndpoints.read_endpoints("endpoints.yml"),
        enable_api=False,
    )


def leave_with(parent: int) -> None:
    """When the app is gone, however it went, the engine goes too and frees its port."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def train(name: str, output: str) -> None:
    """Compile rules and domain into models/<name>.tar.gz."""
    from rasa.model_training import train as rasa_train

    result = rasa_train(
        domain="domain",
        config="config.yml",
        training_files=list(DATA),
        output=output,
        fixed_model_name=name,
        force_training=True,
    )
    if result.code or result.model is None:
        sys.exit(result.code or 1)


def main() -> None:
    parser = argparse.ArgumentParser(prog="nlu.engine")
    tasks = parser.add_subparsers(dest="task", required=True)
    serving = tasks.add_parser("serve")
    serving.add_argument("--model", required=True)
    serving.add_argument("--port", type=int, required=True)
    serving.add_argument("--parent", type=int, default=0)
    training = tasks.add_parser("train")
    training.add_argument("--name", required=True)
    training.add_argument("--out", required=True)
    told = parser.parse_args()
    os.environ.update(RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3", LOG_LEVEL="ERROR")
    os.environ.update(LOG_LEVEL_LIBRARIES="ERROR", CUDA_VISIBLE_DEVICES="")
    quiet()
    if told.task == "serve":
        if told.parent:
            leave_with(told.parent)
        serve(told.model, told.port)
    else:
        train(told.name, told.out)


if __name__ == "__main__":
    main()
