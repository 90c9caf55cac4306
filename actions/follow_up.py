"""追问：短短一句、自己没说是什么事的，接着上一个问题来答。"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actions.talk import PERSON, Talk
from complaint_store.domain.reading import FieldType

if TYPE_CHECKING:
    from nlu.retrieval.result import PolicyAnswer

WHEN = frozenset({FieldType.DURATION, FieldType.DATE})  # “过了两年还能告不”
LONGEST = 14  # 字；再长就自己说得清是什么事
BRING = re.compile("(?:带|拿|准备|交|要)[些点]?(?:啥|什么|哪些)|(?:啥|什么|哪些)(?:材料|手续|证件|东西)")
# “哪部法”“第几条”：刚才答的依据哪一条
WHICH_LAW = re.compile(
    "(?:那|这|是|依据|根据|在|出自|按)*(?:的)?(?:是)?(?:哪一?[部条个款份]|第几条|什么)(?:法律?|条例|规定|文件|条款?|办法)?(?:里|上)?(?:写|规定|说)?的?[啊呀呢?？]*"
    "|(?:那|具体|原文|原话|条文|上面|里面)*(?:是)?(?:怎么|咋)(?:写|规定)的?[啊呀呢?？]*"
)
PARTS = "\n"  # 记着的上一问：先是问的哪件事，另起一行是追问到的哪一样
KEPT = 80  # 字；记得上一问的这么多
OWN_SUBJECT = 2  # 去掉问法还剩这么多字，就有自己要问的事
_CONNECTS = "那么?|要是|如果|假如|万一|还有|然后|再说|超过|过期|过了|到期|逾期|最[长短多少晚]"
_ASKS = (
    "多久|多长|多少|几[天年个日号]|怎么[办算样做]?|咋[办算弄]?|如何|去?哪[里儿个些家]?|什么(?:时候|意思)?"
    "|啥(?:时候)?|谁|为何|[能会可]不[能会可]以?|[行成中]不[行成中]|[能告管算要行成](?:得|的)?不(?=[?？]?$)|要不要|是不是|有没有|算不算|吗|么|嘛|呢"
)
LEANS = re.compile(
    rf"^(?:{_CONNECTS})|^(?!.*(?:{_ASKS})..)[^，。]+呢[?？]?$|也(?:一样|算|要|行|可以|适用)"
    "|^(?:没|不)[^，。]{1,8}(?:行不行|能行|可以吗|行吗|咋办|怎么办|算吗|算不算)"
)
QUESTION = re.compile(_ASKS)
# 不是在问规定，是要办自己的事
OWN_BUSINESS = re.compile(
    "进度|办到|查一?[下查]|我(?:们|们?的)?(?:那|这)?(?:件|个)?(?:事|单子?|诉求|工单)|人工|取消"
    "|(?:我们?(?:要|想)|[帮给替]我们?|能不能|可不可以|可以).{0,4}(?:投诉|反映|举报|登记|记下)"
)
# 问完事情问别的：放到哪一件事上都通的字眼
_ANY_MATTER = re.compile(
    rf"{_CONNECTS}|{_ASKS}|期限|时间|限制|材料|手续|依据|规定|部门|单位|开庭|受理|负责|证据|节假日|周末|休息日|利息|罚款|处罚"
    "|里面|开始|对方|他们?|她们?|人家|我们?|你们?|应该|应当|需要|申请|提交|结果|钱"
    "|[办完算交带找管归从到要得该能会可以有是的了过就也都还再条第一件个给向在，。？?！!、 ]"
)
# 上一问里从问法开始的部分去掉，剩下的是在问哪件事
_FROM_THE_ASKING = re.compile(
    rf"(?:应该|应当|需要|违法|合法|[要得有是算会能给可该])*(?:[，,？?]|{_ASKS}).*$", re.DOTALL
)
_ASPECT = re.compile("期限|材料|手续|依据|证据|利息|罚款|处罚|开庭")
_FRAME = re.compile(rf"^(?:{_CONNECTS}|[的话了])+|[的话]*呢?[?？。]*$")
_POLITE = re.compile(r"^(?:[你您]好[，,]?)?(?:我?(?:想|要)?(?:请?问|咨询|打听)(?:一?下)?[，,：: ]?)?")


def leans(text: str) -> bool:
    """“那投诉呢”“没签合同也算吗”: it goes on from what was said before."""
    asks_on = LEANS.search(text) is not None or WHICH_LAW.fullmatch(text) is not None
    return len(text) <= LONGEST and asks_on and not OWN_BUSINESS.search(text)


def has_no_subject(text: str) -> bool:
    """“从哪天开始算”: a question that would fit any matter."""
    own = _ANY_MATTER.sub("", text)
    asked = QUESTION.search(text) is not None and not OWN_BUSINESS.search(text)
    return len(text) <= LONGEST and asked and len(own) < OWN_SUBJECT


def subject_of(question: str) -> str:
    """“拖欠工程款多久要答复” asks about 拖欠工程款。"""
    plain = _POLITE.sub("", question)
    return _FROM_THE_ASKING.sub("", plain) or plain


def follows(talk: Talk) -> bool:
    """Whether these words go on from the question before."""
    message = talk.message
    said = message.text.strip()
    if not talk.memory.question or message.is_payload:
        return False
    if any(field.type not in WHEN for field in message.reading.fields):
        return False
    return leans(said) or has_no_subject(said)


def answer_of_the_subject(talk: Talk) -> PolicyAnswer:
    """The follow-up asked of the earlier subject; of the whole earlier question when that finds nothing."""
    library, today = talk.house.library, talk.house.today()
    said = talk.message.text.strip()
    before = talk.memory.question if _bare(said) else talk.memory.question.split(PARTS)[0]
    found = library.answer(f"{subject_of(before)}，{said}", today)
    if found.answerable:
        return found
    wider = library.answer(f"{before}，{said}", today)
    return wider if wider.answerable else found


def says_the_same(talk: Talk, found: PolicyAnswer) -> bool:
    """Whether this is the clause that answered the question before."""
    earlier = talk.house.library.answer(talk.memory.question, talk.house.today()).citations
    return bool(earlier and found.citations) and (
        (earlier[0].doc, earlier[0].clause) == (found.citations[0].doc, found.citations[0].clause)
    )


def goes_on(talk: Talk) -> bool:
    """Heard as something else, but asked in no matter of its own right after a question: answered with that one."""
    said = talk.message.text.strip()
    asked = QUESTION.search(said.rstrip("?？")) is not None
    if talk.memory.pending is not None or talk.memory.has_draft or not asked or not follows(talk):
        return False
    tell_follow_up(talk, answer_of_the_subject(talk))
    return True


def tell_follow_up(talk: Talk, found: PolicyAnswer) -> None:
    """Where the same clause is all there is, that is said first."""
    if _tells_what_to_bring(talk) or _tells_which_law(talk):
        return
    same = says_the_same(talk, found)
    if same:
        talk.say("utter_same_clause")
    tell_answer(talk, found, sure=found.answerable and not same)
    _keep_what_it_came_to(talk)


def _tells_what_to_bring(talk: Talk) -> bool:
    """问完去哪里，问“要带啥”：那个门要的材料，不另找条文。"""
    if not BRING.search(talk.message.text):
        return False
    earlier = talk.house.library.answer(talk.memory.question, talk.house.today())
    doors = [talk.house.book.doors[id_] for id_ in earlier.doors if talk.house.book.doors[id_].bring]
    if doors:
        talk.say("utter_bring", door=doors[0].name, items="、".join(doors[0].bring))
    return bool(doors)


def _tells_which_law(talk: Talk) -> bool:
    """“第几条”：刚才答的那一条，再说一遍名字，念一遍原话。"""
    if WHICH_LAW.fullmatch(talk.message.text.strip()) is None:
        return False
    earlier = talk.house.library.answer(talk.memory.question, talk.house.today())
    if earlier.answerable and earlier.citations:
        clauses = "、".join(f"《{c.doc}》{c.clause}" for c in earlier.citations)
        quote = earlier.citations[0].quote
        talk.say("utter_which_clause", clauses=clauses, quote=f"\n原文：“{quote}”" if quote else "")
        return True
    return False


def _bare(said: str) -> bool:
    """“咋算”“从哪天开始算”: not even the aspect is named."""
    return has_no_subject(said) and not _ASPECT.search(said)


def _keep_what_it_came_to(talk: Talk) -> None:
    """“那利息呢”之后再问“咋算”，问的是利息。"""
    said = talk.message.text.strip()
    aspect = subject_of(_FRAME.sub("", said))
    if len(aspect) >= OWN_SUBJECT and not _bare(said):
        first = subject_of(talk.memory.question.split(PARTS)[0])
        talk.remember_as(question=f"{first}{PARTS}{aspect}"[:KEPT])


def tell_answer(talk: Talk, found: PolicyAnswer, *, sure: bool) -> None:
    """引条文作答; a person is offered where the texts may not have answered."""
    talk.citations = [
        {"doc": c.doc, "clause": c.clause, "quote": c.quote, "in_force": c.in_force} for c in found.citations
    ]
    talk.handoff = found.handoff
    talk.tell(found.answer, () if sure else PERSON)


def keep_question(talk: Talk) -> None:
    """Keep this question for the one that may come after it."""
    talk.remember_as(question=" ".join(talk.message.text.split())[:KEPT])
