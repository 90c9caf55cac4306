"""标记：该响的响，不该响的不响。语句全部自拟。"""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from complaint_store.domain.reading import Mark
from nlu.learning.examples import Example
from nlu.learning.mark_fitting import fit_marks
from nlu.marks.marks import MarksError, load_rules, marks_in
from nlu.marks.model import (
    MARKS,
    WINDOW,
    MarkModel,
    MarkWordsError,
    load_families,
    load_mark_model,
    mark_model_from,
    window_spans,
)
from nlu.model_file import ModelMismatch, read_arrays
from nlu.understand import MARK_FILE, MODEL

SHOWN = [
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "钱要不回来，我真的不想活了"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我爱人说再不给就喝农药"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "活着没意思，死了算了"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我现在就在楼顶，不给钱就跳楼"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "遗书都写好了，我要轻生"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "再不解决我们八十个工人就去堵国道"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我们准备明天去政府门口拉横幅"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "逼急了我就泼汽油跟他们同归于尽"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我们商量好了，明天去旗政府门口坐着"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "跟家里商量过了，明天我就去堵路"),
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
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "要拆就从我身上压过去，我把汽油都备下了"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我们六十来人明天打算去高速口上站着"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "遗书写好压在枕头底下了"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "孩子昨晚拿刀片划自己胳膊"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "商量好了，十五号把国道堵了"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "孩子托付给他姑姑了，我先走一步"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "他现在坐在塔吊上，账没要回来，喊也不下来"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "四十个工友说好礼拜一去旗政府门口坐着，不发钱不走"),
    (Mark.RETALIATION, "打了热线第二天，镇上就把我家的电闸拉了"),
    (Mark.RETALIATION, "反映完问题，消防隔三岔五来检查我的店"),
    (Mark.RETALIATION, "要帐要急了，把我从供货商库里除名"),
    (Mark.RETALIATION, "他说你再告，明年的草场补贴一分别想"),
    (Mark.JUDGMENT_DEBTOR, "调解书生效十一个月，征地办不履行"),
    (Mark.JUDGMENT_DEBTOR, "城投判了八十六万，一年没动静"),
    (Mark.ALREADY_IN, "复议我赢了，他们又把那张旧纸寄来"),
    (Mark.ALREADY_IN, "仲裁庭延期两回了，他们就是不交材料"),
    (Mark.EMERGENCY, "液化气站的阀门在漏，味道一条街都闻得见"),
    (Mark.EMERGENCY, "娃住院等钱，老板压着我俩月工资不放"),
    (Mark.EMERGENCY, "井塌了，下面还有人"),
    (Mark.OFFICIAL_MISCONDUCT, "苏木达收了我两只羯羊才给盖章"),
    (Mark.OFFICIAL_MISCONDUCT, "资源局某科长，五条软中华才给我画红线"),
    (Mark.OFFICIAL_MISCONDUCT, "王局长的小舅子包了旗里所有的绿化"),
    (Mark.OFFICIAL_MISCONDUCT, "校长给他媳妇挂了个名字，人从来没上过班，工资照拿"),
    (Mark.OFFICIAL_MISCONDUCT, "水管站站长把公家的挖掘机弄去给他丈人家挖鱼塘"),
    (Mark.OFFICIAL_MISCONDUCT, "公家的洒水车给某副局长家浇果园"),
]
NOT_SHOWN = [
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "跟家里商量一下"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我们商量商量，明天再说"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我先回去跟家里人商量商量，明天提交"),
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
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "跑了八趟，累死了，也没办成"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "气死我了，这帮人说话不算数"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "窗口死活不给我开证明"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "加油站的汽油缺斤短两"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "邻居打农药把我家羊药死了"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "我们几户要是去旗政府门口坐着，算不算违法"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "父亲想立个遗嘱，去哪里公证"),
    (Mark.SELF_HARM_OR_MASS_INCIDENT, "大桥上栏杆断了一截，一直没人修"),
    (Mark.RETALIATION, "打了12345，第二天镇上来人看了"),
    (Mark.RETALIATION, "投诉物业以后，电梯还是坏的"),
    (Mark.RETALIATION, "我去要钱，主任说再等等"),
    (Mark.JUDGMENT_DEBTOR, "欠我钱的老板是被执行人，人跑到外地去了"),
    (Mark.ALREADY_IN, "供货商打官司又没钱打，只好拖着"),
    (Mark.EMERGENCY, "业主被困电梯是家常便饭，物业不修"),
    (Mark.EMERGENCY, "温棚建得急，说是为了迎接观摩会赶出来的"),
    (Mark.OFFICIAL_MISCONDUCT, "局里收了我两千块钱，没给收据"),
    (Mark.OFFICIAL_MISCONDUCT, "学校收了三百块资料费，不开票"),
    (Mark.OFFICIAL_MISCONDUCT, "给政府食堂送了两年羊肉，八万块没结"),
    (Mark.OFFICIAL_MISCONDUCT, "新镇长把我儿子的公益岗停了"),
    (Mark.OFFICIAL_MISCONDUCT, "老板让他小舅子管工地，欠我们工资"),
]


@pytest.fixture(scope="module")
def model() -> MarkModel:
    return load_mark_model(MODEL / MARK_FILE)


@pytest.mark.parametrize(("mark", "words"), SHOWN)
def test_the_mark_is_seen(model: MarkModel, mark: Mark, words: str) -> None:
    assert mark in marks_in(words, model)


@pytest.mark.parametrize(("mark", "words"), NOT_SHOWN)
def test_the_mark_is_not_read_into_other_words(model: MarkModel, mark: Mark, words: str) -> None:
    assert mark not in marks_in(words, model)


def test_a_word_that_no_one_defined_is_named(tmp_path: Path) -> None:
    path = tmp_path / "marks.yml"
    path.write_text("retaliation:\n  - phrase: '<nobody>报复'\n", encoding="utf-8")
    with pytest.raises(MarksError, match="nobody"):
        load_rules(path)


def test_a_word_of_a_family_is_one_to_four_characters(tmp_path: Path) -> None:
    path = tmp_path / "mark_words.yml"
    path.write_text("fear: 担心 怕得要命了\n", encoding="utf-8")
    with pytest.raises(MarkWordsError, match="怕得要命了"):
        load_families(path)


def test_a_phrase_shows_where_it_stands(model: MarkModel) -> None:
    words = "钱要不回来，我真的不想活了"
    ((start, end),) = marks_in(words, model)[Mark.SELF_HARM_OR_MASS_INCIDENT]
    assert words[start:end] == "不想活"


def test_what_the_model_finds_shows_the_clauses_it_was_found_in(model: MarkModel) -> None:
    before = "我在镇上开小饭馆，已经七年了，平时生意一般，来的多是跑长途的司机，饭菜都便宜。"
    told = "上个月打了热线说乱罚款的事，第二天城管就把我的桌椅全拉走了，别家都没动。"
    after = "以前大家处得都还可以，我也没有跟谁红过脸，请你们派人来看一看，给个说法。"
    ((start, end),) = marks_in(before + told + after, model)[Mark.RETALIATION]
    assert "第二天城管就把我的桌椅" in (before + told + after)[start:end]
    assert end - start <= WINDOW


def test_windows_cover_all_and_are_short_without_a_single_stop() -> None:
    text = "工钱拖了三年没人管" * 60
    spans = window_spans(text)
    assert (spans[0][0], spans[-1][1]) == (0, len(text))
    assert all(later[0] <= earlier[1] for earlier, later in itertools.pairwise(spans))
    assert max(end - start for start, end in spans) <= WINDOW + 4


@pytest.mark.parametrize("text", ["", "。！？", "12345", "a" * 30_000, "塌了" * 12_000])
def test_any_text_can_be_read(model: MarkModel, text: str) -> None:
    assert set(marks_in(text, model)) <= set(Mark)


def some_examples() -> list[Example]:
    told = ["举报以后低保停了", "我打了热线他们把我辞退了", "告了一状就不派活给我"]
    other = ["路灯坏了没人修", "低保什么时候发下来", "打了热线很快修好了", "工钱没给请帮忙"]
    return [
        *(Example(f"t{i}", text, ("dereliction",), marks=("retaliation",)) for i, text in enumerate(told)),
        *(Example(f"o{i}", text, ("other_complaint",)) for i, text in enumerate(other)),
    ]


def test_the_same_examples_give_the_same_numbers_and_a_mark_without_example_is_silent() -> None:
    first, second = (fit_marks(some_examples(), some_examples()[3:]) for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)
    values, _ = mark_model_from(first).scores("举报以后把我辞退了，河水漫进院子")
    assert values[MARKS.index(Mark.EMERGENCY)] < -1 < values[MARKS.index(Mark.RETALIATION)]


def test_a_model_of_other_families_is_refused() -> None:
    parts = read_arrays(MODEL / MARK_FILE)
    families = [*parts["families"][:-1], "a_family_of_yesterday"]
    with pytest.raises(ModelMismatch, match="a_family_of_yesterday"):
        mark_model_from({**parts, "families": np.array(families)})


def test_no_word_of_a_message_stands_in_the_model_file() -> None:
    parts = read_arrays(MODEL / MARK_FILE)
    assert [name for name, array in parts.items() if array.dtype.kind not in "fu"] == ["families"]
