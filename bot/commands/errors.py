"""命令行的错误：给人一句中文，给运维三样东西（发现、应为、在哪）和一个退出码。"""

from __future__ import annotations

import errno

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


_TROUBLE = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个目录，不是文件",
    errno.ENOTDIR: "路径中间有一段不是目录",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EADDRINUSE: "已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.ENAMETOOLONG: "名字太长",
}


def trouble(error: OSError) -> str:
    """What the system said, in Chinese where it is one of the usual troubles."""
    return _TROUBLE.get(error.errno or 0, error.strerror or type(error).__name__)


def bad_input(sentence: str, *, found: str = "", expected: str = "", where: str = "") -> CommandError:
    """Exit code 2: the input cannot be used and nothing was changed."""
    return CommandError(sentence, found=found, expected=expected, where=where, code=BAD_INPUT)
