"""Excel files: safe cells, real numbers, page setup, few merged cells, texts of any length."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from hokatsu_desktop.exchange.excel import sheet_names, write_excel
from hokatsu_desktop.exchange.excel_grid import grid_of
from hokatsu_desktop.exchange.layout import blocks_of
from hokatsu_desktop.models import Degree
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.load import all_sheets, load_sheet
from tests.every_sheet.promised import IMPRINT, paper_of
from tests.exchange.reading import excel_columns, excel_numbers, pieces
from tests.printing.samples import ANSWERS, DRAWING, SAMPLE
from tests.sheets.generate import typical

LETTERHEAD_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63680000008200817735d7140000000049454e44ae426082"
)


def excel(answers: Answers = ANSWERS, sheet: Sheet = SAMPLE, *, blank: bool = False) -> bytes:
    return write_excel([Paper(sheet, answers, "R8-012　見本世帯", {"drawing": DRAWING}, blank)], IMPRINT, title="見本")


def part(xlsx: bytes, name: str) -> str:
    with ZipFile(BytesIO(xlsx)) as book:
        return book.read(name).decode()


def worksheet(xlsx: bytes) -> str:
    return part(xlsx, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")', "http://example.jp", "<r>字</r>"]
)
def test_text_is_never_run_linked_or_read_as_markup(text: str) -> None:
    xlsx = excel({"name": text, "story": text, "tasks": [{"who": text, "what": text, "due": f"?{text}"}]})
    assert "<f>" not in worksheet(xlsx)
    assert "hyperlink" not in worksheet(xlsx)
    assert sum(cell.strip() == text for column in excel_columns(xlsx) for cell in column) == 5


def test_a_text_like_a_formula_or_number_stays_one_when_it_is_edited() -> None:
    for text in ("=1+1", "0900000000", "1-2"):
        assert 'quotePrefix="1"' in part(excel({"name": text}), "xl/styles.xml")
    assert "quotePrefix" not in part(excel({"name": "佐藤 ハナ"}), "xl/styles.xml")


def test_numbers_are_numbers_and_look_as_they_were_typed() -> None:
    xlsx = excel({"income": "85,000"})
    assert excel_numbers(xlsx) == [85000.0]
    assert 'formatCode="#,##0&quot; 円&quot;"' in part(xlsx, "xl/styles.xml")
    assert excel_numbers(excel({"income": "約8万"})) == []


@pytest.mark.parametrize("length", [2_000, 33_000, 70_000])
def test_a_text_of_any_length_goes_on_in_further_cells(length: int) -> None:
    text = "".join(f"{number:05d}番目の記録。" for number in range(length // 11))
    columns = excel_columns(excel({"story": text}))
    assert any(text in piece for piece in pieces(columns))
    assert max(len(cell) for column in columns for cell in column) < 32_767
    heights = [float(height) for height in re.findall(r' ht="([\d.]+)"', worksheet(excel({"story": text})))]
    assert max(heights) <= 409


def test_text_of_signs_without_width_is_not_cut_either() -> None:
    text = "字" + "\U000e0100" * 40_000
    assert any(text in piece for piece in pieces(excel_columns(excel({"story": text}))))


def test_page_is_a4_with_the_margins_of_the_sheet_and_one_page_wide() -> None:
    page = worksheet(excel())
    assert 'paperSize="9"' in page
    assert 'fitToHeight="0"' in page
    left, right = (float(re.search(f'<pageMargins.* {side}="([\\d.]+)"', page)[1]) for side in ("left", "right"))  # type: ignore[index]
    assert (round(left * 25.4), round(right * 25.4)) == (30, 17)
    assert 'orientation="landscape"' in worksheet(excel(sheet=replace(SAMPLE, paper="landscape")))


def test_header_and_footer_carry_marks_and_page_number_whatever_the_title() -> None:
    page = worksheet(excel(sheet=replace(SAMPLE, title="福祉＆A&B " * 60)))
    header = re.search("<oddHeader>(.*)</oddHeader>", page)
    assert header is not None
    assert "練習用（架空の町）" in header[1]
    assert header[1].endswith("取扱注意")
    assert "A&amp;&amp;B" in header[1]
    assert len(header[1]) < 300
    assert "&amp;P／&amp;N" in page
    assert "1234-5678-9012" in page


@pytest.mark.parametrize("title", ["&" * 300, "A&" + "&" * 70, "2026年度の様式", "𠮷&" * 100])
def test_any_title_makes_a_header_that_excel_takes(title: str) -> None:
    handling = title.replace("様式", "取扱")
    header = re.search(
        "<oddHeader>(.*)</oddHeader>", worksheet(excel(sheet=replace(SAMPLE, title=title, handling=handling)))
    )
    assert header is not None
    plain = header[1].replace("&amp;", "&")
    assert len(plain.encode("utf-16-le")) // 2 <= 255
    assert re.fullmatch(r"&L&9(?:[^&]|&&)*&C&9(?:[^&]|&&)*&R&9(?:[^&]|&&)*", plain)


def test_stamps_stand_beside_the_title() -> None:
    cells = [cell for column in excel_columns(excel(sheet=replace(SAMPLE, stamps=("課長", "係長")))) for cell in column]
    assert {"課長", "係長", "見本シート"} <= set(cells)


def test_a_paper_without_names_names_nobody_as_its_maker() -> None:
    paper = Paper(SAMPLE, {}, degree=Degree.LETTERS)
    page = worksheet(write_excel([paper], IMPRINT, title="見本"))
    assert "記号版" in page
    assert "11:42</oddFooter>" not in page
    assert "11:42 見本" not in page


def test_heads_of_a_long_last_table_are_printed_on_every_page() -> None:
    sheet = load_sheet("note_list")
    rows = typical(sheet)
    long: Answers = {key: answer * 20 if isinstance(answer, list) else answer for key, answer in rows.items()}
    assert "_xlnm.Print_Titles" in part(excel(long, sheet), "xl/workbook.xml")
    assert "_xlnm.Print_Titles" not in part(excel({}, sheet), "xl/workbook.xml")


def test_a_section_may_begin_a_new_page_and_none_ends_one_alone() -> None:
    assert "<rowBreaks" in worksheet(excel(sheet=load_sheet("action_linkage"), answers={}))
    story: Answers = {"story": "\n".join(["一行"] * 40)}
    assert "<rowBreaks" in worksheet(excel(story, replace(SAMPLE, receipt_stamp=True)))
    assert "<rowBreaks" not in worksheet(excel())


def test_drawing_is_in_the_file_with_its_words() -> None:
    xlsx = excel()
    with ZipFile(BytesIO(xlsx)) as book:
        assert any(name.endswith(".png") for name in book.namelist())
        assert "母の妹" in book.read("xl/drawings/drawing1.xml").decode()
    assert "drawing1.xml" not in str(ZipFile(BytesIO(excel(blank=True))).namelist())


def test_office_picture_stands_on_sheets_that_ask_for_it() -> None:
    with_logo = replace(IMPRINT, logo=LETTERHEAD_PNG)
    for asked, found in ((True, 1), (False, 0)):
        xlsx = write_excel([Paper(replace(SAMPLE, logo=asked, header="みどり町　福祉課"), {})], with_logo, title="見本")
        assert sum(name.endswith(".png") for name in ZipFile(BytesIO(xlsx)).namelist()) == found
        assert any("みどり町　福祉課" in column for column in excel_columns(xlsx))


def test_thick_frames_are_kept() -> None:
    assert '<left style="medium">' in part(excel(), "xl/styles.xml")


@pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.key)
def test_a_sheet_needs_few_columns_and_its_long_tables_hardly_any_merged_cell(sheet: Sheet) -> None:
    grid = grid_of(blocks_of(paper_of(sheet, typical(sheet))), len(sheet.stamps), receipt=sheet.receipt_stamp)
    assert len(grid.lines) <= 24
    for block in grid.blocks:
        for row in block.rows:
            assert [cell.start for cell in row.cells] == [0, *(cell.end for cell in row.cells[:-1])]
            assert row.cells[-1].end == 24
            assert all(cell.end > cell.start for cell in row.cells)


def test_names_of_worksheets_are_allowed_and_differ() -> None:
    titles = ["A票", "A票", "History", "[様式]:1/2", "", "𠮷" * 40, "𠮷" * 40, "a票"]
    names = list(sheet_names([Paper(replace(SAMPLE, short_title=title), {}) for title in titles]))
    assert names[:2] == ["A票", "A票（2）"]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)
    write_excel([Paper(replace(SAMPLE, short_title=title), {}) for title in titles], IMPRINT, title="見本")


def test_file_names_nobody_in_its_properties() -> None:
    about = part(excel(), "docProps/core.xml")
    assert "<dc:creator></dc:creator>" in about
    assert "2026-11-23T11:42:00Z" in about
