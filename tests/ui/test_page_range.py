"""Which pages are meant by what people type."""

import pytest

from hokatsu_desktop.ui.print_window.page_range import PagesNotRead, read_pages


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("1-3,5", (1, 2, 3, 5)),
        ("１－３、５", (1, 2, 3, 5)),
        ("1〜3，5", (1, 2, 3, 5)),
        ("１～３ ５", (1, 2, 3, 5)),
        ("5、2", (2, 5)),
        ("3ー1", (1, 2, 3)),
        ("1ページから3ページ", (1, 2, 3)),
        ("2 - 4", (2, 3, 4)),
        ("2、2、1-2", (1, 2)),
    ],
)
def test_pages_are_read_in_any_width_and_sign(typed: str, pages: tuple[int, ...]) -> None:
    assert read_pages(typed, 9) == pages


@pytest.mark.parametrize(("typed", "word"), [("", "1-3"), ("、", "1-3"), ("表紙", "表紙"), ("1-", "1-"), ("--2", "2")])
def test_what_is_no_page_is_said_in_words(typed: str, word: str) -> None:
    with pytest.raises(PagesNotRead) as refused:
        read_pages(typed, 9)
    assert word in refused.value.words


@pytest.mark.parametrize("typed", ["0", "10", "8-12"])
def test_a_page_that_is_not_there_names_how_many_there_are(typed: str) -> None:
    with pytest.raises(PagesNotRead) as refused:
        read_pages(typed, 9)
    assert "9ページまで" in refused.value.words
