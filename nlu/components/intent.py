"""意图：由一段话的理解结果定出 Rasa 的意图名；一处写明，谁先谁后看得见。"""

from __future__ import annotations

import re
from typing import Any

from complaint_store.domain.reading import Field, FieldType, Kind, Mark, Matter, Reading
from complaint_store.domain.receipt import code_in, words_beside_code
from nlu.marks.marks import talks_it_over

INTENTS = (
    "greet", "report", "inform", "affirm", "deny", "correct", "skip", "cancel", "restart", "ask_policy",
    "ask_status", "human", "anonymous", "identified", "help", "thanks", "goodbye", "other_complaint",
    "crisis", "submit", "out_of_scope",
)  # fmt: skip

KIND_INTENT = {
    Kind.COMPLAINT: "report",
    Kind.POLICY_QUESTION: "ask_policy",
    Kind.STATUS_QUERY: "ask_status",
    Kind.OTHER_COMPLAINT: "other_complaint",
}
# 这些行为可能只是一段诉求的开头或口气，种类判断更可靠
VAGUE = frozenset({"report", "inform", "out_of_scope", "other_complaint", "ask_policy", "ask_status"})


# 除了一串码，只说了“查询码”“帮我查一下”之类
BESIDE_CODE = re.compile(r"[^，。]{0,8}(?:查|码|进度|单号|编号)[^，。]{0,8}[，,。：: ]*|\W*")
# 只提到眼前的日子，没有说事：“今天天气怎么样”“先这样明天再说”
NEAR_DAY = re.compile(
    "今[天晚早日]|明[天早晚日]|后天|昨[天晚日]|现在|刚才|回头|改天|周.|星期.|下午|上午|晚上"
)
CHINESE = re.compile(r"[\u3400-\u9fff]")
POLITE = frozenset({"greet", "thanks", "goodbye", "help", "out_of_scope"})
ANSWERING = frozenset(
    {"affirm", "deny", "skip", "submit", "cancel", "correct", "ask_status", "human", "anonymous"}
)
TURNS_AWAY = frozenset({"cancel", "restart", "goodbye", "human"})  # 误会了代价大，要有把握
SURE_TO_TURN_AWAY = 0.45
# 说法固定、一听就懂的短话，不靠猜
SET_PHRASES = tuple(
    (intent, re.compile(rf"(?:{pattern})[。，,.!！~～ ]*", re.IGNORECASE))
    for intent, pattern in (
        ("human", "human|operator"),
        ("help", "help"),
        ("cancel", "cancel|quit"),
        (
            "skip",
            "你猜(?:呢|啊)?|随便(?:你|吧|写|填)*|不告诉你们?|无可奉告|懒得(?:说|讲)|(?:我)?(?:才)?不(?:想)?说|爱(?:写|填)(?:啥|什么)(?:写|填)(?:啥|什么)",
        ),
        (
            "anonymous",
            "(?:那|请问|我)?(?:可以|可不可以|能|能不能|可否|想)(?:够)?(?:选择?)?匿名(?:反映|投诉|举报|提交)?(?:吗|么|不|嘛|呢|的)?[?？]?",
        ),
        ("affirm", "(?:嗯|那)?(?:行|好|可以|中|成|没问题|没错)(?:了|啦|咧|哩)的?"),
        ("out_of_scope", "没有?(?:别的|其他的?|啥|什么)(?:要说的?)?了"),
        ("thanks", "thanks?|thank you"),
        ("greet", "hi|hello|hey|start|我(?:又)?(?:回|过)?来了|(?:我们|咱们)?(?:接着|继续)(?:说|来)?(?:吧)?"),
        (
            "goodbye",
            "bye|(?:等一下|等等|等会儿?|稍等)[，, ]*(?:让)?我(?:先|去|再)?(?:找|查|看|问|翻|拿)[^，。]{0,8}|等一下|等等|等会儿?|稍等|(?:那)?我?(?:今天|现在)?(?:就)?(?:先|暂时)(?:不说|不弄|不填|不讲|放着|放一放|到这|说到这|这样)[儿里]?[了吧]*"
            "|(?:(?:那)?(?:就)?先这样[吧了]?[，, ]*)?(?:改天|回头|等会儿?|一会儿?|过会儿?|明天)再(?:说|弄|填|来|讲)吧?"
            "|(?:等等|等一下|先等等|你?别急)?[，, ]*(?:让)?我(?:先|再|还)?(?:想想|想一想|考虑(?:一下|考虑|下)?)(?:再说)?吧?"
            "|容我(?:再)?想想",
        ),
        (
            "report",
            "(?:[你您]好[，, ]*)?我?也?(?:不知道)?(?:该不该|能不能|敢不敢|可不可以)(?:跟你们?)?说|"
            "(?:那|你们?)?(?:能不能|可不可以|可以|能)?(?:帮|替|给)我们?(?:投诉|反映|举报)(?:一下)?(?:吗|么|不|吧)?[?？]?|"
            "我?(?:再|还|另外)(?:要|想|得)?(?:说|反映|投诉|有)(?:另外)?(?:一|另一|两|二|1|2)?(?:件|个)(?:别的)?(?:事情?|问题)?(?:要说|要反映|想说)?",
        ),
    )
)
GREETING = re.compile(
    "你好|您好|(?<!不)好[啊呀]?$|在吗|在么|在不在|有人|喂|打扰|hello|hi|新年|早|开始|又是我|我来|努$",
    re.IGNORECASE,
)
PLAIN_ANSWER = re.compile(
    "是的|是[，, ]|对[的啊呀，, ]|对对|嗯|好|行|可以|没错|没问题|不是?[，, ]|不对|没有?[，, ]|不[要想用行了]|同意|确认"
)
WANTS_A_PERSON = re.compile(
    "人工|真人|活人|客服|接线|坐席|值班|工作人员|负责人|来[个]?人|人来|人呢|[找换叫让][^，。]{0,3}人|接人|电话|当面|管事|领导|转接|转过去|[跟和]人|直接讲|见到人|机器|human",
    re.IGNORECASE,
)
# 一两个词的开头：“欠钱”“工资”，请他接着说，不算没听懂
TOPIC = re.compile("欠|钱|工资|工钱|薪|款|补偿|补贴|合同|草场|征地|拆迁|投诉|举报|反映|维权")
# 口头的“死”“命”：去掉这些，再没有危险的字眼，就只是着急
HYPERBOLE = re.compile(
    "(?:快|真|都|可|要)*[急气累烦愁饿渴冻热冤困吓笑](?:死)(?:我们?|人|个人|俺)?(?:们)?(?:了|啦)?|真?要(?:了)?(?:我|人|老)?命(?:了|啦|啊)?"
)
DANGER = re.compile(
    "死|活|命|跳|楼|塔吊|药|刀|杀|砍|捅|炸|油|火|烧|堵|围|横幅|静坐|绝食|绝路|上吊|遗书|打起来|上访|门口|[几数百]十?个?人"
)
# “我要是去上访算不算违法”：问的是规定；说好了一群人去的不算
ASKS_IF_LAWFUL = re.compile(
    "算不算|违不违|犯不犯|(?:违法|犯法|合法|允许|可以|让)(?:吗|么|不|嘛|？|\\?)|会不会|会[^，。]{0,4}(?:抓|拘)|能不能|可不可以"
)
TOGETHER = re.compile("我们|咱们|大家|集体|全体|一起|[几数十百]+[来多]?(?:个|号|口)?人|明天|今天|现在|已经")
NEEDS_A_VOICE = re.compile(
    "不(?:识字|认字|会(?:打字|写字))|(?:能不能|可不可以|能|可以)打(?:个)?电话(?:吗|么|不|说|讲)|(?:有没有|有|找|叫)个?人(?:能|可以|来)?(?:跟|和|给|同)(?:我|咱|俺)们?(?:说|讲|打|唠)"
)
ASKS_FIRST = re.compile(
    "(?:[你您]好)?[，, 啊]*(?:请问|(?:我)?(?:就|想|就想|要)?(?:问|咨询|打听)(?:一下|下|个|一个|一句)).{0,36}(?:多久|几年|几天|吗|么|能不能|可以|怎么|什么|哪|谁|多少|能.{1,6}不$)"
)
# 拿不准是不是诉求，又没说到什么人什么数：“政府欠钱能不能要求利息”
ASKS_IF = re.compile("(?:能不能|可不可以|能否)(?:要求|要|算|收|申请|起诉|告|补|领)(?!.*(?:投诉|反映))")
ANONYMOUS = re.compile("匿名")
ON_FIRE = re.compile("着火|起火|失火|火灾")
# “不必匿名，可以实名”“别给我匿名”
NOT_ANONYMOUS = re.compile(
    "(?<!要)(?:不|别|没|无须|无需|甭)(?:是|想|要|用|必|需要?|打算|愿意?|有?必要|给[我咱俺]们?|再|该|肯|选择?|搞|弄)*匿名"
)
ASKS_ABOUT_IT = re.compile("[吗么呢?？]$|怎么|咋|为啥|为什么|[能可要会]不|是不是")
OUR_CASE = re.compile(
    "(?:上次|上回|之前|前几天|昨天|我)(?:反映|投诉|说|交)?的?(?:那|这)个?(?:事|件|单子)[^，。]{0,10}(?:哪|咋样|怎么样|啥情况|什么情况|没信|没动静)"
)
NEW_START = re.compile("重新(?:说|来|讲|开始|填|写|弄|反映|投诉)|重[来填写说]|从头|清[空掉]|再来一|另起|^/")
ONE_QUESTION = 24
LONG_ANSWER = 7  # 再长就不只是“是”“不是”了
WILL_TELL = re.compile("我们?(?:要|想)(?:投诉|举报|反映|告)")
# “报案三个月没动静”：在别处等的，不是来查这里的进度
OUR_TICKET = re.compile(
    "进度|查|码|工单|单[子号]|诉求|上次|上回|上周|上个?月|上礼拜|之前|昨天|前[天几]|(?:反映|投诉|提交)(?:的|过|了)|你们"
)
OPENING = 12  # 少于这么多汉字的，可能只是一个开头
SENTENCE = 4  # 少于这么多汉字，谈不上是哪种诉求


def intent_of(reading: Reading, text: str) -> tuple[str, float]:
    """Intent and confidence: danger first, then another script, then what kind of message it is, then the act."""
    if Mark.SELF_HARM_OR_MASS_INCIDENT in reading.marks:
        return "crisis", 1.0
    if Mark.EMERGENCY in reading.marks and reading.kind is Kind.DIALOGUE and ON_FIRE.search(text):
        return "other_complaint", 1.0  # “着火了”再短也要指到 119
    if reading.script == "mn":
        return "human", 1.0
    if code_in(text) and BESIDE_CODE.fullmatch(words_beside_code(text)):
        return "ask_status", 1.0
    if reading.act in {"anonymous", "identified"} and says_not_anonymous(text):
        return "identified", reading.act_confidence
    for intent, phrase in SET_PHRASES:
        if phrase.fullmatch(text.strip()):
            return intent, 1.0
    if talks_it_over(text):
        return "goodbye", 1.0
    words = len(CHINESE.findall(text))
    if "上访" in text and words <= ONE_QUESTION and ASKS_IF_LAWFUL.search(text) and not TOGETHER.search(text):
        return "ask_policy", reading.act_confidence
    if reading.act == "crisis" and _only_exclaims(text):
        return "report", reading.act_confidence
    if words <= ONE_QUESTION and NEEDS_A_VOICE.search(text):
        return "human", 1.0
    if (
        reading.kind is Kind.COMPLAINT
        and reading.abstain
        and not reading.fields
        and (ASKS_FIRST.match(text.strip()) or (words <= ONE_QUESTION and ASKS_IF.search(text)))
    ):
        return "ask_policy", reading.kind_confidence
    if (
        reading.act == "greet"
        and reading.kind is Kind.DIALOGUE
        and words > SENTENCE
        and not GREETING.search(text)
    ):  # “我老伴身体不好”
        return "inform", reading.act_confidence
    if (
        reading.act == "human"
        and reading.kind is Kind.DIALOGUE
        and not WANTS_A_PERSON.search(text)
        and not text.startswith("/")
    ):
        return ("inform" if reading.fields else "out_of_scope"), reading.act_confidence
    if reading.act in {"affirm", "deny"} and words >= LONG_ANSWER and not PLAIN_ANSWER.match(text.strip()):
        return "inform", reading.act_confidence
    if reading.kind is Kind.STATUS_QUERY and (WILL_TELL.search(text) or _waits_elsewhere(reading, text)):
        return "report", reading.kind_confidence
    if reading.act in POLITE and any(map(_tells, reading.fields)):  # “您好，我电话是……”
        return "inform", reading.act_confidence
    if reading.act == "identified" and ANONYMOUS.search(text):
        return "anonymous", reading.act_confidence
    if words <= ONE_QUESTION and reading.abstain and OUR_CASE.search(text):
        return "ask_status", reading.kind_confidence
    if reading.act == "restart" and not NEW_START.search(text):  # “重新评”
        return ("inform" if reading.fields else "out_of_scope"), reading.act_confidence
    if reading.act in TURNS_AWAY and reading.act_confidence < SURE_TO_TURN_AWAY:
        return ("inform" if reading.fields else "out_of_scope"), reading.act_confidence
    if 0 < words < SENTENCE and not reading.fields and TOPIC.search(text) and reading.act not in ANSWERING:
        return "report", reading.act_confidence
    if words < SENTENCE:
        vague = reading.act in (VAGUE if not words else {"report", "other_complaint"}) and not reading.fields
        return (
            "out_of_scope" if vague or reading.act not in INTENTS else reading.act
        ), reading.act_confidence
    if reading.kind is Kind.OTHER_COMPLAINT and reading.abstain and words < OPENING:
        return "report", reading.kind_confidence  # “我有个事想说”：没把握就先请他说，不急着往外指
    if reading.act in VAGUE and reading.kind in KIND_INTENT:
        intent = KIND_INTENT[reading.kind]
        if intent == "report" and reading.act == "inform":
            intent = "inform"
        return intent, reading.kind_confidence
    return (reading.act if reading.act in INTENTS else "out_of_scope"), reading.act_confidence


def says_not_anonymous(text: str) -> bool:
    """“不必匿名，可以实名”；“能不能匿名”“怎么不匿名”不是."""
    return NOT_ANONYMOUS.search(text) is not None and ASKS_ABOUT_IT.search(text) is None


def _waits_elsewhere(reading: Reading, text: str) -> bool:
    """A doubtful guess, told at some length, with no word of anything told here before."""
    long = len(CHINESE.findall(text)) >= OPENING
    return reading.abstain and long and OUR_TICKET.search(text) is None


def _tells(field: Field) -> bool:
    return field.type is not FieldType.DATE or NEAR_DAY.fullmatch(field.value) is None


def _only_exclaims(text: str) -> bool:
    """“急死我了，要命”：没有标记（nlu/marks/marks.py），去掉口头的死活，也没有别的危险字眼."""
    return HYPERBOLE.search(text) is not None and DANGER.search(HYPERBOLE.sub("", text)) is None


def compact_field(field: Field) -> dict[str, Any]:
    """One field as it travels with the message; empty parts are left out."""
    body: dict[str, Any] = {
        "type": field.type.value,
        "value": field.value,
        "normalized": field.normalized,
        "start": field.start,
        "end": field.end,
    }
    if field.role:
        body["role"] = field.role
    if field.approx:
        body["approx"] = True
    if field.candidates:
        body["candidates"] = list(field.candidates)
    if field.code:
        body["code"] = field.code
    return body


def compact(reading: Reading) -> dict[str, Any]:
    """理解结果 as plain data for the tracker: what the actions need, nothing else."""
    return {
        "kind": reading.kind.value,
        "act": reading.act,
        "categories": [[guess.id, round(guess.confidence, 4)] for guess in reading.categories],
        "subtypes": list(reading.subtypes),
        "marks": sorted(mark.value for mark in reading.marks),
        "abstain": reading.abstain,
        "fields": [compact_field(field) for field in reading.fields],
        "negated": [compact_field(field) for field in reading.negated],
        "accused_kind": reading.accused_kind,
        "script": reading.script,
    }


def compact_matters(matters: tuple[Matter, ...]) -> list[dict[str, Any]]:
    """Several matters of one message, each with its own words and reading."""
    return [{"text": matter.text, **compact(matter.reading)} for matter in matters]
