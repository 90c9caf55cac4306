"""可打断的规则：表单进行中，哪些意图先看规则，而不先进表单。

Rasa lets an active form speak before any rule: an interruption would first call the form's validation over the
network only to have it refuse, then call the action (two remote calls a turn). Here the listed intents go straight
to their rule; after the action Rasa listens, and the form goes on waiting for the same answer.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class InterruptibleRulePolicy(RulePolicy):
    """RulePolicy that knows which intents may interrupt a form (`interrupting_intents` in config.yml)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**RulePolicy.get_default_config(), "interrupting_intents": []}

    def __init__(self, config: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(config, *args, **kwargs)
        interrupting = frozenset(self.config["interrupting_intents"])
        happy_path = RulePolicy._find_action_from_loop_happy_path

        def find(tracker: DialogueStateTracker) -> tuple[str | None, str | None]:
            message = tracker.latest_message
            intent = message.intent.get("name") if message else None
            if intent in interrupting and not _form_has_run(tracker):
                return None, None
            return happy_path(tracker)

        self._find_action_from_loop_happy_path = find

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        """规则只看意图: no rule of ours quotes a person's words, so the search by words is left out."""
        if use_text_for_last_user_input:
            return None, None, False
        return super()._find_action_from_rules(tracker, domain, False)


def _form_has_run(tracker: DialogueStateTracker) -> bool:
    """Whether the form itself has acted since the person spoke: then it is not being interrupted."""
    return tracker.latest_action_name not in (None, ACTION_LISTEN_NAME) and (
        tracker.latest_action_name == tracker.active_loop_name
    )
