#!/bin/sh
# 重新解析依赖：三份带散列、不含下载地址的锁定文件。为什么有两处改写见 pyproject.toml 与 DESIGN。
set -eu
compile() { uv pip compile pyproject.toml --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet "$@"; }
compile --group build --python-version 3.11 -o requirements/app.txt
compile --group build --group dev --python-version 3.11 -c requirements/app.txt -o requirements/dev.txt
# 出厂 Rasa（bench turn 的对照）每次动作回复都用 jsonschema 重核一遍模式：4.x 每轮 134 ms，3.x 38 ms，给它快的；
# tensorflow-cpu 代替 tensorflow 少 560 MB
overrides=$(mktemp)
printf '%s\n' 'jsonschema<4' 'tensorflow ; python_version < "3"' > "$overrides"
uv pip compile --group engine --python-version 3.10 --override "$overrides" --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --quiet -o requirements/engine.txt
rm -f "$overrides"
