"""密钥与遮盖：密钥在库外只给本用户读，密文离开原处打不开，号码姓名换成等长的星号。"""

from pathlib import Path

import pytest

from complaint_store.security.keys import KeyProblem, Keyring
from complaint_store.security.redaction import mask_number, redact


def test_keys_are_made_once_and_only_this_user_may_read_them(tmp_path: Path):
    first = Keyring.load_or_create(tmp_path / "keys")
    assert Keyring.load_or_create(tmp_path / "keys").fingerprint == first.fingerprint
    assert {f.name: f.stat().st_mode & 0o777 for f in (tmp_path / "keys").iterdir()} == {
        "store.key": 0o600,
        "sealed.key": 0o600,
    }


def test_a_key_that_others_may_read_is_refused_by_name(tmp_path: Path):
    Keyring.load_or_create(tmp_path)
    (tmp_path / "store.key").chmod(0o644)
    with pytest.raises(KeyProblem, match=r"store\.key: found mode 644, expected 600"):
        Keyring.load_or_create(tmp_path)


def test_a_key_file_with_other_content_is_refused_without_showing_it(tmp_path: Path):
    Keyring.load_or_create(tmp_path)
    (tmp_path / "sealed.key").write_text("not a key", encoding="ascii")
    with pytest.raises(KeyProblem, match=r"sealed\.key: found other text"):
        Keyring.load_or_create(tmp_path)


def test_a_ciphertext_opens_only_in_its_own_column():
    keyring = Keyring.fresh()
    data = keyring.seal("complaints.body", "原话".encode())
    assert keyring.open("complaints.body", data).decode() == "原话"
    with pytest.raises(KeyProblem):
        keyring.open("tickets.body", data)


def test_a_changed_ciphertext_does_not_open():
    keyring = Keyring.fresh()
    data = bytearray(keyring.seal("x", b"words"))
    data[-1] ^= 1
    with pytest.raises(KeyProblem):
        keyring.open("x", bytes(data))


def test_whoever_holds_only_the_ordinary_key_cannot_open_the_sealed_lane():
    whole = Keyring(b"m" * 32, b"s" * 32)
    ordinary_only = Keyring(b"m" * 32, b"?" * 32)
    sealed = whole.seal("complaints.body", b"secret", sealed_lane=True)
    with pytest.raises(KeyProblem):
        ordinary_only.open("complaints.body", sealed)
    assert ordinary_only.open("complaints.body", whole.seal("complaints.body", b"plain")) == b"plain"


def test_the_same_words_are_never_the_same_ciphertext_but_always_the_same_index():
    keyring = Keyring.fresh()
    assert keyring.seal("x", b"same") != keyring.seal("x", b"same")
    assert keyring.index("x", "same") == keyring.index("x", "same") != keyring.index("y", "same")


def test_numbers_and_names_are_masked_and_every_position_stays():
    text = "我叫王小明，电话１９９００００0001，身份证152921199001011234，卡6222000000000000123，王小明。"
    shown = redact(text, ("王小明",))
    assert len(shown) == len(text)
    assert shown.startswith("我叫王某某，电话") and shown.endswith("王某某。")
    for hidden in ("王小明", "00000001", "19900101", "000000000000123"):
        assert hidden not in shown.translate(str.maketrans("０１２３４５６７８９", "0123456789"))


def test_amounts_dates_and_contract_numbers_are_not_masked():
    text = "合同HT-2023-0415，欠350000元，2024年5月1日到期，工期180天"
    assert redact(text) == text


def test_a_phone_keeps_its_first_three_and_last_four():
    assert mask_number("19900000001") == "199****0001"
