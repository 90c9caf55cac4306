"""动作表：引擎能叫的每个动作，各带同一处 House。"""

from __future__ import annotations

from rasa_sdk.executor import ActionExecutor

from actions.complaint_form import ValidateComplaintForm
from actions.crisis import Crisis
from actions.desk import HandOver, NotUnderstood
from actions.door import Door
from actions.doors import NameTheDoor
from actions.policy_answer import AnswerPolicy
from actions.small_talk import Cancel, Goodbye, Greet, Help, Restart, Submitted, Thanks
from actions.status import AskStatus
from actions.talk import Task

TASKS: tuple[type[Task], ...] = (
    ValidateComplaintForm, AnswerPolicy, AskStatus, Cancel, Crisis, Goodbye, Greet, HandOver, Help, NameTheDoor,
    NotUnderstood, Restart, Submitted, Thanks,
)  # fmt: skip


def build_executor(house: Door) -> ActionExecutor:
    executor = ActionExecutor()
    for task in TASKS:
        executor.register_action(task(house))
    return executor
