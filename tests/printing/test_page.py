"""Margins, header and footer."""

import pytest

from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.page import (
    SETUPS,
    STANDARD,
    PageFrame,
    PageSetup,
    draw_footer,
    draw_header,
    first_top_pt,
    next_top_pt,
)
from hokatsu_desktop.printing.surface import Box, mm
from tests.printing.reading import character_boxes, text_in, text_of

FULL = PageFrame(
    title="支援プラン兼利用申込書",
    form_number="様式第6号",
    date="令和8年11月26日",
    handling="取扱注意",
    stamps=("課長", "係長", "担当"),
    receipt_stamp=True,
    copy_line="資料1-03（社会福祉協議会　大森）　3／8部",
    state="4821-0937-5526",
    printed="R8.11.26 11:42 井上",
    practice=True,
)


def page_with(frame: PageFrame, setup: PageSetup = STANDARD, number: int = 1) -> bytes:
    document = Document("枠")
    surface = document.add_page(*setup.size_pt)
    draw_header(surface, frame, setup, number)
    draw_footer(surface, frame, setup, number, 3)
    return document.to_bytes()


def millimetres(box: Box, setup: PageSetup) -> tuple[int, int, int, int]:
    """Left, right, top and bottom margin."""
    width, height = setup.size_pt
    edges = (box.left, width - box.right, box.top, height - box.bottom)
    left, right, top, bottom = (round(edge / mm(1)) for edge in edges)
    return left, right, top, bottom


@pytest.mark.parametrize(
    ("setup", "page", "margins"),
    [
        (STANDARD, 1, (30, 17, 25, 25)),
        (STANDARD, 2, (30, 17, 25, 25)),
        (PageSetup(both_sides=True), 2, (17, 30, 25, 25)),
        (PageSetup(landscape=True), 1, (25, 25, 30, 17)),
        (PageSetup(landscape=True, both_sides=True), 2, (25, 25, 17, 30)),
        (SETUPS["even_25"], 1, (25, 25, 25, 25)),
        (SETUPS["even_20"], 1, (20, 20, 20, 20)),
        (SETUPS["even_15"], 1, (15, 15, 15, 15)),
    ],
)
def test_margins_leave_the_binding_edge_free(setup: PageSetup, page: int, margins: tuple[int, int, int, int]) -> None:
    assert millimetres(setup.body(page), setup) == margins


def test_landscape_and_a3_turn_and_enlarge_the_paper() -> None:
    assert [round(side / mm(1)) for side in PageSetup(paper="A3", landscape=True).size_pt] == [420, 297]


def test_header_and_footer_say_everything() -> None:
    text = text_of(page_with(FULL))
    for words in (
        *("様式第6号", "令和8年11月26日", "取扱注意", "支援プラン兼利用申込書", "課長", "係長", "担当", "受付印"),
        *("資料1-03（社会福祉協議会大森）3／8部", "練習用（架空の町）"),
        *("この紙の時点4821-0937-5526", "印刷R8.11.2611:42井上", "1／3"),
    ):
        assert words in text


def test_a_later_page_repeats_title_handling_and_copy_line() -> None:
    text = text_of(page_with(FULL, number=2))
    assert "支援プラン兼利用申込書（続き）" in text
    assert "取扱注意" in text
    assert "資料1-03" in text
    assert "2／3" in text
    assert "課長" not in text


@pytest.mark.parametrize("stamps", range(7))
@pytest.mark.parametrize("receipt", [False, True])
@pytest.mark.parametrize(
    "title", ["次第", "支援共有・行動連携計画シート", "とても長い名前をもつ様式で一行にはおさまらない題名の見本シート"]
)
def test_nothing_in_the_header_overlaps_or_leaves_the_margins(stamps: int, receipt: bool, title: str) -> None:
    frame = PageFrame(
        title=title,
        form_number="様式第1号",
        date="令和8年11月26日",
        handling="取扱注意・会議後回収",
        stamps=("課長", "補佐", "係長", "主査", "担当", "事務局")[:stamps],
        receipt_stamp=receipt,
        copy_line="資料1-03",
    )
    pdf = page_with(frame)
    body = STANDARD.body()
    signs = [(sign, box) for sign, box in character_boxes(pdf, 0) if box.top < body.bottom]
    assert all(body.left - 0.5 <= box.left and box.right <= body.right + 0.5 for _, box in signs)
    assert all(box.bottom <= first_top_pt(frame, STANDARD) for _, box in signs)
    for place, (_, one) in enumerate(signs):
        for _, other in signs[place + 1 :]:
            overlap = min(one.right, other.right) - max(one.left, other.left)
            assert overlap < 1 or min(one.bottom, other.bottom) - max(one.top, other.top) < 1
    assert title in text_of(pdf)


def test_the_receipt_stamp_has_forty_millimetres_at_the_upper_right() -> None:
    plain = first_top_pt(PageFrame(title="題"), STANDARD)
    stamped = first_top_pt(PageFrame(title="題", receipt_stamp=True), STANDARD)
    assert stamped - STANDARD.body().top >= mm(40) > plain - STANDARD.body().top
    body = STANDARD.body()
    corner = Box(body.right - mm(40), body.top, mm(40), mm(40))
    assert text_in(page_with(PageFrame(title="題", receipt_stamp=True)), 0, corner) == "受付印"


def test_more_on_the_first_page_leaves_less_room_for_the_body() -> None:
    assert first_top_pt(FULL, STANDARD) > next_top_pt(FULL, STANDARD) > STANDARD.body().top
