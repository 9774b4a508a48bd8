"""The page of a paper in Word: A4, the sheet's margins, header with the marks, footer with the page number."""

from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm

from hokatsu_desktop.exchange.a4 import HEADER_MM, body_width_mm, edges_mm, is_landscape, page_size_mm
from hokatsu_desktop.exchange.imprint_words import PRACTICE_WORDS, footing
from hokatsu_desktop.exchange.safe_text import writable
from hokatsu_desktop.exchange.word_xml import element, field, set_tabs
from hokatsu_desktop.services.papers import Imprint, Paper, handling_words

if TYPE_CHECKING:
    from docx.document import Document


def begin_paper(document: "Document", paper: Paper, imprint: Imprint, *, first: bool, alone: bool) -> None:
    """Begin a page for a paper, with its own margins, header, footer and page numbers."""
    section: Any = document.sections[0] if first else document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape(paper) else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Mm, page_size_mm(paper))
    left, right, top, bottom = edges_mm(paper)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.header_distance = section.footer_distance = Mm(HEADER_MM)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _count_pages_anew(document.element.body[-1])
    _write_header(_emptied(section.header), paper, imprint)
    _write_footer(_emptied(section.footer), paper, imprint, total=alone)


def _count_pages_anew(facts: Any) -> None:
    """Let the pages of a section, whose facts these are, be counted from 1."""
    for old in facts.findall(qn("w:pgNumType")):
        facts.remove(old)
    facts.insert_element_before(element("w:pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")


def _emptied(story: Any) -> Any:
    """The one line of a header or footer, without words."""
    line = story.part.element.find(qn("w:p"))
    for old in line.findall(qn("w:r")):
        line.remove(old)
    return line


def _write_header(line: Any, paper: Paper, imprint: Imprint) -> None:
    name = " ".join(filter(None, (paper.sheet.form_number, paper.sheet.title)))
    practice = PRACTICE_WORDS if imprint.practice else ""
    set_tabs(line, body_width_mm(paper), middle=True)
    line.add_r().text = "\t".join(
        writable(one).replace("\n", " ")
        for one in (name, practice, handling_words(paper.sheet.handling, "", paper.degree))
    )


def _write_footer(line: Any, paper: Paper, imprint: Imprint, *, total: bool) -> None:
    """The page number; how many there are is only said of a single paper, for not every program knows it of a part."""
    set_tabs(line, body_width_mm(paper))
    line.add_r().text = f"{footing(paper, imprint)}\t"
    line.append(field("PAGE"))
    if total:
        line.add_r().text = "／"
        line.append(field("NUMPAGES"))
