"""The few cell formats of a workbook, made when first asked for: XlsxWriter wants one object per look."""

import re
from dataclasses import dataclass, replace
from typing import Any

from hokatsu_desktop.exchange.contents import Amount, Content, Words
from hokatsu_desktop.exchange.imprint_words import GOTHIC
from hokatsu_desktop.exchange.layout import Cell, Look
from hokatsu_desktop.exchange.safe_text import may_run_as_formula

THIN, THICK = 1, 2
_GREY = "#EFEFEF"  # stays legible on a fax
_CHARSET_SHIFT_JIS = 128  # a program that lacks the type takes another Japanese one
_LIKE_A_NUMBER = re.compile(r"[0-9０-９][0-9０-９ 　,./:：年月日-]*")

Sides = tuple[int, int, int, int]  # left, right, top, bottom
BARE: Sides = (0, 0, 0, 0)
RULED: Sides = (THIN, THIN, THIN, THIN)


@dataclass(frozen=True, kw_only=True)
class Style:
    """Everything a format may vary in."""

    size_pt: float
    face: str = GOTHIC
    bold: bool = False
    grey: bool = False
    across: str = "left"
    down: str = "vcenter"
    sides: Sides = RULED
    number: str = "General"
    quoted: bool = False  # the apostrophe that keeps a text a text when the cell is edited


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[Style, Any] = {}

    def of(self, style: Style) -> Any:
        """The workbook's format for a style."""
        if style not in self._made:
            self._made[style] = self._book.add_format(_properties(style))
        return self._made[style]


def style_of(cell: Cell, face: str, size_pt: float, *, middle: bool, sides: Sides) -> Style:
    """The style of a cell on the sheet."""
    down, label_pt = "vcenter" if middle else "top", round(size_pt * 0.9, 1)
    match cell.look:
        case Look.LABEL:
            return Style(size_pt=label_pt, grey=True, down=down, sides=sides)
        case Look.HEAD:
            return Style(size_pt=label_pt, grey=True, across="center", sides=sides)
        case Look.VALUE:
            return Style(face=face, size_pt=size_pt, down=down, sides=sides)
        case Look.PLAIN:
            return Style(face=face, size_pt=size_pt, down=down, across=cell.across, sides=BARE)
        case Look.TITLE:
            return Style(size_pt=15.0, bold=True, across="center", sides=BARE)
        case _:
            raise ValueError(cell.look)


def fitting(style: Style, content: Content) -> Style:
    """The style with what this content needs: its number format, or the apostrophe of a text like =1+1 or 090."""
    match content:
        case Amount(typed=typed, unit=unit):
            return replace(style, number=_number_format(typed, unit))
        case Words(text) if may_run_as_formula(text) or _LIKE_A_NUMBER.fullmatch(text):
            return replace(style, quoted=True)
        case _:
            return style


def _number_format(typed: str, unit: str) -> str:
    """Shows a number as it was typed: 85,000 円."""
    decimals = len(typed.partition(".")[2])
    digits = ("#,##0" if "," in typed else "0") + (f".{'0' * decimals}" if decimals else "")
    return f'{digits}" {unit.replace(chr(34), "")}"' if unit else digits


def _properties(style: Style) -> dict[str, object]:
    left, right, top, bottom = style.sides
    ground = {"bg_color": _GREY} if style.grey else {}
    return {
        "font_name": style.face,
        "font_size": style.size_pt,
        "font_family": 0,
        "font_charset": _CHARSET_SHIFT_JIS,
        "bold": style.bold,
        "text_wrap": True,
        "align": style.across,
        "valign": style.down,
        "num_format": style.number,
        "quote_prefix": style.quoted,
        "left": left,
        "right": right,
        "top": top,
        "bottom": bottom,
        **ground,
    }
