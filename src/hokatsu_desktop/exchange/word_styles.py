"""The paragraph styles of a document: whoever changes one changes all of its kind."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from hokatsu_desktop.exchange.imprint_words import GOTHIC, body_face, body_size_pt
from hokatsu_desktop.exchange.word_xml import element
from hokatsu_desktop.services.papers import Paper

if TYPE_CHECKING:
    from docx.document import Document

TITLE, SECTION = "Title", "Heading1"
LABEL, HEAD, VALUE, HANDOUT, NOTE, SMALL, GAP = "Label", "Head", "Value", "Handout", "Note", "Small", "Gap"
_NAMES = {
    LABEL: "項目名",
    HEAD: "表の見出し",
    VALUE: "記入",
    HANDOUT: "記入（配る資料）",
    NOTE: "注記",
    SMALL: "様式番号など",
    GAP: "行間",
}
_LINE = 1.2  # of the type's own height


def set_up_styles(document: "Document", papers: Sequence[Paper]) -> None:
    """Give the document its styles; what is filled in takes the type that the first paper asks for."""
    face = body_face(papers[0]) if papers else GOTHIC
    styles: Any = document.styles
    _set(styles["Normal"], face, 10.5)
    _set(styles["Title"], GOTHIC, 17.0, bold=True, above=6, below=6)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set(styles["Heading 1"], GOTHIC, 11.5, bold=True, above=9, below=3)
    for name in ("Header", "Footer"):
        _set(styles[name], GOTHIC, 8.5)
    for key, size, own_face in (
        (LABEL, 9.5, GOTHIC),
        (HEAD, 9.5, GOTHIC),
        (VALUE, 10.5, face),
        (HANDOUT, 12.0, face),
        (NOTE, 9.0, GOTHIC),
        (SMALL, 10.0, GOTHIC),
        (GAP, 3.0, GOTHIC),
    ):
        style = styles.add_style(_NAMES[key], WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), key)
        style.base_style = styles["Normal"]
        style.quick_style = True
        _set(style, own_face, size, above=4 if key == NOTE else 0)
    styles[_NAMES[HEAD]].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def be_of_today(document: "Document") -> None:
    """Let Word open the document without its compatibility mode, in which tables stick out of the margins."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def value_style(paper: Paper) -> str:
    """The style of what is filled in on a paper."""
    return HANDOUT if body_size_pt(paper) > 10.5 else VALUE


def _set(style: Any, face: str, size_pt: float, *, bold: bool = False, above: float = 0, below: float = 0) -> None:
    style.font.name, style.font.size, style.font.bold = face, Pt(size_pt), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # a theme's type would come first
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face)
    for old in style.element.rPr.findall(qn("w:lang")):
        style.element.rPr.remove(old)
    style.element.rPr.append(element("w:lang", val="ja-JP", eastAsia="ja-JP"))
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(above), Pt(below), _LINE
    facts = style.element.pPr
    for unwanted in (*facts.findall(qn("w:pBdr")), *facts.findall(qn("w:tabs"))):
        facts.remove(unwanted)
    for between in ("w:autoSpaceDE", "w:autoSpaceDN"):  # no gap between figures and kanji: 令和8年
        facts.insert_element_before(element(between, val=0), "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
