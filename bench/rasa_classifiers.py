"""对照：Rasa 自带的分类器（LR、DIET）在别人给的文本上训练、作答，在对话引擎的环境里跑。

Started by bench/baselines.py with the engine's Python: `rasa_classifiers.py JOB ANSWERS`. JOB is
{classifier: "lr" | "diet", epochs, runs: [{train: [[text, label]], test: [text]}], timed: [text]}; the answers are,
per run, the ranking of labels for each test text, and the seconds each timed text took (one at a time, as in a chat).
DIET stands in Rasa's stock pipeline for Chinese (bench/stock_rasa/config.yml); LR counts the characters
of jieba's words (1 to 4; those of fewer than five messages are left out, as in ours: with them a fold takes minutes).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.featurizers.sparse_featurizer.lexical_syntactic_featurizer import LexicalSyntacticFeaturizer
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

CHARACTERS = {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}


class Pipeline:
    """出厂的中文流水线: jieba, words and characters counted, one classifier."""

    def __init__(self, classifier: str, epochs: int, folder: Path) -> None:
        storage = LocalModelStorage(folder)
        context = ExecutionContext(GraphSchema({}))

        def made(kind: Any, name: str, **config: Any) -> Any:
            return kind.create({**kind.get_default_config(), **config}, storage, Resource(name), context)

        self.tokenizer = made(JiebaTokenizer, "words_of_text")
        if classifier == "diet":
            self.featurizers = [
                made(LexicalSyntacticFeaturizer, "shapes"),
                made(CountVectorsFeaturizer, "words"),
                made(CountVectorsFeaturizer, "characters", **CHARACTERS),
            ]
            self.classifier = made(
                DIETClassifier,
                "diet",
                epochs=epochs,
                constrain_similarities=True,
                random_seed=0,
                ranking_length=0,
            )
        else:
            self.featurizers = [made(CountVectorsFeaturizer, "characters", **CHARACTERS, min_df=5)]
            self.classifier = made(LogisticRegressionClassifier, "lr", ranking_length=0)

    def train(self, rows: list[list[str]]) -> None:
        data = TrainingData([Message({TEXT: text, INTENT: label}) for text, label in rows])
        self.tokenizer.process_training_data(data)
        for featurizer in self.featurizers:
            featurizer.train(data)
            featurizer.process_training_data(data)
        self.classifier.train(data)

    def ranked(self, texts: list[str]) -> list[list[list[Any]]]:
        messages = [Message({TEXT: text}) for text in texts]
        for component in (self.tokenizer, *self.featurizers, self.classifier):
            messages = component.process(messages)
        return [
            [[each["name"], float(each["confidence"])] for each in m.get("intent_ranking")] for m in messages
        ]


def run(job: dict[str, Any]) -> dict[str, Any]:
    runs, seconds = [], []
    for one in job["runs"]:
        with tempfile.TemporaryDirectory() as folder:
            pipeline = Pipeline(job["classifier"], job["epochs"], Path(folder))
            began = time.perf_counter()
            pipeline.train(one["train"])
            trained = time.perf_counter() - began
            runs.append({"train_seconds": trained, "rankings": pipeline.ranked(one["test"])})
            for text in job["timed"]:
                began = time.perf_counter()
                pipeline.ranked([text])
                seconds.append(time.perf_counter() - began)
    return {"runs": runs, "seconds_each": seconds}


if __name__ == "__main__":
    answers = run(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    Path(sys.argv[2]).write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
