"""The shipped fonts: which font draws which character, how wide it is, and how it is found again in the text layer."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import groupby

from fontTools.ttLib import TTFont as FontTables
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from hokatsu_desktop.assets import resource
from hokatsu_desktop.sheets.answers import BAR


class Face(StrEnum):
    """The faces of our paper, by their file in resources/fonts."""

    MINCHO = "BIZUDMincho-Regular.ttf"  # what people wrote
    GOTHIC = "BIZUDPGothic-Regular.ttf"  # labels
    GOTHIC_BOLD = "BIZUDPGothic-Bold.ttf"  # titles


FALLBACK_FILE = "NotoSerifJP-Regular.ttf"  # has 𠮷 and the name characters that BIZ UD lacks
MISSING_SIGN = "〓"  # 下駄: printers' sign for a character they do not have
_FIRST_SLOT = 0xF0000  # private use plane 15; plane 0's private use area may hold a town's own characters

_SELECTORS = "\ufe00-\ufe0d\U000e0100-\U000e01ef"
_COMBINING = "\u0300-\u036f\u3099\u309a"
# Signs without a picture of their own: joiners, direction marks, emoji and text presentation selectors, controls.
_INVISIBLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff"
_SPECIAL = re.compile(f"[{_SELECTORS}{_COMBINING}{_INVISIBLE}\t\r\xa0]")
_DROPPED = re.compile(f"[{_INVISIBLE}]")
_UNIT = re.compile(f".[{_SELECTORS}{_COMBINING}]*", re.DOTALL)


class EmbeddedFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A shipped font that also draws characters with a variation selector and writes a right text layer.

    WORKAROUND ReportLab 5.1.0 draws a selector as a box behind the character. Each (base, selector) pair gets a slot
    in private use plane 15 that points to the glyph named in the font's cmap format 14.
    """

    def __init__(self, file: str) -> None:
        super().__init__(file.removesuffix(".ttf"), str(resource("fonts", file)), asciiReadable=False, shapable=False)
        self._slots: dict[str, str] = {}
        self._units: dict[int, str] = {}

    @cached_property
    def _variation_glyphs(self) -> dict[str, int]:
        """Glyph number by base character and selector."""
        tables = FontTables(self.face.filename, lazy=True)
        found = {}
        for table in tables["cmap"].tables:
            if table.format == 14:
                for selector, pairs in table.uvsDict.items():
                    for base, name in pairs:
                        glyph = self.face.charToGlyph.get(base, 0) if name is None else tables.getGlyphID(name)
                        found[chr(base) + chr(selector)] = glyph
        tables.close()
        return found

    def code(self, unit: str) -> str:
        """The character to hand to ReportLab for a unit, or "" when this font cannot draw it."""
        if len(unit) == 1:
            return unit if self.face.charToGlyph.get(ord(unit), 0) else ""
        if unit in self._slots:
            return self._slots[unit]
        glyph = self._variation_glyphs.get(unit, 0)
        return self._new_slot(unit, glyph) if glyph else ""

    def missing_code(self, unit: str) -> str:
        """The character that draws 〓 but is found as the unit in the text layer."""
        return self._slots.get(unit) or self._new_slot(unit, self.face.charToGlyph[ord(MISSING_SIGN)])

    def width(self, code: str) -> float:
        """Advance in ems of what code() gave."""
        return float(self.face.getCharWidth(ord(code))) / 1000

    def _new_slot(self, unit: str, glyph: int) -> str:
        slot = _FIRST_SLOT + len(self._units)
        self.face.charToGlyph[slot] = glyph
        self.face.charWidths[slot] = self.pdfScale(self.face.hmetrics[glyph][0])
        self._units[slot] = unit
        self._slots[unit] = chr(slot)
        return chr(slot)

    def addObjects(self, doc: object) -> None:
        """Embed the subsets as ReportLab does, then put right text tables in the place of its own."""
        subsets = self.state[doc].subsets
        objects = doc.idToObject  # type: ignore[attr-defined]  # pdfdoc.PDFDocument has no types
        known = set(objects)
        super().addObjects(doc)
        maps = [key for key in objects if key not in known and key.startswith("toUnicodeCMap:")]
        for key, subset in zip(maps, subsets, strict=True):
            objects[key].content = self._text_table(subset)

    def _text_table(self, subset: list[int]) -> str:
        """The ToUnicode CMap of one subset.

        WORKAROUND ReportLab 5.1.0 (ttfonts.makeToUnicodeCMap) writes characters above U+FFFF as one five-digit number
        and more than 100 pairs per block; both are against the PDF standard (ISO 32000-1, 9.10.3), and 𠮷 is read
        back as another character. Here: UTF-16 and blocks of 100.
        """
        pairs = [
            f"<{number:02X}> <{self._text(code).encode('utf-16-be', 'replace').hex().upper()}>"
            for number, code in enumerate(subset)
            if code
        ]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin",
                "12 dict begin",
                "begincmap",
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
                "/CMapName /Adobe-Identity-UCS def",
                "/CMapType 2 def",
                "1 begincodespacerange",
                "<00> <FF>",
                "endcodespacerange",
                *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
                "endcmap",
                "CMapName currentdict /CMap defineresource pop",
                "end",
                "end",
            ]
        )

    def _text(self, code: int) -> str:
        return self._units.get(code) or chr(code)


@dataclass(frozen=True)
class Placement:
    """How one unit is drawn: by which font, as which character, how wide in ems."""

    font_name: str
    code: str
    width: float
    missing: bool = False


@dataclass(frozen=True)
class Run:
    """A stretch of text drawn by one font."""

    font_name: str
    codes: str


class _Placements(dict[str, Placement]):
    """Placement by unit for one face, filled when asked."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def __missing__(self, unit: str) -> Placement:
        self[unit] = placement = _place(unit, self.face)
        return placement


class _Widths(dict[str, float]):
    """Width in ems by unit for one face, filled when asked; a plain dictionary keeps line breaking fast."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def __missing__(self, unit: str) -> float:
        self[unit] = width = placements(self.face)[unit].width
        return width


@cache
def embedded_font(file: str) -> EmbeddedFont:
    """The font of this file, read once and known to ReportLab by its name without ".ttf"."""
    font = EmbeddedFont(file)
    pdfmetrics.registerFont(font)
    return font


@cache
def placements(face: Face) -> dict[str, Placement]:
    """How each unit is drawn in a face; look up with []."""
    return _Placements(face)


@cache
def widths(face: Face) -> dict[str, float]:
    """How wide each unit is in a face, in ems; look up with []."""
    return _Widths(face)


def _place(unit: str, face: Face) -> Placement:
    if unit == BAR:
        return Placement(embedded_font(face.value).fontName, "", 1.0)  # nothing is written: the Surface draws the bar
    for file in (face.value, FALLBACK_FILE):
        font = embedded_font(file)
        if code := font.code(unit):
            return Placement(font.fontName, code, font.width(code))
    font = embedded_font(face.value)
    code = font.missing_code(unit)
    return Placement(font.fontName, code, font.width(code), missing=True)


def units(text: str) -> list[str]:
    """The text as a list of things drawn one by one: a character, or a character with its variation selector.

    Kana and Latin letters written with a combining mark are composed (か + U+3099 → が). The rest is left as it is:
    full NFC would turn compatibility ideographs such as U+FA19 into another form of the name. Characters without a
    picture (zero width joiners and the like) are left out; a tab becomes a wide space, a no-break space a plain one
    (ReportLab draws it so, whatever width the font gives it).
    """
    if not _SPECIAL.search(text):
        return list(text)
    text = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "　").replace("\xa0", " "))
    return [_composed(match[0]) for match in _UNIT.finditer(text)]


def _composed(unit: str) -> str:
    if len(unit) == 1 or "CJK" in unicodedata.name(unit[0], ""):
        return unit
    return unicodedata.normalize("NFC", unit)


def runs(text: str, face: Face) -> Iterator[Run]:
    """The text as stretches that one font draws, in order."""
    table = placements(face)
    for font_name, placed in groupby((table[unit] for unit in units(text)), key=lambda placement: placement.font_name):
        yield Run(font_name, "".join(placement.code for placement in placed))
