"""The recovery code: copying errors are caught and named, other ways of writing the digits are accepted."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.store.recovery_code import GROUPS, RecoveryCode, new_recovery_code, read_recovery_code
from hokatsu_desktop.store.refusals import Situation, StoreRefusal

CODE = RecoveryCode(bytes(range(16)))
MANY = 100_000


def is_refused(digits: str) -> bool:
    try:
        read_recovery_code(digits)
    except StoreRefusal as refusal:
        return refusal.situation is Situation.MISTYPED_CODE
    return False


def words_for(typed: str) -> str:
    with pytest.raises(StoreRefusal) as refused:
        read_recovery_code(typed)
    assert refused.value.situation is Situation.MISTYPED_CODE
    return refused.value.words


@given(st.binary(min_size=16, max_size=16))
def test_a_printed_code_is_read_back(value: bytes) -> None:
    code = RecoveryCode(value)
    assert read_recovery_code(code.printed) == code
    assert read_recovery_code(code.digits) == code


def test_groups_are_nine_of_six_digits_divisible_by_eleven() -> None:
    groups = new_recovery_code().groups
    assert len(groups) == GROUPS
    assert all(len(group) == 6 and int(group) % 11 == 0 and int(group) < 720_896 for group in groups)


def test_new_codes_differ() -> None:
    assert len({new_recovery_code().value for _ in range(1_000)}) == 1_000


def test_the_representation_shows_no_digit() -> None:
    assert repr(CODE) == "RecoveryCode()"


@pytest.mark.parametrize(
    "typed",
    [
        CODE.printed.replace("-", " "),
        CODE.printed.replace("-", "\n"),
        CODE.printed.replace("-", "－"),
        CODE.printed.replace("-", "ー"),
        CODE.printed.replace("-", "　"),
        f"  {CODE.printed}  ",
        CODE.printed.translate({ord("0") + digit: ord("０") + digit for digit in range(10)}),
    ],
)
def test_full_width_spaces_and_hyphens_are_accepted(typed: str) -> None:
    assert read_recovery_code(typed) == CODE


def test_the_mistyped_group_is_named() -> None:
    groups = list(CODE.groups)
    groups[3] = f"{int(groups[3]) + 1:06d}"
    assert "第4組の数字" in words_for("-".join(groups))


def test_a_group_that_is_too_large_is_named() -> None:
    assert "第2組の数字" in words_for("-".join([CODE.groups[0], "720896", *CODE.groups[2:]]))


def test_a_missing_digit_is_told_by_its_group() -> None:
    groups = [*CODE.groups[:5], CODE.groups[5][:-1], *CODE.groups[6:]]
    assert "第6組が5けたです" in words_for("-".join(groups))


def test_a_missing_group_is_told() -> None:
    assert "組の数が8です（全部で9組です）" in words_for("-".join(CODE.groups[:8]))


def test_a_missing_digit_without_hyphens_is_told_by_number() -> None:
    assert "53けたです（全部で54けたです）" in words_for(CODE.digits[:-1])


def test_letters_are_told() -> None:
    assert "「O」" in words_for(CODE.printed.replace("0", "O", 1))


def test_swapped_groups_are_told_as_an_order() -> None:
    groups = [CODE.groups[1], CODE.groups[0], *CODE.groups[2:]]
    assert "順番" in words_for("-".join(groups))


def test_the_words_repeat_no_digit_of_the_code() -> None:
    groups = [f"{int(CODE.groups[0]) + 1:06d}", *CODE.groups[1:]]
    words = words_for("-".join(groups))
    assert not any(group in words for group in groups)


def test_no_single_wrong_digit_passes() -> None:
    source = random.Random(1)
    for _ in range(MANY):
        digits = RecoveryCode(source.randbytes(16)).digits
        at = source.randrange(len(digits))
        other = source.choice([digit for digit in "0123456789" if digit != digits[at]])
        assert is_refused(digits[:at] + other + digits[at + 1 :])


def test_no_swap_of_two_neighbouring_digits_passes() -> None:
    source = random.Random(2)
    for _ in range(MANY):
        digits = RecoveryCode(source.randbytes(16)).digits
        at = source.randrange(len(digits) - 1)
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        assert swapped == digits or is_refused(swapped)


def test_hardly_any_swap_of_two_groups_passes() -> None:
    """The check group has 16 bits: of 100,000 wrong orders one or two are expected to pass, and the key then fails."""
    source = random.Random(3)
    passed = 0
    for _ in range(MANY):
        groups = list(RecoveryCode(source.randbytes(16)).groups)
        one, other = source.sample(range(8), 2)
        if groups[one] != groups[other]:
            groups[one], groups[other] = groups[other], groups[one]
            passed += not is_refused("".join(groups))
    assert passed <= 6
