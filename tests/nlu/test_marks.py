"""标记：该响的响，不该响的不响。语句全部自拟。"""

from __future__ import annotations

import pytest

from complaint_store.domain.reading import Mark
from nlu.marks import marks_in

SHOWN = [
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "钱要不回来，我真的不想活了"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我爱人说再不给就喝农药"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "活着没意思，死了算了"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我现在就在楼顶，不给钱就跳楼"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "遗书都写好了，我要轻生"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "再不解决我们八十个工人就去堵国道"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我们准备明天去政府门口拉横幅"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "逼急了我就泼汽油跟他们同归于尽"),
    (Mark.RETALIATION, "自从我举报以后，村里就把我家的低保停了"),
    (Mark.RETALIATION, "他们对我打击报复，把我调到最远的站上"),
    (Mark.JUDGMENT_DEBTOR, "镇政府被列为失信被执行人了还在招商"),
    (Mark.JUDGMENT_DEBTOR, "法院判了镇政府给我二十万，两年了一直不履行"),
    (Mark.ALREADY_IN, "我们去年已经起诉了，法院判我们胜诉"),
    (Mark.ALREADY_IN, "劳动仲裁已经裁了，他们还是不给"),
    (Mark.EMERGENCY, "没钱做手术，等着这笔钱救命"),
    (Mark.EMERGENCY, "挖机正在强拆我家房子"),
    (Mark.OFFICIAL_MISCONDUCT, "住建局的王科长收了老板两万块好处费"),
    (Mark.OFFICIAL_MISCONDUCT, "村支书贪污了我们的征地款"),
    (Mark.OFFICIAL_MISCONDUCT, "镇长拿着扶贫的钱，侵吞了几十万"),
]
NOT_SHOWN = [
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "商场搞跳楼价大甩卖，买回来是坏的"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "热得要命，空调坏了没人修"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "乱停车把路堵了，救护车都进不来"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我们不会去堵路，就想好好把账算清"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "社区做了预防自杀的宣传"),
    (Mark.RETALIATION, "我怕他们报复，所以不留名字"),
    (Mark.RETALIATION, "打击报复举报人怎么处理"),
    (Mark.JUDGMENT_DEBTOR, "政府不给我钱，害得我都成了失信被执行人"),
    (Mark.JUDGMENT_DEBTOR, "路口的限高架太低了"),
    (Mark.ALREADY_IN, "再不给我就准备去起诉"),
    (Mark.ALREADY_IN, "可以申请劳动仲裁吗，要多久"),
    (Mark.EMERGENCY, "这件事我们很着急，希望快点解决"),
    (Mark.OFFICIAL_MISCONDUCT, "窗口的工作人员态度恶劣，爱答不理"),
    (Mark.OFFICIAL_MISCONDUCT, "这帮贪官污吏，什么事都不办"),
    (Mark.OFFICIAL_MISCONDUCT, "局长没有收钱，就是拖着不办"),
    (Mark.OFFICIAL_MISCONDUCT, "物业经理收了装修公司的回扣"),
]


@pytest.mark.parametrize(("mark", "words"), SHOWN)
def test_the_mark_is_seen(mark: Mark, words: str) -> None:
    assert mark in marks_in(words)


@pytest.mark.parametrize(("mark", "words"), NOT_SHOWN)
def test_the_mark_is_not_read_into_other_words(mark: Mark, words: str) -> None:
    assert mark not in marks_in(words)


def test_a_mark_shows_where_it_stands() -> None:
    words = "钱要不回来，我真的不想活了"
    ((start, end),) = marks_in(words)[Mark.SELF_HARM_OR_MASS_INCIDENT]
    assert words[start:end] == "不想活"
