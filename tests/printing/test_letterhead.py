"""The office's words and picture above the title."""

from dataclasses import replace

import pytest

from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.page import STANDARD, PageFrame, draw_header, first_top_pt
from hokatsu_desktop.printing.sheet import SheetFrame, render_sheet
from hokatsu_desktop.sheets.load import load_sheet
from tests.printing.logos import png
from tests.printing.reading import opened, page_texts, text_of

PLAIN = PageFrame(title="支援プラン", form_number="様式第6号", stamps=("課長",), receipt_stamp=True)
WORDS = "みどり町　福祉課"


def page_with(frame: PageFrame) -> bytes:
    document = Document("枠")
    surface = document.add_page(*STANDARD.size_pt)
    draw_header(surface, frame, STANDARD, 1)
    return document.to_bytes()


def pictures_of(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each picture on the first page, in points."""
    with opened(pdf) as document:
        return [one.get_bounds() for one in document[0].get_objects() if one.type == 3]


def test_the_words_stand_between_form_number_and_title() -> None:
    text = text_of(page_with(replace(PLAIN, header=WORDS)))
    assert text.index("様式第6号") < text.index("みどり町福祉課") < text.index("支援プラン")
    assert first_top_pt(replace(PLAIN, header=WORDS), STANDARD) > first_top_pt(PLAIN, STANDARD)


def test_without_words_and_picture_a_page_is_as_it_was() -> None:
    assert page_with(PLAIN) == page_with(replace(PLAIN, header="", logo=b""))


@pytest.mark.parametrize(("width", "height"), [(40, 20), (2000, 10), (10, 2000)])
def test_the_picture_keeps_its_proportions_and_its_room(width: int, height: int) -> None:
    ((left, bottom, right, top),) = pictures_of(page_with(replace(PLAIN, logo=png(width, height))))
    assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.01)
    assert top - bottom <= 34.1
    assert right - left <= 127.6
    body = STANDARD.body()
    assert left == pytest.approx(body.left, abs=0.1)
    assert STANDARD.size_pt[1] - bottom < first_top_pt(replace(PLAIN, logo=png(width, height)), STANDARD)


def test_long_words_wrap_and_push_the_body_down() -> None:
    frame = replace(PLAIN, header=WORDS * 12, logo=png())
    assert text_of(page_with(frame)).count("みどり町福祉課") == 12
    assert first_top_pt(frame, STANDARD) > first_top_pt(replace(PLAIN, header=WORDS, logo=png()), STANDARD)


def printed(*, logo: bool, header: str) -> bytes:
    document = Document("様式")
    sheet = replace(load_sheet("support_plan"), logo=logo, header=header)
    render_sheet(document, sheet, {}, SheetFrame(logo=png()), blank=True)
    return document.to_bytes()


def test_only_a_sheet_that_asks_for_it_bears_the_picture() -> None:
    assert len(pictures_of(printed(logo=True, header=WORDS))) == 1
    assert pictures_of(printed(logo=False, header=WORDS)) == []


def test_the_letterhead_stands_on_the_first_page_alone_and_the_bytes_stay_the_same() -> None:
    pdf = printed(logo=True, header=WORDS)
    assert [("みどり町福祉課" in text) for text in page_texts(pdf)] == [True, False]
    assert pdf == printed(logo=True, header=WORDS)
