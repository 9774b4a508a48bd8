"""The few elements of Word's XML that python-docx has no words for."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TWIPS_PER_MM = 1440 / 25.4


def element(name: str, *children: Any, **attributes: object) -> Any:
    """An element such as w:tcW with attributes of the same namespace (`w="100"` is w:w) and children."""
    made = OxmlElement(name)
    prefix = name.partition(":")[0]
    for key, value in attributes.items():
        made.set(qn(f"{prefix}:{key}"), str(value))
    made.extend(children)
    return made


def paragraph(style: str, text: str = "", *, across: str = "") -> Any:
    """A paragraph in a style, by its id; across is left, center or right when it differs from the style."""
    alignment = [element("w:jc", val=across)] if across else []
    made = element("w:p", element("w:pPr", element("w:pStyle", val=style), *alignment))
    if text:
        made.add_r().text = text
    return made


def paragraphs(style: str, text: str, *, across: str = "") -> list[Any]:
    """One paragraph for each line of a text."""
    return [paragraph(style, line, across=across) for line in text.split("\n")]


def field(instruction: str) -> Any:
    """A field that Word fills in, such as PAGE."""
    return element("w:fldSimple", element("w:r", _text("1")), instr=f" {instruction} ")


def set_tabs(line: Any, width_mm: float, *, middle: bool = False) -> None:
    """Give a paragraph a tab stop at the right edge, if asked one in the middle."""
    width = round(width_mm * TWIPS_PER_MM)
    centre = [element("w:tab", val="center", pos=width // 2)] if middle else []
    tabs = element("w:tabs", *centre, element("w:tab", val="right", pos=width))
    line.get_or_add_pPr().insert_element_before(tabs, "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")


def set_hanging(line: Any, width_mm: float) -> None:
    """Let all that follows the first tab of a paragraph stand so far from the left edge, on every line."""
    width = round(width_mm * TWIPS_PER_MM)
    indent = element("w:ind", left=width, hanging=width)
    line.get_or_add_pPr().insert_element_before(indent, "w:jc", "w:rPr", "w:sectPr")


def _text(words: str) -> Any:
    made = element("w:t")
    made.text = words
    return made
