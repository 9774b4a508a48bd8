"""A sheet on paper says everything that was answered, in reading order, inside its cells."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.framed_pages import place_calmly
from hokatsu_desktop.printing.sheet import (
    HANDOUT_PT,
    SheetFrame,
    blocks_of,
    filling_of,
    missing_on_sheet,
    page_frame_of,
    page_setup_of,
    render_sheet,
)
from hokatsu_desktop.printing.table import PlacedPage
from hokatsu_desktop.sheets.answers import Answer, Answers
from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet
from hokatsu_desktop.sheets.load import SHEET_KEYS, load_sheet
from tests.printing.reading import character_boxes, page_texts, text_in, text_of
from tests.printing.samples import ANSWERS, FRAME, ORDER, SAMPLE
from tests.sheets.generate import answers_for, empty, overfull, rare_names, typical

Filler = Callable[[Sheet], Answers]
LONG = "".join(
    f"第{number}回の訪問では、母と話した。「また来てください」と言われた（午後）。" for number in range(1, 90)
)


def printed(sheet: Sheet, answers: Mapping[str, Answer], frame: SheetFrame, *, blank: bool = False) -> bytes:
    document = Document(sheet.title)
    render_sheet(document, sheet, answers, frame, blank=blank)
    return document.to_bytes()


def placed(sheet: Sheet, answers: Mapping[str, Answer], frame: SheetFrame, *, blank: bool = False) -> list[PlacedPage]:
    filling = filling_of(sheet, {} if blank else answers, frame, by_hand=blank)
    return place_calmly(
        lambda spacing: list(blocks_of(sheet, replace(filling, spacing=spacing))),
        page_frame_of(sheet, frame, blank=blank),
        page_setup_of(sheet, frame),
    )


def answered_texts(sheet: Sheet, answers: Mapping[str, Answer]) -> list[str]:
    """Every free text among the answers."""
    texts: list[str] = []
    for blank in sheet.blanks:
        answer = answers.get(blank.key)
        if blank.kind in (Kind.TEXT, Kind.LINES, Kind.NUMBER) and isinstance(answer, str):
            texts.append(answer)
        if blank.columns and isinstance(answer, list):
            free = [column.key for column in blank.columns if column.kind in (Kind.TEXT, Kind.LINES, Kind.NUMBER)]
            texts += [row[key] for row in answer if isinstance(row, dict) for key in free]
    return texts


def test_everything_stands_on_the_page_in_reading_order() -> None:
    text = text_of(printed(SAMPLE, ANSWERS, FRAME))
    found = -1
    for words in ORDER:
        place = text.find(words, found + 1)
        assert place > found, words
        found = place


def test_a_long_text_runs_over_pages_without_losing_a_character() -> None:
    answers = {**ANSWERS, "story": LONG}
    pdf = printed(SAMPLE, answers, FRAME)
    pages = page_texts(pdf)
    assert len(pages) > 2
    bodies = "".join(
        line.pieces[0].text  # type: ignore[attr-defined]  # words only in this cell
        for page in placed(SAMPLE, answers, FRAME)
        for block in page
        for row in block.rows
        for cell in row.cells[1:]
        if row.cells[0].lines and "これまでの経過" in squeezed_label(row.cells[0].lines)
        for line in cell.lines
    )
    assert bodies == LONG
    assert sum(page.count("また来てください") for page in pages) >= 85  # a few are cut by the page itself
    assert "これまでの経過（続き）" in pages[1]
    assert "いきさつ（続き）" in pages[1]
    assert [page[-3:] for page in pages] == [f"{number}／{len(pages)}" for number in range(1, len(pages) + 1)]


def squeezed_label(lines: tuple[object, ...]) -> str:
    return "".join(line.pieces[0].text for line in lines)  # type: ignore[attr-defined]  # labels are words


def test_a_table_repeats_its_heads_on_every_page_and_keeps_all_rows() -> None:
    rows = [{"who": f"機関{number}番", "what": "声をかける", "due": "2027-01-14"} for number in range(1, 61)]
    pages = page_texts(printed(SAMPLE, {"tasks": rows}, FRAME))
    assert len(pages) > 1
    with_rows = [page for page in pages if "声をかける" in page]
    assert all("だれがなにをいつまで" in page for page in with_rows)
    text = "".join(pages)
    assert [number for number in range(1, 61) if f"機関{number}番" not in text] == []


def test_an_empty_sheet_shows_labels_and_empty_squares() -> None:
    text = text_of(printed(SAMPLE, {}, FRAME))
    assert all(blank.label in text for blank in SAMPLE.blanks)
    assert "[レ]" not in text
    assert "ほか20項目は印なし" in text


def test_a_sheet_for_handwriting_lists_every_value_and_ignores_answers() -> None:
    text = text_of(printed(SAMPLE, ANSWERS, replace(FRAME, dated=None), blank=True))
    assert all(f"[]第{number}の項目" in text for number in range(1, 21))
    assert "𠮷田" not in text
    assert "むかしの色" not in text
    assert "その他の色（）" in text
    assert "令和年月日" in text


def test_a_sheet_for_handwriting_keeps_rows_of_ten_millimetres_free() -> None:
    rows = [row for page in placed(SAMPLE, {}, FRAME, blank=True) for block in page for row in block.rows]
    free = [row for row in rows if len(row.cells) == 3 and not any(cell.lines for cell in row.cells)]
    assert len(free) == 3
    assert all(row.box.height * 25.4 / 72 >= 9.99 for row in free)


def test_answers_of_an_unknown_key_or_without_their_tick_are_still_printed() -> None:
    answers: Answers = {"colour": "gone", "colours": [], "colours__other": "きんいろ", "worries": ["x"]}
    text = text_of(printed(SAMPLE, answers, FRAME))
    assert "[レ]gone" in text
    assert "（きんいろ）" in text


def test_missing_glyphs_are_named_before_printing() -> None:
    answers: Answers = {"name": "葛\U000e0102城　😀", "story": "ok"}
    assert [str(missing) for missing in missing_on_sheet(SAMPLE, answers, FRAME)] == [
        "葛\U000e0102（U+845B U+E0102）",
        "😀（U+1F600）",
    ]


def test_practice_mark_copy_line_and_handling_are_on_every_page() -> None:
    frame = replace(
        FRAME, practice=True, copy_line="資料1-03（社会福祉協議会　大森）　3／8部", handling="取扱注意・会議後回収"
    )
    pages = page_texts(printed(SAMPLE, {**ANSWERS, "story": LONG}, frame))
    for page in pages:
        assert "練習用（架空の町）" in page
        assert "資料1-03（社会福祉協議会大森）3／8部" in page
        assert "取扱注意・会議後回収" in page


def test_a_number_and_its_unit_are_kept_and_the_unit_alone_is_printed_when_empty() -> None:
    assert "収入円" in text_of(printed(SAMPLE, {}, FRAME))


def test_a_narrow_column_says_a_date_in_short_and_never_drops_about() -> None:
    columns = SAMPLE.blank("tasks").columns
    narrow = tuple(replace(column, width=width) for column, width in zip(columns, (5, 5, 2), strict=True))
    blank = replace(SAMPLE.blank("tasks"), columns=narrow)
    sheet = with_blank(SAMPLE, blank)
    text = text_of(printed(sheet, {"tasks": [{"due": "2026-12-04"}, {"due": "1945-05-01~"}]}, FRAME))
    assert "R8.12.4" in text
    assert "令和8年12月4日" not in text
    assert "頃" in text


def with_blank(sheet: Sheet, changed: Blank) -> Sheet:
    sections = tuple(
        replace(section, blanks=tuple(changed if blank.key == changed.key else blank for blank in section.blanks))
        for section in sheet.sections
    )
    return replace(sheet, sections=sections)


def assert_inside(pages: list[PlacedPage], sheet: Sheet, frame: SheetFrame) -> None:
    """Every line lies in its cell, every cell in the body of the page, rows below each other without gaps."""
    body = page_setup_of(sheet, frame).body()
    for page in pages:
        for block in page:
            for row in block.rows:
                assert row.box.bottom <= body.bottom + 0.01
                assert row.box.right <= body.right + 0.01
                for cell in row.cells:
                    bottom = cell.text_top + sum(line.height_pt for line in cell.lines)
                    assert cell.text_top >= cell.box.top
                    assert bottom <= cell.box.bottom + 0.01
                    for line in cell.lines:
                        assert cell.text_left + line.width_pt <= cell.box.right + 0.01
            for above, below in zip(block.rows, block.rows[1:], strict=False):
                assert below.box.top == pytest.approx(above.box.bottom)


@pytest.mark.parametrize("text_size_pt", [10.5, HANDOUT_PT])
@pytest.mark.parametrize("fill", [empty, typical, overfull, rare_names])
@pytest.mark.parametrize("key", SHEET_KEYS)
def test_every_shipped_sheet_prints_all_its_answers_inside_its_cells(
    key: str, fill: Filler, text_size_pt: float
) -> None:
    sheet, frame = load_sheet(key), SheetFrame(text_size_pt=text_size_pt)
    answers = fill(sheet)
    assert_inside(placed(sheet, answers, frame), sheet, frame)
    said = Counter(text_of(printed(sheet, answers, frame)))
    asked = Counter("".join("".join(text.split()) for text in answered_texts(sheet, answers)))
    assert asked - said == Counter()


@pytest.mark.parametrize("key", SHEET_KEYS)
def test_every_shipped_sheet_can_be_printed_for_handwriting(key: str) -> None:
    sheet = load_sheet(key)
    assert_inside(placed(sheet, {}, SheetFrame(), blank=True), sheet, SheetFrame())
    text = text_of(printed(sheet, {}, SheetFrame(), blank=True))
    assert "[レ]" not in text
    assert missing_on_sheet(sheet, {}, SheetFrame()) == []


@pytest.mark.parametrize("blank", [True, False])
def test_the_assessment_goes_on_two_leaves(blank: bool) -> None:
    sheet = load_sheet("assessment")
    assert len(page_texts(printed(sheet, typical(sheet), SheetFrame(), blank=blank))) == 4


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
@given(st.sampled_from(SHEET_KEYS).flatmap(lambda key: st.tuples(st.just(key), answers_for(load_sheet(key)))))
def test_any_answers_stay_inside_their_cells(given_sheet: tuple[str, Answers]) -> None:
    sheet = load_sheet(given_sheet[0])
    assert_inside(placed(sheet, given_sheet[1], SheetFrame()), sheet, SheetFrame())


def test_the_ink_of_each_cell_is_read_back_from_inside_that_cell() -> None:
    pdf = printed(SAMPLE, ANSWERS, FRAME)
    (page,) = placed(SAMPLE, ANSWERS, FRAME)
    cells = [cell for block in page for row in block.rows for cell in row.cells]
    said = {text_in(pdf, 0, cell.box) for cell in cells}
    for words in ("𠮷田葛\U000e0100城", "85,000円", "昭和19年5月3日", "火の元を確かめる", "これまでの経過"):
        assert words in said
    boxes = [cell.box for cell in cells]
    top, bottom = boxes[0].top, boxes[-1].bottom
    for sign, ink in character_boxes(pdf, 0):
        if not top < ink.top < bottom:
            continue
        assert (
            any(
                box.left <= ink.left and ink.right <= box.right and box.top <= ink.top and ink.bottom <= box.bottom
                for box in boxes
            )
            or sign in "いきさつ"
        ), sign
