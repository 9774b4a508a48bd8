"""A locked PDF opens with its password only, in another reader than the one that locked it."""

import pypdfium2
import pytest

from hokatsu_desktop.printing.locked import LEAST_CHARACTERS, MOST_CHARACTERS, lock_pdf
from hokatsu_desktop.services.refusal import Refusal
from tests.printing.reading import squeezed, text_of
from tests.printing.samples import sample_pdf

PASSWORD = "natsu-Matsuri/2026"


def test_it_opens_with_the_password_and_says_the_same() -> None:
    plain = sample_pdf()
    document = pypdfium2.PdfDocument(lock_pdf(plain, PASSWORD), password=PASSWORD)
    read = "".join(squeezed(page.get_textpage().get_text_bounded()) for page in document)
    document.close()
    assert read == text_of(plain)
    assert "𠮷田" in read


@pytest.mark.parametrize("tried", [None, "", "natsu-Matsuri/2025", PASSWORD[:-1]])
def test_it_does_not_open_otherwise(tried: str | None) -> None:
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(lock_pdf(sample_pdf(), PASSWORD), password=tried)


def test_nothing_readable_is_left_in_the_file() -> None:
    locked = lock_pdf(sample_pdf(), PASSWORD)
    assert b"/AESV3" in locked
    assert b"/Title (" not in locked
    assert "見本シート".encode("utf-16-be") not in locked


@pytest.mark.parametrize(
    "password",
    ["", "a" * (LEAST_CHARACTERS - 1), " abcdefgh", "abcd\tefgh", "なつまつりの合言葉", "a" * (MOST_CHARACTERS + 1)],
)
def test_a_password_that_would_not_do_is_refused_with_words(password: str) -> None:
    with pytest.raises(Refusal) as refused:
        lock_pdf(sample_pdf(), password)
    assert refused.value.words.endswith("。")
    assert not password or password not in refused.value.words
