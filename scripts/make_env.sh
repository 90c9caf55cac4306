#!/bin/sh
# 按锁定文件建一个虚拟环境：make_env.sh 目录 锁定文件 python [pip 选项…]；锁定文件没变就不动。
set -eu
dir=$1; lock=$2; python=$3; shift 3
stamp="$dir/.made-from-$(basename "$lock")" # 同一环境可先后按两份锁定文件安装
now=$(cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1)
if [ -x "$dir/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then exit 0; fi
echo "正在建立环境 $dir（$lock，首次约一两分钟）……"
rm -f "$stamp"
# 目录可能来自另一台机器或装到一半：解释器跑不起来就重来
"$dir/bin/python" -c '' 2>/dev/null || { rm -rf "$dir"; "$python" -m venv "$dir"; }
"$dir/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes "$@" -r "$lock" 2>&1 \
  | { grep -vE '^(WARNING: Location|  DEPRECATION:)' || true; }
"$dir/bin/python" -c '' # 上面的管道吞掉了 pip 的退出码：下面逐一核对装上的版本
"$dir/bin/python" scripts/check_lock.py "$lock"
echo "正在编译字节码……"
"$dir/bin/python" -m compileall -q -j 2 "$dir/lib" >/dev/null 2>&1 || true # 个别包自带别的 Python 版本的模板，编译不过不碍事
printf '%s' "$now" > "$stamp"
