"""核对：环境里装上的版本与锁定文件逐一相同；在每个环境自己的 Python 里运行。"""

import re
import sys
from importlib import metadata
from pathlib import Path

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?P<marker>\s*;[^\\]*)?")


def differences(lock: Path) -> list[str]:
    """One line per locked package that is missing or another version; marked lines (other systems) are left out."""
    wrong = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        pin = PIN.match(line)
        if pin is None or pin["marker"]:
            continue
        try:
            found = metadata.version(pin["name"])
        except metadata.PackageNotFoundError:
            found = "没有安装"
        if found != pin["version"]:
            wrong.append(f"{pin['name']}：应为 {pin['version']}，实为 {found}（{lock}）")
    return wrong


if __name__ == "__main__":
    problems = differences(Path(sys.argv[1]))
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)
