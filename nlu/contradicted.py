"""反证：模型说像某一类，话里却明明不是——那一类不算，由其余的和受理与否再定。"""

from __future__ import annotations

import re
from dataclasses import replace

from nlu.categories import Prediction
from nlu.kinds import OWED_WAGES

WAGES, OLD_DEBTS = "wage_arrears", "new_officials_ignore_old_debts"

# “工人工资都开不出了”：是来话人该发给别人的，说的是自己难；不是谁欠了来话人的工资
_STAFF = "(?:工人|员工|职工|老师|教师|服务员|演员|机手|司机|师傅|技术员|小工|伙计|保安|店员|护工|厨师|手下|雇的|工友)"
_PAY = "(?:工资|工钱|薪水?)"
_CANNOT = "[发开付给]不(?:出|起|下|上|了)"
_OWN_PAYROLL = re.compile(
    f"{_STAFF}[^，。；,;]{{0,3}}{_PAY}[^，。；,;]{{0,8}}(?:{_CANNOT}|拿什么[发开付给]|贷款|借钱|借的钱|垫)|{_STAFF}[^，。；,;]{{0,4}}{_CANNOT}{_PAY}"
    f"|(?:我们?|咱们?|俺们?)(?:这|的)?(?:小)?(?:公司|厂子?|店|园|场子?里?|企业|合作社|车队|饭馆|家庭农场)[^，。；,;]{{0,10}}(?:{_PAY}[^，。；,;]{{0,4}}{_CANNOT}|{_CANNOT}[^，。；,;]{{0,4}}{_PAY})"
    f"|我[^，。；,;]{{0,6}}(?:垫|借钱|贷款)[^，。；,;]{{0,6}}(?:{_STAFF}[^，。；,;]{{0,3}})?{_PAY}"
    f"|(?:没钱|拿什么|没法)(?:给{_STAFF}[^，。；,;]{{0,2}})?[发开]{_PAY}"
)
# 是给人干活的在说：老板、公司说发不出
_WORKER_SAYS = re.compile(
    "(?:老板|工头|公司|项目部|总包|单位|厂里|经理)[^，。；,;]{0,2}说|我们?[^，。；,;]{0,6}干了|打工|上班|务工"
)
_ANOTHER_DEBT = re.compile(
    "补贴|补助|奖补|奖励|减免|账[压拖款上没不]|[没未不]结|一分[没未]|[没未]付|[工货料程尾修租运机垫菜饭]款|[供送][货菜肉蛋料]|中标|招标|结算|审计|承诺|协议|打井钱|(?<!劳动)合同|总价"
)
# 摔了、砸了，没提欠钱：是工伤或者看护的事
_HURT = re.compile("工伤|摔[断伤下了]|掉下来|砸[断伤到]|压[断伤]|受了?伤|轧[断伤]|烫伤|烧伤|骨折|伤[了着到]")
_ABOUT_PAY = re.compile("钱|工资|薪|加班费|报酬|劳务|欠|[没不][给发付结]|拖|[拿要]不到")
# 选举里的换届，不是换了领导不认账
_ELECTION = re.compile("选举|投票|候选人|选出来|拉票")
_OLD_AFFAIR = re.compile("欠|款|账|合同|承诺|答应|说好|补偿|协议|[没不]认|钱|万|以前的|前任|上一[届任]")


def without_contradicted(guess: Prediction, text: str) -> Prediction:
    """The prediction less what the words themselves rule out."""
    if _is_own_payroll(text):
        return replace(guess, probabilities={**guess.probabilities, WAGES: 0.0})
    likeliest = max(guess.probabilities, key=lambda name: guess.probabilities[name])
    if likeliest == WAGES and _HURT.search(text) and not _ABOUT_PAY.search(text):
        return replace(guess, probabilities={**guess.probabilities, WAGES: 0.0}, in_scope=0.0)
    if likeliest == OLD_DEBTS and _ELECTION.search(text) and not _OLD_AFFAIR.search(text):
        return replace(guess, probabilities={**guess.probabilities, OLD_DEBTS: 0.0})
    return guess


def _is_own_payroll(text: str) -> bool:
    """The wages a firm cannot pay because it was not paid are what follows from the matter, not the matter."""
    rest, times = _OWN_PAYROLL.subn("", text)
    if not times or OWED_WAGES.search(rest) or _WORKER_SAYS.search(text):
        return False
    return _ANOTHER_DEBT.search(rest) is not None
