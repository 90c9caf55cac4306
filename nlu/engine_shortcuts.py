"""引擎走近路：Rasa 每轮重复做、而在这里从不变的几件事，启动时定好一次。

Each shortcut says what Rasa 3.6 does without it; none changes what is decided or answered.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any

import aiohttp
from rasa.core import processor
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.utils.endpoints import EndpointConfig

IDLE_SECONDS = 4.0  # 比应用一侧（uvicorn，5 秒）先放下闲着的连接，不会拿到刚被关掉的


def take_shortcuts() -> None:
    """Call once, before the model is loaded."""
    processor.DaskGraphRunner = InOrderRunner
    kept = KeptSession()
    EndpointConfig.session = lambda _: kept
    RemoteAction._validate_action_result = _trusted


class InOrderRunner(DaskGraphRunner):
    """Rasa works out anew at every message which nodes to run and hands them to Dask's scheduler; the order never changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._orders: dict[tuple[str, ...], list[tuple[str, list[str]]]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._orders:
            self._orders[wanted] = self._order_for(wanted)
        results = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._orders[wanted]:
            try:
                results[name] = self._instantiated_nodes[name](*(results[need] for need in needs))
            except RuntimeError as error:
                raise GraphRunError("Error running runner.") from error
        return {name: results[name][1] for name in wanted}

    def _order_for(self, wanted: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """Every node after what it needs; names that are no nodes are the inputs."""
        nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
        order: dict[str, list[str]] = {}

        def place(name: str) -> None:
            if name in order or name not in nodes:
                return
            needs = list(nodes[name].needs.values())
            for need in needs:
                place(need)
            order[name] = needs

        for name in wanted:
            place(name)
        return list(order.items())


class KeptSession:
    """Rasa opens a new session and TCP connection for every action call; here one is kept."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(keepalive_timeout=IDLE_SECONDS)
            self._session = aiohttp.ClientSession(
                connector=connector, timeout=aiohttp.ClientTimeout(total=300)
            )
        return self._session

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The session stays open for the next call."""


def _trusted(_: RemoteAction, result: dict[str, Any]) -> bool:
    """Rasa checks the reply against a JSON schema it re-reads each time; ours comes from this repository's own actions."""
    return True
