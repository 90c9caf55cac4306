"""分字：一个字一个词元，只为让 Rasa 的评测能对齐要素的起止位置；理解本身不用它。"""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

LIMIT = 2_000  # 更长的话不是训练样本，也不必分


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class CharacterTokenizer(Tokenizer):
    """jieba 会切断要素 (三个|月工资); single characters never do."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text: str = message.get(attribute)[:LIMIT]
        return [Token(char, index) for index, char in enumerate(text) if not char.isspace()]
