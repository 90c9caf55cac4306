"""命令行的错误：给人一句中文，给运维三样东西（发现、应为、在哪）和一个退出码。"""

from __future__ import annotations

DONE, FAILED, BAD_INPUT = 0, 1, 2


class CommandError(Exception):
    """An expected fault: told in one sentence, never as a traceback."""

    def __init__(
        self, sentence: str, *, found: str = "", expected: str = "", where: str = "", code: int = FAILED
    ) -> None:
        super().__init__(sentence)
        self.sentence, self.found, self.expected, self.where, self.code = (
            sentence,
            found,
            expected,
            where,
            code,
        )

    def lines(self) -> list[str]:
        details = (("发现", self.found), ("应为", self.expected), ("在哪", self.where))
        return [self.sentence, *(f"  {name}：{text}" for name, text in details if text)]


def bad_input(sentence: str, *, found: str = "", expected: str = "", where: str = "") -> CommandError:
    """Exit code 2: the input cannot be used and nothing was changed."""
    return CommandError(sentence, found=found, expected=expected, where=where, code=BAD_INPUT)
