"""签名：单位的系统凭它知道 webhook 确实来自诚诉、没有被改过、不是旧信重放。

signature = hex(HMAC-SHA256(secret, "<timestamp>.<body>")), sent as `X-Chengsu-Signature: t=<timestamp>,v1=<signature>`.
"""

from __future__ import annotations

import hashlib
import hmac

HEADER = "X-Chengsu-Signature"
TOLERANCE_SECONDS = 300


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """The header's value for this body at this second."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


def verify(secret: str, header: str, body: bytes, now: int) -> bool:
    """What the receiver does: same digest, compared in constant time, and not older than five minutes."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    try:
        timestamp = int(parts["t"])
    except (KeyError, ValueError):
        return False
    fresh = abs(now - timestamp) <= TOLERANCE_SECONDS
    return fresh and hmac.compare_digest(sign(secret, timestamp, body), header)
