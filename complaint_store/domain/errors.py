"""错误：按接到的人下一步做什么来命名。"""


class MoveNotAllowed(Exception):
    """The 流程 has no such step; show the ticket as it now is."""

    def __init__(self, current: str, target: str) -> None:
        super().__init__(f"found status {current}, asked to move to {target}; see domain/lifecycle.py MOVES")
        self.current, self.target = current, target


class NotFound(Exception):
    """No such thing, or not visible to this person: both are told the same way."""


class NotAllowed(Exception):
    """This person may not do this; nothing was changed."""


class BadInput(Exception):
    """The input cannot be used; the message is one Chinese sentence saying what to do now."""


class DeliveryDelayed(Exception):
    """The receiver could not be reached. The same notice may go through later."""


class DeliveryRefused(Exception):
    """The receiver answered no. Trying again will not help; show it to the desk."""


class EngineAway(Exception):
    """对话引擎暂时不在. The message is stored and will be replayed."""


class BookError(Exception):
    """A policy data file is wrong: found, expected, file and line."""
