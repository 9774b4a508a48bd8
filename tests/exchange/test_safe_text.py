"""What other programs may be given: no control characters, no formulas, numbers only where nothing changes."""

import pytest

from hokatsu_desktop.exchange.safe_text import may_run_as_formula, plain_number, shown_as_text, writable


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目"),
        ("Wordから\x0b貼った\x0c文", "Wordから\n貼った\n文"),
        ("音\x07が\x00鳴る\x1b", "音が鳴る"),
        ("半分\ud842の字", "半分�の字"),
        ("𠮷田　葛󠄀城 ㈱\t①", "𠮷田　葛󠄀城 ㈱\t①"),
    ],
)
def test_only_what_cannot_be_seen_is_taken_out(typed: str, written: str) -> None:
    assert writable(typed) == written
    writable(typed).encode()


@pytest.mark.parametrize("text", ["=1+1", "+81-3", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "＋", "－", "＠user", "=", "-"])
def test_what_could_run_as_a_formula_gets_an_apostrophe(text: str) -> None:
    assert may_run_as_formula(text)
    assert shown_as_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-1,234.5", "佐藤", "", "1=1", "a@b", "'=1", "―", "・-"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert shown_as_text(text) == text


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), ("12", 12), ("-3", -3), ("85,000", 85000), ("1,234,567", 1234567), ("1.50", 1.5)],
)
def test_numbers(typed: str, number: float) -> None:
    assert plain_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["007", "090-0000-0000", "1,23", "１２", "約3", "", " 3", "1e5", "1234567890123456", "3."]
)
def test_what_would_look_different_as_a_number_stays_text(typed: str) -> None:
    assert plain_number(typed) is None
