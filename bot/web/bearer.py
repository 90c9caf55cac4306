"""对话凭证：网页手里的编号，后半段凭密钥算出；只有库或备份的人，拿里面的编号打不开任何人的对话。"""

from __future__ import annotations

import hmac

from complaint_store.domain.ids import ConversationId
from complaint_store.security.keys import Keyring

ID_LENGTH = 32  # 库内的对话编号 (security/tokens.py: new_bearer_id)
PROOF_LENGTH = 32  # 十六进制，128 位


def bearer_of(conversation: ConversationId, keyring: Keyring) -> str:
    """What the browser keeps and shows again."""
    return f"{conversation}{_proof(conversation, keyring)}"


def conversation_of(bearer: str, keyring: Keyring) -> ConversationId | None:
    """The conversation that this bearer opens; None for any other text, the stored id by itself included."""
    conversation, shown = ConversationId(bearer[:ID_LENGTH]), bearer[ID_LENGTH:]
    if not bearer.isascii() or not hmac.compare_digest(shown, _proof(conversation, keyring)):
        return None
    return conversation


def _proof(conversation: str, keyring: Keyring) -> str:
    return keyring.token("conversation", conversation)[:PROOF_LENGTH]
