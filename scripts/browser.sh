#!/bin/sh
# 浏览器测试要 Debian 的 Chromium 和中文字体：没有就装，装不了就说清楚；在 CI 里必须有。
if [ -x /usr/bin/chromium ] && fc-list 2>/dev/null | grep -qi 'noto.*cjk'; then exit 0; fi
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "正在安装 Chromium 和中文字体……"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null && exit 0
fi
if [ -n "${CI:-}" ]; then echo "CI 里没有 Chromium 或中文字体，也装不上：浏览器测试不能略过。" >&2; exit 1; fi
echo "没有 Chromium 或中文字体（fonts-noto-cjk），也无权安装：浏览器测试将略过，请用 root 运行 apt install chromium fonts-noto-cjk 后再试。" >&2
