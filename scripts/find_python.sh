#!/bin/sh
# 找一个指定版本的 Python：find_python.sh 3.10 [3.11 …]；按次序取第一个找得到且能建虚拟环境的。
for want in "$@"; do
  for candidate in "python$want" "$HOME/.pyenv/versions/$want"*/bin/python /usr/local/bin/"python$want" /opt/python/"$want"*/bin/python \
                   "$(uv python find "$want" 2>/dev/null)"; do
    [ -n "$candidate" ] || continue
    path=$(command -v "$candidate" 2>/dev/null) || continue
    if "$path" -c "import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '$want')" 2>/dev/null; then
      printf '%s\n' "$path"
      exit 0
    fi
  done
done
first=$1
echo "没有找到可用的 Python $*：请先安装一个（例如 apt install python$first python$first-venv，或 pyenv install $first，或 uv python install $first），然后重新运行。" >&2
exit 1
