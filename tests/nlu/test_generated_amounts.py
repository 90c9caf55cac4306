"""两千个生成的金额：人们写钱、说钱的每一种样子，个个读得分毫不差；数词另请 cn2an 作证。"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Union

import cn2an
import pytest

from nlu.money.amounts import find_amounts
from nlu.text import fold_speech

Value = Union[float, list[float]]
Case = tuple[str, Value]
Form = Callable[[random.Random], Case]

AMOUNTS = 2000
AROUND = (
    "还欠我们{}没给",
    "工程款{}，拖到现在",
    "领导您好，差{}的货款",
    "合同价{}。验收早过了",
    "老板欠{}，人找不着",
    "，付了{}，再没动静",
    "材料垫了{}；至今不结",
    "一共{}，欠条在我手里",
)
DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
UNITS = {"百": 100, "千": 1000, "万": 10_000}


def again(seed: int) -> random.Random:
    """The same numbers every time, so that a wrong one can be looked at."""
    return random.Random(seed)  # noqa: S311


def spoken(number: int) -> str:
    """How a person says it: 两千 and 两万, not 二千 and 二万。"""
    words = str(cn2an.an2cn(number))
    return "".join(
        "两" if w == "二" and words[i + 1 : i + 2] in ("千", "万", "亿") else w for i, w in enumerate(words)
    )


def whole(rng: random.Random) -> int:
    """Sizes of every order alike: a fee as often as a contract."""
    return rng.randint(1, 9) * 10 ** rng.randint(1, 7) + rng.randint(0, 10 ** rng.randint(1, 7))


def in_words(rng: random.Random) -> Case:
    number = whole(rng)
    return spoken(number) + rng.choice(("元", "块", "块钱", "元整", "元人民币")), number


def in_capitals(rng: random.Random) -> Case:
    number = whole(rng)
    return cn2an.an2cn(number, "rmb"), number


def in_capitals_to_the_cent(rng: random.Random) -> Case:
    number = round(whole(rng) + rng.randint(1, 9) / 10 + rng.randint(1, 9) / 100, 2)
    return cn2an.an2cn(number, "rmb"), number


def short_of_a_unit(rng: random.Random) -> Case:
    """三万五、两千三、一百八。"""
    unit = rng.choice(tuple(UNITS))
    first, last = rng.randint(1, 9), rng.randint(1, 9)
    return f"{'两' if first == 2 else DIGITS[first]}{unit}{DIGITS[last]}", first * UNITS[unit] + last * UNITS[
        unit
    ] // 10


def short_above_ten(rng: random.Random) -> Case:
    """二十三万五、一百零八万六。"""
    first, last = rng.randint(11, 999), rng.randint(1, 9)
    return f"{spoken(first)}万{DIGITS[last]}", first * 10_000 + last * 1000


def with_a_gap(rng: random.Random) -> Case:
    """三万零五、三万零五十、两万零三百、五千零八。"""
    first = rng.randint(1, 9)
    unit, below = rng.choice((("万", (1, 10, 100)), ("千", (1, 10))))
    small = rng.choice(below)
    last = rng.randint(1, 9)
    tail = {1: DIGITS[last], 10: f"{DIGITS[last]}十", 100: f"{DIGITS[last]}百"}[small]
    return f"{spoken(first * UNITS[unit])}零{tail}元", first * UNITS[unit] + last * small


def neighbours(rng: random.Random) -> Case:
    """五六万、七八千、三四百块、二三十万。"""
    low = rng.randint(1, 8)
    unit, size = rng.choice(
        (("万", 10_000), ("千", 1000), ("百", 100), ("十万", 100_000), ("百万", 1_000_000))
    )
    first = "两" if low == 2 and unit != "十万" else DIGITS[low]
    return f"{first}{DIGITS[low + 1]}{unit}块钱", [low * size, (low + 1) * size]


def neighbours_below(rng: random.Random) -> Case:
    """一万二三千、二十三四万。"""
    high, low = rng.randint(1, 9), rng.randint(1, 8)
    if rng.random() < 0.5:
        return f"{spoken(high * 10_000)}{DIGITS[low]}{DIGITS[low + 1]}千块", [
            high * 10_000 + low * 1000,
            high * 10_000 + (low + 1) * 1000,
        ]
    return f"{DIGITS[high] if high > 1 else ''}十{DIGITS[low]}{DIGITS[low + 1]}万", [
        (high * 10 + low) * 10_000,
        (high * 10 + low + 1) * 10_000,
    ]


def about(rng: random.Random) -> Case:
    """两百来万、三十多万、八千余元。"""
    number, size = rng.choice(
        [(n * 10, 10_000) for n in range(1, 10)]
        + [(n * 100, 10_000) for n in range(1, 10)]
        + [(n, 1000) for n in range(1, 10)]
    )
    words = spoken(number * size)
    head = words[: -len("万" if size == 10_000 else "千")]
    return (
        f"{head}{rng.choice('来多')}万" if size == 10_000 else f"{words}{rng.choice('多余')}元"
    ), number * size


def a_few(rng: random.Random) -> Case:
    return rng.choice(
        (
            ("几万块钱", [20_000, 90_000]),
            ("好几万块", [20_000, 90_000]),
            ("几十万", [200_000, 900_000]),
            ("十几万", [110_000, 190_000]),
            ("几千块钱", [2000, 9000]),
            ("几百块", [200, 900]),
            ("一百二十几万", [1_210_000, 1_290_000]),
        )
    )


def in_ten_thousands(rng: random.Random) -> Case:
    """3.5万、28.65万、1.2亿。"""
    hundredths = rng.randint(1, 99_999)
    unit, size = rng.choice(
        (("万", 10_000), ("万元", 10_000), ("亿", 100_000_000), ("w", 10_000), ("W", 10_000))
    )
    return f"{hundredths / 100:g}{unit}", hundredths * size // 100


def spoken_point(rng: random.Random) -> Case:
    """三点二万、零点八万。"""
    tenths = rng.randint(1, 99)
    return f"{DIGITS[tenths // 10]}点{DIGITS[tenths % 10]}万", tenths * 1000


def with_commas(rng: random.Random) -> Case:
    number = rng.randint(1000, 99_999_999)
    if rng.random() < 0.5:
        return f"{number:,}元", number
    cents = rng.randint(1, 99)
    return f"{number:,}.{cents:02d}元", number + cents / 100


def in_figures(rng: random.Random) -> Case:
    number = whole(rng)
    return f"{number}{rng.choice(('元', '块', '块钱', '圆', ' 元'))}", number


def full_width(rng: random.Random) -> Case:
    number = whole(rng)
    return f"{number}元".translate(WIDE), number


def mixed(rng: random.Random) -> Case:
    """50万3千、3万5、2千3."""
    first, last = rng.randint(1, 900), rng.randint(1, 9)
    if rng.random() < 0.5:
        return f"{first}万{last}千", first * 10_000 + last * 1000
    return f"{first}万{last}", first * 10_000 + last * 1000


def yuan_and_jiao(rng: random.Random) -> Case:
    yuan, jiao, fen = rng.randint(1, 99), rng.randint(1, 9), rng.randint(1, 9)
    if rng.random() < 0.5:
        return f"{spoken(yuan)}块{DIGITS[jiao]}毛", round(yuan + jiao / 10, 1)
    return f"{yuan}元{jiao}角{fen}分", round(yuan + jiao / 10 + fen / 100, 2)


def from_to(rng: random.Random) -> Case:
    low = rng.randint(1, 80)
    high = low + rng.randint(1, 19)
    link = rng.choice(("到", "至", "-", "~"))
    if rng.random() < 0.5:
        return f"{low}万{link}{high}万", [low * 10_000, high * 10_000]
    return f"{spoken(low)}万到{spoken(high)}万元", [low * 10_000, high * 10_000]


def one_space_a_word(rng: random.Random) -> Case:
    """转写把每个字都隔开：三 万 五 千 元。"""
    number = rng.randint(1, 99) * 10_000 + rng.randint(1, 9) * 1000
    return " ".join(spoken(number) + "元"), number


FORMS: tuple[Form, ...] = (
    in_words, in_words, in_capitals, in_capitals, in_capitals_to_the_cent, short_of_a_unit, short_above_ten,
    with_a_gap, neighbours, neighbours_below, about, a_few, in_ten_thousands, spoken_point, with_commas,
    in_figures, full_width, mixed, yuan_and_jiao, from_to,
)  # fmt: skip


def generated() -> Iterator[tuple[str, str, Value]]:
    rng = again(20261122)
    for i in range(AMOUNTS):
        words, value = FORMS[i % len(FORMS)](rng)
        yield rng.choice(AROUND).format(words), words, value


def close(read: object, value: Value) -> bool:
    if isinstance(value, list):
        return isinstance(read, list) and all(close(a, b) for a, b in zip(read, value, strict=True))
    return isinstance(read, (int, float)) and abs(read - value) < 0.005


def test_two_thousand_generated_amounts_are_all_exact():
    cases = list(generated())
    wrong = [
        (text, [amount.normalized for amount in found], value)
        for text, words, value in cases
        if not (found := find_amounts(text)) or len(found) != 1 or not close(found[0].normalized, value)
    ]
    assert len(cases) == AMOUNTS and wrong == []


def test_the_words_of_each_amount_are_cut_out_whole():
    for text, words, _ in generated():
        (amount,) = find_amounts(text)
        assert text[amount.start : amount.end] == amount.value
        assert amount.value in words and len(words) - len(amount.value) <= 2, (text, amount.value)


def test_cn2an_reads_the_same_value_where_it_reads_at_all():
    agreed = 0
    for _, words, value in generated():
        bare = (
            words.removesuffix("元整")
            .removesuffix("元人民币")
            .removesuffix("块钱")
            .removesuffix("元")
            .removesuffix("块")
        )
        try:
            witness = float(cn2an.cn2an(bare, "smart"))
        except (ValueError, KeyError, TypeError):
            continue
        assert close(witness, value), (words, witness, value)
        agreed += 1
    assert agreed >= AMOUNTS // 4


def test_amounts_in_a_transcript_that_parts_every_word_are_exact():
    rng = again(7)
    for _ in range(100):
        words, value = one_space_a_word(rng)
        text = f"他 还 欠 我 {words} 没 给"
        (amount,) = find_amounts(fold_speech(text))
        assert amount.normalized == value, text


def test_so_much_for_each_times_so_many_is_the_whole():
    rng = again(11)
    for _ in range(200):
        price, heads = rng.randint(2, 90) * 100, rng.randint(2, 60)
        each = rng.choice((f"每人{price}元", f"每人{spoken(price)}块", f"一个人{price}块钱"))
        text = f"{each}，{heads}个人，{price * heads}元到现在没给"
        assert [(a.normalized, a.role) for a in find_amounts(text)] == [
            (price, "each"),
            (price * heads, "owed"),
        ], text


def test_the_total_less_what_was_paid_is_owed():
    rng = again(13)
    for _ in range(200):
        paid, owed = (rng.randint(1, 400) * 1000 for _ in range(2))
        say = rng.choice((lambda n: f"{n}元", lambda n: f"{n / 10_000:g}万", lambda n: f"{spoken(n)}元"))
        text = rng.choice(
            (
                "合同价{}，付了{}，{}一直拖着",
                "总共{}，给过{}，还欠{}",
                "工程款{}，前后付了{}，剩{}没着落",
                "{}的活，先给了{}，{}没结",
            )
        ).format(say(paid + owed), say(paid), say(owed))
        found = [(a.normalized, a.role) for a in find_amounts(text)]
        assert found == [(paid + owed, "total"), (paid, "paid"), (owed, "owed")], text


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_among_them(form: Form):
    assert form(again(1))[0]
