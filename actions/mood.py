"""气话和怕：骂几句、诉几句苦、说害怕，还没说到是什么事。"""

from __future__ import annotations

import re

from actions.memory import Message
from complaint_store.domain.reading import FieldType

LONGEST = 16  # 字；再长的话里多半有事
VENT = re.compile(
    r"^滚(?:蛋|开|吧|远点)?[。，,.]*$|[操草日肏艹](?:你|他|它)|(?:你|他|娘)(?:妈|娘)(?:的|个|死|逼|屄|$)|吃干饭|烦不烦|废话|啰嗦|狗东西|畜生|不要脸|黑心|去死吧|傻[逼比叉]|垃圾(?:政府|单位|部门|系统)"
    r"|(?:你们|这帮|一帮|一群|都是|全是).{0,4}(?:骗子|废物|混蛋|土匪|强盗)|他妈|妈的|王八|混蛋|狗日|狗屁|忍了|受够|受不了了|聋了|瞎了|等不[及起]|[急气烦愁累冤]死|要(?:人|我|老)?命|官官相护|一个鼻孔|穿一条裤子|忽悠"
    r"|没天理|管不管.{0,6}死活|当官的|没王法|还有没有(?:天理|王法)|找谁谁|踢皮球|踢来踢去|推来推去|一个[踢推]一个|什么玩意|什么东西|欺负(?:人|老百姓)"
)
# 求人、诉苦，别的什么也没说
PLEA = re.compile(
    "帮帮|救救|求求|求(?:你|您)|拜托|行行好|可怜|(?:孩子|娃娃?|老人|家里|一家|全家).{0,6}(?:上学|等着|等钱|看病|吃药|吃饭)|等着?(?:用钱|吃饭|看病|过年)|揭不开锅|没钱(?:看病|吃饭|过年)|日子.{0,4}(?:难|咋过|怎么过|过不)"
)
# 问希望怎么解决时，求人就是答了
BEGS = re.compile(
    "帮帮|救救|求求|求(?:你|您)|拜托|行行好|(?:帮|替|给)[我俺咱]们?[^，。]{0,10}(?:要|讨|拿|追)(?:回|到|下)|[帮替给][我俺咱]们?(?:解决|处理)"
)
# “我害怕”“怕他们报复”：先说清谁也不告诉
FEARS = re.compile("害怕|[我就也真]怕|^怕|不敢|吓(?:死|坏)|得罪|惹不起|穿小鞋|报复|找我?(?:的)?麻烦")
ASKS = re.compile("[吗么呢不?？]$")
LONGEST_WISH = 30  # 字
TELLS = frozenset(
    {FieldType.AMOUNT, FieldType.ACCUSED_UNIT, FieldType.PLACE, FieldType.PEOPLE, FieldType.PHONE}
)


def vents(message: Message) -> bool:
    """“一个踢一个”“我受够了”：nothing to write down but the words."""
    return _only(VENT, message)


def pleads(message: Message) -> bool:
    """“帮帮我们吧，孩子还等着上学”：heard, kept with the rest, and not a sentence that was not understood."""
    return _only(PLEA, message)


def fears(message: Message) -> bool:
    """“我害怕”：heard, and told who will not know."""
    return _only(FEARS, message)


def begs_for_an_end(message: Message) -> bool:
    """“求求你们把工资给我们”“能帮我把钱要回来就行”：the answer to what is wished for."""
    said = message.text.strip()
    short = not message.is_payload and len(said) <= LONGEST_WISH
    return short and BEGS.search(said) is not None and ASKS.search(said) is None


def _only(feeling: re.Pattern[str], message: Message) -> bool:
    if message.is_payload or len(message.text) > LONGEST or not feeling.search(message.text):
        return False
    return not any(
        field.type in TELLS and not feeling.search(field.value) for field in message.reading.fields
    )
