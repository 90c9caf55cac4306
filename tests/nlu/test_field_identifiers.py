"""号码与遮盖：电话、身份证、银行卡认得出，显示时遮得住。"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.identifiers import canonical_id_card, find_contract_numbers, find_id_cards, find_phones, id_checksum
from nlu.sensitive import redact


@pytest.mark.parametrize(
    "written",
    [
        "19900000001",
        "199-0000-0001",
        "199 0000 0001",
        "+8619900000001",
        "幺九九零零零零零零零幺",
        "１９９０００００００１",
    ],
)
def test_a_mobile_number_is_read_however_it_is_written_or_spoken(written):
    (phone,) = find_phones(f"我电话是{written}，谢谢")
    assert phone.normalized == "19900000001"


def test_a_landline_keeps_its_area_code():
    assert [p.normalized for p in find_phones("办公室0483-2000001")] == ["04832000001"]


@pytest.mark.parametrize("text", ["订单2021112219900000001号", "合同号19900000001234", "欠款1990000.5"])
def test_longer_numbers_hold_no_phone(text):
    assert find_phones(text) == ()


FIRST17 = "15292119900307001"  # 编造的号码


def test_an_id_card_must_pass_its_checksum():
    number = FIRST17 + id_checksum(FIRST17)
    (card,) = find_id_cards(f"身份证{number}")
    assert card.normalized == number
    wrong = FIRST17 + ("1" if number[-1] != "1" else "2")
    (card,) = find_id_cards(f"身份证{wrong}")
    assert card.normalized is None


def test_an_old_number_of_fifteen_digits_is_lengthened():
    assert canonical_id_card("152921900307001") == FIRST17 + id_checksum(FIRST17)
    assert canonical_id_card("152921901307001") is None


def test_masking_keeps_the_length_and_hides_the_middle():
    text = f"我叫某某，电话19900000001，身份证{FIRST17}{id_checksum(FIRST17)}，卡号6222000000000000001"
    masked = redact(text)
    assert len(masked) == len(text) and "199****0001" in masked
    assert "19900000001" not in masked and FIRST17 not in masked and "6222000000000000001" not in masked


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30), st.integers(min_value=13000000000, max_value=19999999999), st.text(max_size=30))
def test_no_phone_survives_masking(before, number, after):
    text = f"{before}，{number}。{after}"
    assert str(number) not in redact(text) and len(redact(text)) == len(text)


def test_contract_and_document_numbers_are_kept_as_written():
    text = "合同编号：GF-2017-0201，见阿左政办发〔2021〕15号，案号(2023)内2921民初456号"
    assert [c.value for c in find_contract_numbers(text)] == [
        "GF-2017-0201",
        "阿左政办发〔2021〕15号",
        "(2023)内2921民初456号",
    ]


def test_digits_of_a_number_are_no_amount_and_no_date(read):
    found = read("电话19900000001，合同编号2018-12-13-500万").fields
    assert {f.type.value for f in found} == {"phone", "contract_no"}
