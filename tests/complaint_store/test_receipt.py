"""查询码：好念、抄错认得出、怎么写都读得懂。"""

import re

from hypothesis import given
from hypothesis import strategies as st

from complaint_store.domain.receipt import (
    check_digit,
    code_in,
    make,
    normalise,
    spoken,
    words_beside_code,
)

DIGITS = st.text("0123456789", min_size=15, max_size=15)


def test_a_code_is_sixteen_digits_said_in_groups_of_four():
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", spoken(make("123456789012345")))


def test_the_check_digit_is_the_one_of_damm():
    assert check_digit("572") == "4"


def test_chinese_digits_full_width_spaces_and_dashes_mean_the_same_code():
    code = make("012345678901234")
    chinese = "".join("〇一二三四五六七八九"[int(d)] for d in code)
    wide = "".join(chr(0xFF10 + int(d)) for d in code)
    for typed in (
        code,
        spoken(code),
        "-".join(re.findall("....", code)),
        chinese,
        wide,
        f"　{wide[:8]}—{wide[8:]} ",
        code.replace("1", "幺").replace("0", "洞").replace("7", "拐").replace("9", "勾"),
    ):
        assert normalise(typed) == code


def test_what_cannot_be_a_code_is_none():
    for typed in ("", "1234", "一二三", "a" * 16, "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦", "1" * 5000, "\x00" * 16):
        assert normalise(typed) is None


@given(DIGITS)
def test_every_code_reads_back(digits: str):
    assert normalise(spoken(make(digits))) == make(digits)


@given(DIGITS, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(digits: str, place: int, shift: int):
    code = make(digits)
    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]
    assert normalise(wrong) is None


@given(DIGITS, st.integers(0, 14))
def test_two_neighbours_the_wrong_way_round_are_always_noticed(digits: str, place: int):
    code = make(digits)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or normalise(swapped) is None


def test_a_code_read_out_in_words_is_found_and_what_stands_beside_it():
    code = "三三三三 三三三三 三三三三 三三三三"
    assert code_in(f"查询码{code}") == "3333 3333 3333 3333"
    assert words_beside_code(f"查询码{code}").strip() == "查询码"
    assert code_in("二〇二一年十月欠一百二十万元，电话一九九零零零零零零零一") is None
