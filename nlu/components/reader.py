"""来话读取：Rasa 管道中的薄壳，调用 nlu.understand.Reader，写上意图、要素和理解结果。"""

from __future__ import annotations

from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from complaint_store.domain.reading import FieldType, Kind
from complaint_store.policy.book import load_book
from nlu.components.compact import compact, compact_matters
from nlu.components.intent import intent_of
from nlu.understand import Reader

READING = "reading"
SINGLE_MATTER_CHARS = 12  # 更短的话不会是两件事


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=False,
)
class ComplaintReader(GraphComponent):
    """The model lives in nlu/data/model, not in Rasa's archive: the app reads with the same files."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ComplaintReader:
        return cls(Reader.load(load_book()))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        if text.startswith("/"):  # 按钮：意图写在明处，由 Rasa 自己读
            return
        today = _today(message)
        reading = self._reader.read(text, today or date.min)
        body = compact(reading)
        if today is None:  # 没有“今天”就没有相对日期，宁缺毋错；本组件从不看时钟
            body["fields"] = [field for field in body["fields"] if field["type"] != FieldType.DATE.value]
        if reading.kind is Kind.COMPLAINT and len(text) > SINGLE_MATTER_CHARS and today is not None:
            matters = self._reader.matters(text, today)
            if len(matters) > 1:
                body["matters"] = compact_matters(matters)
        intent, confidence = intent_of(reading, text)
        message.set(INTENT, {"name": intent, "confidence": float(confidence)}, add_to_output=True)
        message.set(ENTITIES, [_entity(field) for field in body["fields"]], add_to_output=True)
        message.set(READING, body, add_to_output=True)


def _today(message: Message) -> date | None:
    """The day the app says it is (message metadata), or None."""
    told = (message.get("metadata") or {}).get("today")
    return date.fromisoformat(told) if told else None


def _entity(field: dict[str, Any]) -> dict[str, Any]:
    entity = {key: field[key] for key in ("start", "end", "value")}
    return {**entity, "entity": field["type"], "confidence_entity": 1.0, "extractor": "ComplaintReader"}
