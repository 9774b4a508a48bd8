"""受領の数字: the same at both ends, right only for their package, and what is said when they are not."""

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.services.handover_receipt import check_receipt, receipt_digits
from hokatsu_desktop.services.refusal import Refusal

PACKAGE, OTHER = "HIKITSUGI_2026-11-23_7K3Q", "HIKITSUGI_2026-11-23_7K3R"


def test_as_printed_or_in_wide_digits_with_blanks(session: Session) -> None:
    digits = receipt_digits(session, PACKAGE)
    assert len(digits) == len("4821-0937")
    wide = digits.translate(str.maketrans("0123456789-", "０１２３４５６７８９ー"))
    for typed in (digits, digits.replace("-", ""), digits.replace("-", "　 "), wide):
        check_receipt(session, PACKAGE, typed)


def test_another_package_a_slip_and_too_few_are_refused_with_their_own_words(session: Session) -> None:
    digits = receipt_digits(session, PACKAGE)
    slip = f"{(int(digits[0]) + 1) % 10}{digits[1:]}"
    for typed, said in (
        (receipt_digits(session, OTHER), "別のパッケージ"),
        (slip, "打ちまちがい"),
        (digits[:-1], "いま7けた"),
        ("", "いま0けた"),
        ("四八二一", "いま0けた"),
    ):
        with pytest.raises(Refusal) as no:
            check_receipt(session, PACKAGE, typed)
        assert said in no.value.words
        assert "まだ確かめていません" in no.value.words


def test_another_store_prints_other_digits(session: Session) -> None:
    digits = receipt_digits(session, PACKAGE)
    session.info["chain_key"] = b"another"
    assert receipt_digits(session, PACKAGE) != digits
