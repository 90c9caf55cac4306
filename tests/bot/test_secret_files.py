"""盘满了的第一次启动：令牌和密钥不会留下空的，腾出地方再启动就好；空令牌开不了门。"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT, Settings
from bot.supervise import tracker_key, tracker_url
from complaint_store.security.keys import Keyring

NO_ROOM = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
MAKES = {
    "the engine's token": "from bot.settings import Settings; Settings(data_dir=Path(sys.argv[1])).shared_token()",
    "the store's keys": "from complaint_store.security.keys import Keyring; Keyring.load_or_create(Path(sys.argv[1]) / 'keys')",
    "the key of open drafts": "from bot.settings import Settings; from bot.supervise import tracker_key; tracker_key(Settings(data_dir=Path(sys.argv[1])))",
}


@pytest.mark.parametrize("what", MAKES)
def test_a_start_on_a_full_disk_leaves_no_empty_secret(tmp_path: Path, what: str):
    code = f"import sys; from pathlib import Path; {NO_ROOM}{MAKES[what]}"
    first = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, check=False
    )
    assert first.returncode != 0, "there was no room"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    settings = Settings(data_dir=tmp_path)
    assert len(settings.shared_token()) > 30
    assert Keyring.load_or_create(settings.keys_dir).fingerprint
    assert len(Path(tracker_key(settings)).read_bytes()) == 32


def test_everything_beside_the_store_is_for_this_user_only(tmp_path: Path):
    settings = Settings(data_dir=tmp_path)
    settings.shared_token()
    tracker_key(settings)
    tracker_url(settings)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()}
    assert modes == {"engine.token": 0o600, "tracker.key": 0o600, "dialogue.sqlite3": 0o600}
