"""运行设置：唯一读取环境变量的地方；默认值即可在一台机器上运行。"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from complaint_store.security.secret_file import read_or_make

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "CHENGSU_"


@dataclass(frozen=True, slots=True)
class Settings:
    """One machine's settings; every field may be set as CHENGSU_<NAME>."""

    data_dir: Path = ROOT / "var"
    database_url: str = ""  # 空：data_dir 下的 SQLite
    host: str = "127.0.0.1"
    port: int = 8080
    base_url: str = ""  # 对外网址，用于邮件和 Telegram 里的链接
    secure_cookies: bool = False  # 经 HTTPS 对外时打开
    trusted_proxies: str = ""  # 反向代理地址，逗号分隔
    engine_python: Path = ROOT / ".venv-engine" / "bin" / "python"
    engine_port: int = 5005
    engine_token: str = ""  # 空：存于 data_dir/engine.token
    engine_model_dir: Path = ROOT / "models"
    telegram_token: str = ""
    telegram_webhook_secret: str = ""  # 设了就用 webhook，不设用轮询
    telegram_base_url: str = ""  # 自建 Bot API 服务器
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_from: str = ""
    smtp_tls: str = "starttls"  # starttls, tls, none
    sealed_lane: bool = False  # 已获纪检监察机关授权时打开密件通道
    max_upload_bytes: int = 10 * 1024 * 1024
    max_message_chars: int = 20_000

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'chengsu.sqlite3'}"

    @property
    def public_url(self) -> str:
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def engine_url(self) -> str:
        return f"http://127.0.0.1:{self.engine_port}"

    @property
    def action_url(self) -> str:
        """Where the engine finds the app: loopback, unless the app listens on one address only."""
        everywhere = self.host in {"", "0.0.0.0", "::", "localhost"}  # noqa: S104  比对，不是绑定
        host = "127.0.0.1" if everywhere else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/engine/actions"

    @property
    def keys_dir(self) -> Path:
        return self.data_dir / "keys"

    @property
    def policy_dir(self) -> Path:
        """导入的法规 (`chengsu policy import`)."""
        return self.data_dir / "policy"

    def shared_token(self) -> str:
        """The token that app and engine show each other; made once, readable by this user only."""
        if self.engine_token:
            return self.engine_token
        path = self.data_dir / "engine.token"
        self.data_dir.mkdir(parents=True, exist_ok=True)
        return read_or_make(path, lambda: secrets.token_urlsafe(32).encode()).decode("ascii").strip()


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; a wrong value is named with what was expected."""
    environ = os.environ if environ is None else environ
    values: dict[str, object] = {}
    for name, default in ((f, getattr(Settings(), f)) for f in Settings.__dataclass_fields__):
        raw = environ.get(PREFIX + name.upper())
        if raw is not None:
            values[name] = _convert(PREFIX + name.upper(), raw, default)
    return Settings(**values)  # type: ignore[arg-type]


def _convert(name: str, raw: str, default: object) -> object:
    if isinstance(default, bool):
        if raw.lower() not in {"0", "1", "true", "false", "yes", "no"}:
            raise ValueError(f"{name} 写的是 {raw!r}，应为 true 或 false")
        return raw.lower() in {"1", "true", "yes"}
    if isinstance(default, int):
        if not raw.isdigit():
            raise ValueError(f"{name} 写的是 {raw!r}，应为整数")
        return int(raw)
    # 不解开符号链接：虚拟环境的 python 正是靠它认得自己的环境
    return Path(raw).expanduser().absolute() if isinstance(default, Path) else raw
