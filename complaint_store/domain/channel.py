"""渠道：话从哪里来，通知往哪里送。"""

PORTAL = "portal"  # 单位门户：放进发件箱就算送到
MAIL = "mail"  # 单位的邮箱
WEBHOOK = "webhook"  # 单位自己的系统
WEB = "web"  # 诉求人的网页对话：写回那段对话
TELEGRAM = "telegram"  # 诉求人当初说话的那个聊天
