# 诚诉：make run 运行，make test 测试，make help 看全部。
.DEFAULT_GOAL := help
.PHONY: help setup dev-setup run test lint types unit conversations train demo lock clean
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export RASA_TELEMETRY_ENABLED := false

help: ## 列出全部命令
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

setup: ## 建好两个环境（应用 .venv、对话引擎 .venv-engine）并训练对话模型
	@scripts/make_env.sh .venv requirements/app.txt "$$(scripts/find_python.sh 3.11 3.12 3.13)"
	@scripts/make_env.sh .venv-engine requirements/engine.txt "$$(scripts/find_python.sh 3.10)" --no-deps
	@test -x .venv/bin/chengsu || .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@.venv/bin/python -m compileall -q bot nlu actions complaint_store
	@.venv-engine/bin/python -m compileall -q nlu complaint_store/domain complaint_store/policy
	@.venv/bin/chengsu train --if-unfit
	@.venv/bin/chengsu train-engine

run: setup ## 运行：首次会建环境、训练、建库并打印管理员的一次性口令；Ctrl-C 停止
	@.venv/bin/chengsu init
	@exec .venv/bin/chengsu serve

demo: setup ## 在空库里填入一个月的虚构工单，便于四处看看
	@.venv/bin/chengsu init
	@.venv/bin/chengsu demo

train: setup ## 用自有语料（和仓库旁的 ../shared/data，若有）重新训练类别模型
	@.venv/bin/chengsu train

dev-setup: setup
	@scripts/make_env.sh .venv requirements/dev.txt "$$(scripts/find_python.sh 3.11 3.12 3.13)"
	@scripts/browser.sh

test: dev-setup lint types unit conversations ## 全部检查与测试，含浏览器和真实引擎

lint: ## 代码规范与排版
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: ## 类型检查
	@.venv/bin/mypy

unit: ## pytest 全部（真实引擎、真实浏览器在内）
	@.venv/bin/python -m pytest

conversations: ## rasa 自带的数据校验与对话测试
	@scripts/rasa_checks.sh

lock: ## 重新解析依赖并写入带散列的锁定文件（需要 uv）
	@scripts/lock.sh

clean: ## 删掉环境、模型与缓存（不动 var/ 里的数据）
	rm -rf .venv .venv-engine models .mypy_cache .pytest_cache .ruff_cache artefacts
