"""密钥：放在数据库之外，只有本用户可读；普通件与密件各用一把。

Each use has its own subkey (HKDF), so that an index, a chain digest and a ciphertext never share one.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from complaint_store.security.secret_file import read_or_make

KEY_BYTES = 32
NONCE_BYTES = 12
MAIN, SEALED = b"\x01", b"\x02"  # 密文首字节：用的是哪一把


class KeyProblem(Exception):
    """密钥文件不对: found, expected, where. Nothing can be read until the operator puts it right."""


class Keyring:
    """密钥环: seals, opens, indexes and signs; never shows a key."""

    def __init__(self, main: bytes, sealed: bytes) -> None:
        for name, key in (("main", main), ("sealed", sealed)):
            if len(key) != KEY_BYTES:
                raise KeyProblem(f"{name} key: found {len(key)} bytes, expected {KEY_BYTES}")
        self._ciphers = {
            MAIN: AESGCM(_derive(main, "content")),
            SEALED: AESGCM(_derive(sealed, "content")),
        }
        self._index_key = _derive(main, "blind index")
        self._chain_key = _derive(main, "audit chain")
        self._token_key = _derive(main, "tokens")
        self.fingerprint = hashlib.sha256(
            _derive(main, "fingerprint") + _derive(sealed, "fingerprint")
        ).hexdigest()[:16]

    @classmethod
    def load_or_create(cls, folder: Path) -> Keyring:
        """The keys of this folder, made at the first start, readable by this user only."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(main=_read_or_make(folder / "store.key"), sealed=_read_or_make(folder / "sealed.key"))

    @classmethod
    def fresh(cls) -> Keyring:
        """Keys that live only as long as this process (tests, benches)."""
        return cls(main=secrets.token_bytes(KEY_BYTES), sealed=secrets.token_bytes(KEY_BYTES))

    def seal(self, purpose: str, plain: bytes, *, sealed_lane: bool = False) -> bytes:
        """密文, bound to what it is for: a value moved to another column does not open there."""
        which = SEALED if sealed_lane else MAIN
        nonce = os.urandom(NONCE_BYTES)
        return which + nonce + self._ciphers[which].encrypt(nonce, plain, purpose.encode())

    def open(self, purpose: str, data: bytes) -> bytes:
        cipher = self._ciphers.get(data[:1])
        if cipher is None:
            raise KeyProblem(
                f"{purpose}: found ciphertext of an unknown form, expected one made by this store"
            )
        try:
            return cipher.decrypt(data[1 : 1 + NONCE_BYTES], data[1 + NONCE_BYTES :], purpose.encode())
        except InvalidTag:
            raise KeyProblem(
                f"{purpose}: the ciphertext does not open; it was changed, or belongs to other keys"
            ) from None

    def index(self, purpose: str, value: str) -> bytes:
        """盲索引: equal values give equal marks; the mark tells nothing without the key."""
        return hmac.digest(self._index_key, f"{purpose}\x00{value}".encode(), "sha256")

    def chain(self, previous: bytes, content: bytes) -> bytes:
        """The next link of the audit chain; cannot be recomputed by whoever only holds the database."""
        return hmac.digest(self._chain_key, previous + content, "sha256")

    def token(self, purpose: str, value: str) -> str:
        """A value that belongs to a token without being derivable from what the database holds."""
        return hmac.digest(self._token_key, f"{purpose}\x00{value}".encode(), "sha256").hex()


def _derive(key: bytes, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"chengsu/{use}".encode()).derive(key)


def _read_or_make(path: Path) -> bytes:
    written = read_or_make(path, lambda: f"{secrets.token_hex(KEY_BYTES)}\n".encode())
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise KeyProblem(f"{path.name}: found mode {mode:o}, expected 600 (readable by this user only)")
    try:
        return bytes.fromhex(written.decode("ascii").strip())
    except ValueError:
        raise KeyProblem(
            f"{path.name}: found other text, expected {KEY_BYTES * 2} hexadecimal characters"
        ) from None
