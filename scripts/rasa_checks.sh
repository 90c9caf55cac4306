#!/bin/sh
# Rasa 自带的两项检查：数据校验（意图、规则、槽、表单互相对得上），对话测试（tests/conversations/stories）。
set -eu
cd "$(dirname "$0")/.."
export RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 CUDA_VISIBLE_DEVICES= SQLALCHEMY_SILENCE_UBER_WARNING=1
rasa() { .venv-engine/bin/python -m rasa "$@"; }
data="nlu/data/nlu nlu/data/rules"
[ -n "$(ls nlu/data/stories/*.yml 2>/dev/null)" ] && data="$data nlu/data/stories"
echo "数据校验……"
# shellcheck disable=SC2086  三个目录
# “utterance is not used” 是预料之中：答复由动作选用，tests/actions/test_responses.py 逐条核对
rasa data validate --config config.yml --domain domain --data $data
echo "对话测试……"
model=$(.venv/bin/python -c "from bot.engine_model import train_if_changed; from bot.settings import read_settings; print(train_if_changed(read_settings(), say=lambda _: None))")
out=$(mktemp -d); none="$out/endpoints.yml"; : > "$none"
rasa test core --model "$model" --stories tests/conversations/stories --endpoints "$none" --out "$out" --fail-on-prediction-errors
rm -rf "$out"
