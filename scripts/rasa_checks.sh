#!/bin/sh
# Rasa 自带的两项检查：数据校验（意图、规则、槽、表单互相对得上），对话测试（tests/conversations/stories）。
set -eu
cd "$(dirname "$0")/.."
export RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 CUDA_VISIBLE_DEVICES= SQLALCHEMY_SILENCE_UBER_WARNING=1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
: > "$out/endpoints.yml" # 对话测试不执行动作，也不动真实的存放
rasa() { .venv-engine/bin/python -W ignore -m rasa "$@" > "$out/log" 2>&1 || { cat "$out/log" >&2; exit 1; }; }
data="nlu/data/nlu nlu/data/rules"
# “utterance is not used” 是预料之中：答复由动作选用，tests/actions/test_responses.py 逐条核对
# shellcheck disable=SC2086  两个目录
rasa data validate --config config.yml --domain domain --data $data
echo "数据校验：没有矛盾。"
model=$(.venv/bin/python -c "from bot.engine_model import train_if_changed; from bot.settings import read_settings; print(train_if_changed(read_settings(), say=lambda _: None))")
rasa test core --model "$model" --stories tests/conversations/stories --endpoints "$out/endpoints.yml" --out "$out" \
  --fail-on-prediction-errors
echo "对话测试：$(grep -o 'Correct: *[0-9]* / [0-9]*' "$out/log" | tail -1)"
