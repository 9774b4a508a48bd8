"""The groups of the recovery sheet typed back: which are wrong, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.store.recovery_code import GROUPS, RecoveryCode
from hokatsu_desktop.ui.start.recovery_typing import digits_of, group_problem, problems_of, spread, summary_of

codes = st.binary(min_size=16, max_size=16).map(RecoveryCode)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        ("000110", ""),
        ("０００１１０", ""),
        (" 000-110 ", ""),
        ("00011", "いま5けたです。6けた入れてください。"),
        ("00011O", "数字だけを入れてください。"),
        ("000111", "紙の数字とちがいます。"),
        ("999999", "紙の数字とちがいます。"),  # divisible by 11 but larger than any group
    ],
)
def test_one_group_by_itself(typed: str, said: str) -> None:
    assert group_problem(typed) == said


@given(codes, st.integers(1, GROUPS), st.integers(0, 5), st.integers(1, 9))
def test_one_wrong_digit_names_its_group(code: RecoveryCode, number: int, place: int, by: int) -> None:
    typed = list(code.groups)
    group = typed[number - 1]
    typed[number - 1] = f"{group[:place]}{(int(group[place]) + by) % 10}{group[place + 1 :]}"
    for known in (code, None):
        problems = problems_of(typed, known)
        assert list(problems) == [number]
        assert f"第{number}組を確かめて" in summary_of(problems)


@given(codes)
def test_the_right_digits_are_right(code: RecoveryCode) -> None:
    assert problems_of(code.groups, code) == {}
    assert problems_of(code.groups, None) == {}
    assert spread(code.printed) == list(code.groups)


def test_nothing_typed_asks_for_the_paper() -> None:
    assert "紙を見ながら" in summary_of(problems_of([""] * GROUPS, None))


def test_a_group_from_another_paper_is_found_while_the_code_is_known() -> None:
    code, other = RecoveryCode(bytes(range(16))), RecoveryCode(bytes(range(1, 17)))
    typed = [other.groups[0], *code.groups[1:]]
    assert list(problems_of(typed, code)) == [1]
    assert problems_of(typed, None) == {}


def test_digits_are_folded_and_other_signs_stay() -> None:
    assert digits_of("０１２－３４５　ａ") == "012345a"
