"""口语里的要素：没有“元”的钱、没有“人”的人、没有“公司”的公司，和只是看着像的话。"""

from __future__ import annotations

import pytest

from nlu.money.amounts import find_amounts


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("卸一车煤两块四", 2.4),
        ("摘一筐给三块五毛", 3.5),
        ("一度电收九毛八", 0.98),
        ("砍一捆柴五毛钱", 0.5),
        ("班长那儿还压着我五千七呢", 5700),
        ("三车料对下来四万一千八", 41800),
        ("跑一趟180", 180),
        ("每个月只打1500", 1500),
        ("对账单上是一百零九万七千", 1097000),
        ("前后投进去一个多亿", 100000000),
        ("中介费八百一份", 800),
    ],
)
def test_money_without_its_unit_is_money_where_nothing_is_counted(said, yuan):
    assert [amount.normalized for amount in find_amounts(said)] == [yuan]


def test_after_a_sum_in_ten_thousands_the_next_bare_number_counts_them_too():
    text = "合同是二百三十多万，春上付了一百五，后来再没动静"
    assert [amount.normalized for amount in find_amounts(text)] == [2300000, 1500000]


def test_the_one_of_the_next_word_is_not_a_digit_of_the_sum():
    (amount,) = find_amounts("尾款二百一十万一直没见着")
    assert (amount.value, amount.normalized) == ("二百一十万", 2100000)


@pytest.mark.parametrize(
    "text",
    [
        "我们几个一块来的",
        "明天一块去旗里",
        "干了半年一毛没见",
        "门口挂了三十块牌子",
        "打了4.6万根桩",
        "旗里人口不到两万",
        "一天来两千游客",
    ],
)
def test_words_that_only_look_like_money(text):
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("应给二十三万，到手九万", ["total", "paid"]),
        ("第一年的六十万给了，还差四十万", ["paid", "owed"]),
        ("一座四千，两座八千", ["each", "each"]),
    ],
)
def test_amounts_in_a_list_say_what_each_of_them_is(text, roles):
    assert [amount.role for amount in find_amounts(text)] == roles


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("五月初八进的场", "2026-06-22"),
        ("八月二十六交的材料", "2026-08-26"),
        ("八月二十几号停的工", "2026-08"),
    ],
)
def test_days_without_their_unit_are_kept(fields_of, said, day):
    assert fields_of(said, "date")[0].normalized == day


def test_a_range_of_days_ends_in_the_same_month(fields_of):
    assert [d.normalized for d in fields_of("10月3号到21号天天加班", "date")] == ["2026-10-03", "2026-10-21"]


def test_a_month_leans_on_the_year_said_well_before_it(fields_of):
    text = "2024年9月至2025年4月在口岸给一家货代做录单，前四个月的工资都按时发，后面几个月越拖越久。走的时候老板写了条，说6月底付清"
    assert fields_of(text, "date")[-1].normalized == "2025-06"


@pytest.mark.parametrize("text", ["我今年五十三，腿脚不好", "每年十一月交费", "春节联欢会办得好"])
def test_ages_customs_and_names_are_no_dates(fields_of, text):
    assert fields_of(text, "date") == ()


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("我们十七个老姐妹没处说理", 17),
        ("还差六个瓦匠的钱", 6),
        ("电焊工四个 白干一夏", 4),
        ("我们兄妹五个都签了字", 5),
        ("一家七口挤着住", 7),
    ],
)
def test_heads_are_counted_without_the_word_for_people(fields_of, said, number):
    assert [p.normalized for p in fields_of(said, "people")] == [number]


@pytest.mark.parametrize("text", ["压着我俩月不给", "来了两位干部量地", "地里有两口井", "来了三个人拍照"])
def test_others_and_other_things_are_not_counted_as_the_people_concerned(fields_of, text):
    assert fields_of(text, "people") == ()


@pytest.mark.parametrize(
    "text", ["名单报旗里审", "我去问旗里", "送了一面锦旗", "建了扶贫产业园", "货架一百零八组"]
)
def test_what_ends_like_a_place_but_is_none(fields_of, text):
    assert fields_of(text, "place") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在乌斯太给恒远化工搬了一夏天料，没给钱", "恒远化工"),
        ("云漠数据说跟园区有协议，后来人没影了", "云漠数据"),
        ("厂名叫沙石新材，在宗别立，运费不结", "沙石新材"),
    ],
)
def test_a_firm_is_found_without_the_word_for_it(fields_of, text, name):
    assert fields_of(text, "accused_unit")[0].normalized == name


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("雅布赖镇前几年换水管，老镇长打了欠条", "阿右旗雅布赖镇人民政府"),
        ("巴彦浩特镇人民政府：我等值守人员按贵镇安排上岗，补助至今未发", "阿左旗巴彦浩特镇人民政府"),
        ("上月向额济纳旗林草局提交申请，该局一直不答复", "额济纳旗林草局"),
    ],
)
def test_the_government_that_acts_is_the_other_party(fields_of, text, unit):
    assert fields_of(text, "accused_unit")[0].normalized == unit


@pytest.mark.parametrize(
    "text", ["孩子上小学了", "又换公司了", "叫我交物业费", "哄我买地建厂", "可我们连公司在哪都不知道"]
)
def test_common_words_are_no_firms(fields_of, text):
    assert fields_of(text, "accused_unit") == ()


def test_a_text_with_a_space_after_every_word_is_read(fields_of):
    (amount,) = fields_of("欠 我 钱 35 万", "amount")
    assert (amount.normalized, amount.value, amount.role) == (350_000, "35 万", "owed")


def test_two_corrections_in_one_sentence_take_back_two_values(fields_of):
    text = "不是20个是23个，也不是30万是32万"
    assert [f.normalized for f in fields_of(text, "amount")] == [320_000]
    assert [f.normalized for f in fields_of(text, "people")] == [23]


def test_an_age_is_not_a_date(fields_of):
    assert fields_of("我今年七十三了", "date") == () == fields_of("今年都七十三了", "date")
