"""Word files: styles, repeated heads, whole rows, header and footer, letters as paragraphs."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from hokatsu_desktop.exchange.word import write_word
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.load import load_sheet
from tests.every_sheet.promised import IMPRINT, paper_of
from tests.exchange.reading import word_cells
from tests.printing.samples import ANSWERS, DRAWING, SAMPLE
from tests.sheets.generate import typical


def word(answers: Answers = ANSWERS, sheet: Sheet = SAMPLE) -> bytes:
    return write_word([Paper(sheet, answers, "R8-012　見本世帯", {"drawing": DRAWING})], IMPRINT, title="見本")


def opened(file: bytes) -> Any:
    return docx.Document(BytesIO(file))


def test_sections_are_headings_and_answers_have_a_style() -> None:
    document = opened(word())
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.text}
    assert styles["見本シート"] == "Title"
    assert styles["いきさつ"] == "Heading 1"
    assert styles["この見本は架空のものです。"] == "注記"
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    named = {cell.text: cell.paragraphs[0].style.name for cell in cells}
    assert (named["氏名"], named["𠮷田　葛\U000e0100城"], named["だれが"]) == ("項目名", "記入", "表の見出し")


def test_every_style_names_a_japanese_type() -> None:
    for name in ("Normal", "Title", "Heading 1", "項目名", "記入", "Header"):
        fonts = opened(word()).styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("BIZ UDPゴシック", "BIZ UDP明朝 Medium")
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    gothic = opened(word(sheet=replace(SAMPLE, face="gothic"))).styles["記入"].element.rPr.rFonts
    assert gothic.get(qn("w:eastAsia")) == "BIZ UDPゴシック"


def test_heads_of_tables_are_repeated_and_short_rows_stay_whole() -> None:
    rows = list(opened(word()).element.body.iter(qn("w:tr")))
    heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert ["".join(text.text for text in row.iter(qn("w:t"))) for row in heads] == ["すること", "だれがなにをいつまで"]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    long = opened(word({"story": "長い話。" * 2000})).element.body.iter(qn("w:tr"))
    assert any(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in long)


def test_page_header_and_footer() -> None:
    section = opened(word()).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 17)
    assert section.header.paragraphs[0].text == "様式第9号 見本シート\t練習用（架空の町）\t取扱注意"
    assert "1234-5678-9012" in section.footer.paragraphs[0].text
    fields = [one.get(qn("w:instr")).strip() for one in section.footer.part.element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    landscape = opened(word(sheet=replace(SAMPLE, paper="landscape"))).sections[0]
    assert landscape.page_width > landscape.page_height


def test_each_paper_of_several_has_its_own_pages() -> None:
    papers = [paper_of(SAMPLE, ANSWERS), paper_of(replace(SAMPLE, title="二つ目", handling="回収"), {})]
    document = opened(write_word(papers, IMPRINT, title="二つ"))
    assert [section.header.paragraphs[0].text.split("\t")[-1] for section in document.sections] == ["取扱注意", "回収"]
    starts = [one.get(qn("w:start")) for one in document.element.body.iter(qn("w:pgNumType"))]
    assert starts == ["1", "1"]


def test_drawing_is_a_picture_with_its_words() -> None:
    document = opened(word())
    assert len(document.inline_shapes) == 1
    assert "母の妹" in next(document.element.body.iter(qn("wp:docPr"))).get("descr")


def test_stamps_stand_beside_the_title() -> None:
    cells = word_cells(word(sheet=replace(SAMPLE, stamps=("課長", "係長"), receipt_stamp=True)))
    assert cells[:4] == ["見本シート", "課長", "係長", "受付印"]


@pytest.mark.parametrize("key", ["invitation", "request", "pledge"])
def test_a_letter_is_written_in_paragraphs_with_its_title_between_sender_and_body(key: str) -> None:
    sheet = load_sheet(key)
    paragraphs = [(one.text, one.style.name) for one in opened(word(typical(sheet), sheet)).paragraphs if one.text]
    titles = [place for place, (_, style) in enumerate(paragraphs) if style == "Title"]
    assert [paragraphs[place][0] for place in titles] == [sheet.title]
    assert paragraphs[titles[0] + 1][0].startswith("　")


def test_control_characters_and_tabs_are_written() -> None:
    cells = word_cells(word({"name": "佐藤\x00\x0bハナ\t様", "story": "=1+1"}))
    assert "佐藤\nハナ\t様" in cells
    assert "=1+1" in cells


def test_file_says_when_it_was_made_and_nobody_s_name() -> None:
    about = opened(word()).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created.isoformat()[:16] == "2026-11-23T11:42"
    with ZipFile(BytesIO(word())) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}
