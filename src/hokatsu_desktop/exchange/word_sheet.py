"""The body of a paper in Word: title, 決裁欄, sections as headings with tables below, note."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from hokatsu_desktop.exchange.a4 import body_width_mm
from hokatsu_desktop.exchange.contents import Drawing
from hokatsu_desktop.exchange.imprint_words import body_size_pt, dated
from hokatsu_desktop.exchange.layout import Block, section_blocks, without_lines
from hokatsu_desktop.exchange.picture import logo_picture, picture_of
from hokatsu_desktop.exchange.safe_text import writable
from hokatsu_desktop.exchange.word_letter import letter_parts
from hokatsu_desktop.exchange.word_styles import GAP, NOTE, SECTION, SMALL, TITLE, value_style
from hokatsu_desktop.exchange.word_table import TableFacts, table_of, title_table
from hokatsu_desktop.exchange.word_xml import element, paragraph, paragraphs, set_tabs
from hokatsu_desktop.services.papers import Imprint, Paper
from hokatsu_desktop.sheets.definition import Section

if TYPE_CHECKING:
    from docx.document import Document


def write_sheet(document: "Document", paper: Paper, imprint: Imprint) -> None:
    """Write everything of a paper that is not in its header and footer."""
    facts = TableFacts(body_width_mm(paper), body_size_pt(paper), value_style(paper))
    for part in _heading(document, paper, imprint, facts):
        _append(document, part)
    title_to_come = paper.sheet.is_letter
    for section in paper.sheet.as_used.sections:
        if title_to_come and section.letter == "body":
            _append(document, paragraph(TITLE, writable(paper.sheet.title)))
            title_to_come = False
        _write_section(document, section, paper, facts)
    for line in paragraphs(NOTE, writable(paper.notes)) if paper.notes else [paragraph(GAP)]:
        _append(document, line)


def _write_section(document: "Document", section: Section, paper: Paper, facts: TableFacts) -> None:
    """A section as tables; the words of a letter as paragraphs."""
    if section.letter:
        for part in letter_parts(section, paper, facts.value_style):
            _append(document, part)
    for block in section_blocks(without_lines(section), paper):
        if block.title or block.new_page:
            _append(document, _section_title(block))
        else:
            _append(document, paragraph(GAP))
        _append(document, table_of(block, facts, partial(_drawn, document)))


def _heading(document: "Document", paper: Paper, imprint: Imprint, facts: TableFacts) -> Iterator[Any]:
    """Form number and date, letterhead, title with the boxes for stamps, whose sheet it is."""
    sheet = paper.sheet
    number = paragraph(SMALL, f"{writable(sheet.form_number)}\t{dated(paper, imprint)}")
    set_tabs(number, facts.width_mm)
    yield number
    if sheet.header or (sheet.logo and imprint.logo):
        yield _letterhead(document, writable(sheet.header), imprint.logo if sheet.logo else b"")
    if sheet.stamps or sheet.receipt_stamp:
        yield title_table(sheet.title, sheet.stamps, receipt=sheet.receipt_stamp, facts=facts)
        yield paragraph(GAP)
    elif not sheet.is_letter:
        yield paragraph(TITLE, writable(sheet.title))
    if paper.case_label:
        yield paragraph(SMALL, writable(paper.case_label), across="right")


def _letterhead(document: "Document", words: str, logo: bytes) -> Any:
    """The office's picture and words on one line."""
    from docx.shared import Mm
    from docx.text.paragraph import Paragraph

    line = paragraph(SMALL)
    if logo:
        picture = logo_picture(logo)
        Paragraph(line, document).add_run().add_picture(picture.file, Mm(picture.width_mm))
    line.add_r().text = f"　{words}" if logo else words
    return line


def _section_title(block: Block) -> Any:
    title = paragraph(SECTION, writable(block.title))
    if block.new_page:
        title.get_or_add_pPr().insert_element_before(element("w:pageBreakBefore"), "w:spacing", "w:ind", "w:jc")
    return title


def _append(document: "Document", part: Any) -> None:
    """Put a paragraph or table at the end, before the facts of the last section."""
    document.element.body.insert_element_before(part, "w:sectPr")


def _drawn(document: "Document", drawing: Drawing, width_mm: float) -> Any:
    """A paragraph with the drawing; empty without one."""
    from docx.oxml.ns import qn
    from docx.shared import Mm
    from docx.text.paragraph import Paragraph

    line = paragraph(GAP)
    if drawing.shapes:
        picture = picture_of(drawing.shapes, width_mm)
        Paragraph(line, document).add_run().add_picture(picture.file, Mm(picture.width_mm))
        for described in line.iter(qn("wp:docPr")):
            described.set("descr", picture.words)
    return line
