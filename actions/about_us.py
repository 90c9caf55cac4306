"""问到我们自己：是不是机器人、真管不真管、多久、收不收费、会不会泄露；照实说，不作保证。"""

from __future__ import annotations

import re

from actions.asking import explain, noted_words, repeat
from actions.progress_words import progress_of_all
from actions.talk import START_CHIPS, Talk
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.reading import FieldType, Kind
from complaint_store.services.progress import tickets_of
from complaint_store.services.views import Progress

NOTED = re.compile(
    r"^我?(?:刚才?|早就|都|已经|不是)*说过了?[呀啊吗嘛了]?[。！!]*$|不是(?:刚|都)?说了吗|记(?:的|得|下)?(?:对吗|对不对|了?些?(?:什么|啥)|全了?吗|清楚了?吗)|都记(?:下|住)了?吗|(?:念|读|说)(?:一)?遍(?:我|你|刚才|记)"
)
MAY_NAME = frozenset({"utter_about_route", "utter_about_secret"})  # 问话里可以提到一个单位
ADDS = re.compile(
    "补充|更正|留[个下]?(?:手机|电话|联系)|再加[一上个句条]|补一[个句份张下]|(?:还有|再给|再传)(?:一)?[些个张份]?(?:材料|证据|照片|合同)|(?:忘了|漏了)(?:说|写|提)"
)
WHEN = frozenset({FieldType.DATE, FieldType.DURATION})
WITHDRAW = "utter_about_withdraw"  # 还没提交的，说撤就是取消
ROUTE, HOW_LONG, OVERDUE = "utter_about_route", "utter_about_time", "utter_about_overdue"
# “拖欠农民工工资多久答复”：问的是哪一类事的期限，用条文答
NAMES_A_MATTER = re.compile(
    "拖欠|欠薪|工资|工程款|账款|货款|信访|检举|控告|复议|仲裁|信息公开|招标|投标|审计|中小企业"
)
# “他们要是不答复呢”；刚问过政策的，接着上一问答
STILL_SILENT = re.compile("不(?:给)?我?(?:处理|办理?|答复|回复|回话|理|管)我?呢[?？]?$")
SUPPOSES = re.compile("(?:要是|如果|万一|假如|到时)")
WHOM_TO_ASK = re.compile(
    r"(?:那|这)?(?:我)?(?:到底)?(?:该|应该|应当|要|得)?(?:去)?找(?:谁|哪个?(?:单位|部门|里))(?:去|说|办|管)?[啊呢呀?？]*"
)
# 没听懂我们问的
UNCLEAR = re.compile(
    r"(?:(?:你|您)们?(?:问|说|指)的?[^，。]{0,6}(?:啥|什么|哪)[^，。]{0,4}|(?:这|那)?是?(?:啥|什么)意思[啊呀呢]?"
    r"|我?(?:没太?[听看]|[听看]不|没)(?:懂|明白)(?:你(?:说|问)的?)?(?:啥|什么|话)?)[?？。，]*"
)
LONGEST = 30  # 字；再长就不只是问一句了
ANSWERS = tuple(
    (re.compile(pattern, re.IGNORECASE), response)
    for pattern, response in (
        (
            r"(?:报复|穿小鞋|为难|打击|整我)[^，。]{0,4}(?:怎么办|咋办|咋弄|找谁|呢[?？]?$)",
            "utter_about_revenge",
        ),
        (
            r"(?:周末|周[六日]|星期[六天日]|礼拜[六天日]|节假日|过节|晚上|几点|(?:什么|啥)时候|多会儿?)[^，。]{0,4}(?:上班|下班|有人|开门|在不在)[啊呀]?(?:吗|么|不|呢|[?？]|$)",
            "utter_about_hours",
        ),
        (
            r"(?:电话|号码)(?:号码?)?呢[?？]?$|(?:电话|号码)(?:号码?)?(?:是)?(?:多少|几|啥|什么)|有没有电话",
            "utter_about_phone",
        ),
        (r"交(?:上去)?(?:了|之后|以后|完)*还?能(?:不能)?(?:再)?(?:改|补充)", "utter_about_change"),
        (
            r"(?:发|可以|能不能|能|支持)(?:用)?语音|(?:能|你)?听(?:得到|得见|不到|到|见)(?:我(?:说|讲|的话|吗|么)|吗|么|不[?？]?$)",
            "utter_about_voice",
        ),
        (
            r"蒙古?[语文话]|汉[语话][^，。]{0,4}不(?:太)?(?:好|会|行|懂)|不(?:太)?会(?:说|讲|写)?(?:汉[语话字]|普通话)",
            "utter_about_mongolian",
        ),
        (
            r"表扬|点赞|锦旗|(?:政府|你们|你|办事|服务|真|挺|态度)[^，。]{0,4}(?:真好|挺好的?|很好|不错|好样)|^(?:真的?)?(?:挺|很)好的?[。！!]*$",
            "utter_praise",
        ),
        (r"^我?没有?(?:什么|啥)?(?:事)?(?:要|想)?(?:投诉|反映)的[。]*$", "utter_listening"),
        (
            r"(?:说|反映|投诉|打)过[^。]{0,8}(?:还)?[^。]{0,3}(?:再|重新)说[^。]{0,3}(?:吗|么|不|[?？])[?？]?$",
            "utter_about_elsewhere",
        ),
        (r"机器人|是真人吗|是人吗|是不是人|人工智能|是AI|电脑回", "utter_about_robot"),
        (r"匿名.{0,8}(?:管|办|受理|算)", "utter_about_secret"),
        (r"(?:你们?|这里|这儿|这)(?:这里|这儿)?(?:到底)?(?:管不管|受不受理)..", "utter_about_who"),
        (
            r"(?:你们?|这里|政府|说了|有人)?(?:真的?|到底)?(?:会|能)(?:不会|不能)?(?:真的?)?(?:管|解决|办)(?:得了|成|好)?(?:吗|么|不$)|(?<![局委办厅院府所部])管不管(?!.{0,6}死活)|(?:能|会)(?:不能)?(?:给|帮|替)我们?(?:把钱)?(?:要|讨)(?:回来|得回|到)|^(?:钱)?(?:还)?能(?:不能)?要(?:得)?回来(?:不|吗|么)|有(?:啥|什么|个啥)用|白说|^(?:那|这|还|到底|[你您]们?|我们?|能)*有(?:没有|没|个?啥|什么)?(?:别的|其他的?)?(?:办法|法子)(?:没有?|吗|么|啊|呢|可想)?[?？]?$|管用吗|有用吗|有没有用|骗人的吧|糊弄|走过场",
            "utter_about_result",
        ),
        (
            r"多久(?:能|可以|会|才)?(?:能|可以)?(?:给|有)?(?:解决|办|给我?钱|付|拿到钱|结果|答复|回复|处理|回话|回信|信)|(?:什么时候|啥时候|多会儿?|几时|何[时日]|哪[天日])(?:能|才|会)*(?:给予?|有|作出)?我?们?个?(?:到账|答复|回复|回话|回信|信儿?|结果|说法|准话)|几天(?:能|可以)?(?:解决|办好|答复|回复)|(?:什么时候|啥时候)(?:能|才)?(?:能)?(?:解决|有结果|答复|回复|办)|(?:得|要|还)(?:得|要)?等(?:多久|多长时间|几天|到(?:什么|啥)时候)|加急|能不能快[点些]|能?快[点些]儿?(?:不|吗|么)[?？]?$|(?:快|抓紧)[点些](?:办|给办|处理)",
            "utter_about_time",
        ),
        (
            r"(?:要|收)(?:不要|不收)?(?:收费|花钱|交钱|费用)|要(?:不要)?钱(?:吗|不|么)|免费|(?:怎么|咋)收费|收费(?:吗|么|不)",
            "utter_about_fee",
        ),
        (
            r"(?:会不会|不会|会).{0,14}(?:泄露|告诉(?:他|她|人家|对方|单位|镇|局|苏木|嘎查|旗|村|老板|书记|领导)|让(?:他|对方|单位)们?知道|知道是我|告诉[^，。]{0,10}(?:是我|我是谁|我的)|转给(?:他|对方|我们|被))|保密吗|查到我|安全吗|(?:怕|担心)[^，。]{0,6}(?:泄露|泄密|说出去|传出去|漏出去)",
            "utter_about_secret",
        ),
        (
            r"自己(?:查|办|管|审|处理)自己|(?:不要|(?<![分特区个])[别甭]|不想)(?:再|又)?(?:转|交|派|推)(?:给|到)(?!.*提交)|转给[^，。]{1,8}(?:不放心|不行|没用|信不过)|直接(?:给|交|转|报)[^，。]{0,4}(?:自治区|盟里|上级|省)|会(?:不会)?(?:再|又)?(?:转|交|派|推)(?:给|到)[^，。]{0,10}(?:吗|么|不[?？]?$|自己|手里)|(?:这|那)个?(?:事|件事|情况|问题)[^，。]{0,4}(?:谁|哪个?(?:单位|部门))(?:来)?(?:管|办|处理|负责)",
            "utter_about_route",
        ),
        (
            r"(?:投诉|反映|举报|告).{0,16}(?:转给|交给|归|由|找)(?:了)?(?:谁|哪|什么部门)|(?:最后|都|会|你们)?(?:转|交|派)(?:到|给)(?:谁|哪)",
            "utter_about_route",
        ),
        (r"你们?的?依据(?:是|在|呢)|依据(?:是|的是)(?:什么|啥|哪)", "utter_about_basis"),
        (
            r"不(?:给)?我?(?:处理|办理?|答复|回复|回话|理我?|管)(?:了|的话)?(?:怎么办|咋办|咋弄|又?能怎样|找谁)|(?:逾期|超期|到期)(?:了)?(?:怎么办|咋办)",
            "utter_about_overdue",
        ),
        (
            r"撤(?:销|回|掉|了|诉)|(?:我)?(?:怎么|咋|想|要)撤|不想?(?:告|投诉|反映)了",
            "utter_about_withdraw",
        ),
        (
            r"问(?:这么|那么|这些|这)多|(?:^|你们?)[老总]是?问|问[来这]问[去那]|凭(?:什么|啥)(?:要)?告诉|(?:为什么|为啥|干嘛)(?:要)?问|问这个干",
            "utter_about_why",
        ),
        (
            r"(?:你们|这里|这儿|这个?平台).{0,8}(?:关系|区别|不同|不一样)|你们?(?:到底|真的?|是不是|就)*是?(?:真的?|不是)*(?:是)?(?:政府|官方|公家|哪里|哪个单位|什么单位|干什么的|谁)的?(?:吗|么|啊|呀|人|[?？]|$)",
            "utter_about_who",
        ),
        (
            r"(?:码|查询码|编号|单号)(?:也|都|就|我)*(?:丢|忘|没[记存截]|找不[到着]|不见|不记得|不知道)|(?:没有?|没给我?|没[记存截](?:住|下)?(?:那个|那串)?)(?:查询)?码|忘了?(?:查询)?码",
            "utter_about_code",
        ),
    )
)


def _adds_to_what_is_filed(talk: Talk) -> bool:
    """提交之后说要补充、更正：这里改不了已经交出去的，告诉他去哪里补。"""
    talk_of_name = talk.message.intent in {"anonymous", "identified"}
    only_number = {field.type for field in talk.message.reading.fields} == {FieldType.PHONE}
    mends = talk.message.intent == "correct" and not talk.message.reading.categories
    adds = only_number or mends or talk_of_name or ADDS.search(talk.message.text) is not None
    if talk.memory.pending is not None or talk.memory.has_draft or not adds:
        return False
    filed = filed_here(talk)
    if filed:
        talk.say("utter_nothing_open", code=filed[0].receipt_code)
    return bool(filed)


def filed_here(talk: Talk) -> tuple[Progress, ...]:
    """What was filed in this conversation, the newest first."""
    house, conversation = talk.house, ConversationId(talk.message.conversation)
    with house.database.unit_of_work() as uow:
        return tickets_of(conversation, uow=uow, book=house.book, today=house.today())


def about_us(talk: Talk) -> bool:
    """Answered, and the open question asked again; False when it is not such a question."""
    message = talk.message
    if message.is_payload or len(message.text) > LONGEST:
        return False
    if _adds_to_what_is_filed(talk):
        return True
    known = noted_words(talk)
    if known and not message.reading.fields and NOTED.search(message.text):
        talk.say("utter_noted", items=known)
        repeat(talk)
        return True
    if talk.in_form and UNCLEAR.fullmatch(message.text.strip()):
        explain(talk)
        return True
    response = _response_to(talk)
    if response is None:
        return False
    if not (response in {HOW_LONG, ROUTE} and _tells_what_is_filed(talk)):
        talk.say(response, () if talk.memory.pending is not None else START_CHIPS)
    repeat(talk)
    return True


def _response_to(talk: Talk) -> str | None:
    """The sentence that answers, or None when it is not such a question."""
    said, told = talk.message.text.strip(), bool(talk.message.reading.fields)
    sums = FieldType.AMOUNT in {field.type for field in talk.message.reading.fields}
    only_when = all(field.type in WHEN for field in talk.message.reading.fields)
    if talk.in_form and WHOM_TO_ASK.fullmatch(said):
        return ROUTE
    if not told and not talk.memory.question and STILL_SILENT.search(said) and _is_asked_ahead(talk):
        return OVERDUE
    asks_the_law = (
        not talk.in_form
        and talk.message.reading.kind is Kind.POLICY_QUESTION
        and NAMES_A_MATTER.search(said) is not None
    )
    for asked, response in ANSWERS:
        if asks_the_law and response == HOW_LONG:
            continue
        kept_back = response == WITHDRAW and talk.memory.has_draft
        names_no_more = (
            not told or (response in MAY_NAME and not sums) or (response == WITHDRAW and only_when)
        )
        if asked.search(said) and not kept_back and names_no_more:
            return response
    return None


def _is_asked_ahead(talk: Talk) -> bool:
    """“凭啥不给我办呢”说的是已经出的事，不是问到时候怎么办。"""
    if SUPPOSES.search(talk.message.text):
        return True
    complains = talk.message.intent == "report" or talk.message.reading.kind is Kind.COMPLAINT
    return not complains and bool(filed_here(talk))


def _tells_what_is_filed(talk: Talk) -> bool:
    """提交之后再问多久、交给谁了：他那几件各在哪家、最迟哪天，不说笼统的话。"""
    if talk.memory.pending is not None or talk.memory.has_draft:
        return False
    filed = filed_here(talk)
    if filed:
        talk.tell(progress_of_all(filed))
    return bool(filed)
