"""From gathered papers to PDF: single sheets, the numbered packet of a meeting, and the recovery sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hokatsu_desktop.japanese import wareki
from hokatsu_desktop.models import Degree
from hokatsu_desktop.printing.attached import add_attached, attached_pages
from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.framed_pages import InCopy, SetPages, draw_pages
from hokatsu_desktop.printing.glyphs import Missing
from hokatsu_desktop.printing.page import STANDARD, PageFrame, draw_footer, draw_header, first_top_pt
from hokatsu_desktop.printing.sheet import BODY_PT, HANDOUT_PT, SheetFrame, set_sheet
from hokatsu_desktop.printing.surface import Surface, mm
from hokatsu_desktop.printing.text import TextStyle, wrap
from hokatsu_desktop.printing.whiteboard import render_whiteboard
from hokatsu_desktop.services.attachments import AttachedFile
from hokatsu_desktop.services.degrees import seat_in_degree
from hokatsu_desktop.services.papers import WHITEBOARD, Imprint, Packet, Paper, Seat, handling_words, maker_of

_DIGITS = TextStyle(Face.GOTHIC_BOLD, 24.0, 40.0)
_BODY = TextStyle(Face.MINCHO, 11.0, 18.0)
_NUMBER = TextStyle(Face.GOTHIC, 9.0, 12.0)
_NO_NAME = "　"  # keeps the line free


@dataclass(frozen=True)
class Printed:
    """A finished PDF, and the characters that no font has (drawn as 〓; to be shown before it leaves the house)."""

    pdf: bytes
    pages: int
    missing: tuple[Missing, ...]
    starts: Mapping[int, str] = field(default_factory=dict)  # title of the sheet that begins on a page, from 0
    copy_pages: int = 0  # of one numbered copy

    @property
    def warning(self) -> str:
        """Words naming the missing characters; empty if there is none."""
        if not self.missing:
            return ""
        named = "、".join(f"「{one.character}」（{one.code_points}）" for one in self.missing)
        return f"{named}は、印刷用の文字にありません。紙では〓になります。手で書き入れるか、別の字に直してください。"


@dataclass(frozen=True)
class SetPaper:
    """A sheet ready to be drawn for each copy, and the papers of others that go behind it."""

    pages: SetPages
    attached: tuple[AttachedFile, ...]
    degree: Degree = Degree.NAMED

    @property
    def count(self) -> int:
        """Pages of the sheet and of what is behind it."""
        return len(self.pages.pages) + attached_pages(self.attached)


def print_papers(papers: Sequence[Paper], imprint: Imprint, *, title: str) -> Printed:
    """The papers one after the other as one PDF. `title` must not name a person."""
    document = Document(title)
    for paper in papers:
        add_paper(document, paper, imprint)
    return finished(document)


def print_packet(packet: Packet, imprint: Imprint, *, numbered: bool = True) -> Printed:
    """The packet of a meeting: with `numbered`, one whole copy for each seat, each sheet bearing number and name.

    Pages are counted through each copy. What is needed once stands behind the copies.
    """
    document = Document(f"会議資料 {packet.number}")  # never the meeting's own name: it may be a household's
    seats: Sequence[Seat | None] = packet.seats if numbered and packet.seats else (None,)
    sheets = [set_paper(paper, imprint, packet.handling) for paper in packet.in_each_copy]
    total = sum(sheet.count for sheet in sheets)
    for copy, seat in enumerate(seats, 1):
        add_copy(document, sheets, copy, len(seats), seat)
    for paper in packet.printed_once:
        add_paper(document, paper, imprint, handling=packet.handling)
    return replace(finished(document), copy_pages=total)


def add_copy(document: Document, sheets: Sequence[SetPaper], copy: int, copies: int, seat: Seat | None) -> None:
    """Add one whole copy, its pages counted from 1."""
    total, first = sum(sheet.count for sheet in sheets), 1
    for place, sheet in enumerate(sheets, 1):
        line = (
            copy_line(place, copy, copies, seat_in_degree(seat, sheet.degree)) if seat else sheet.pages.frame.copy_line
        )
        chapter = f"{copy}／{copies}部" if seat and place == 1 else ""
        draw_paper(document, sheet, InCopy(line, first, total, chapter, level=int(seat is not None)))
        first += sheet.count


def copy_line(place: int, copy: int, copies: int, seat: Seat) -> str:
    """「資料1-03（社会福祉協議会　見本）　3／8部」."""
    holder = f"（{seat.holder}）" if seat.holder else ""
    return f"資料{place}-{copy:02d}{holder}　{copy}／{copies}部"


def add_paper(document: Document, paper: Paper, imprint: Imprint, *, handling: str = "") -> None:
    """Add one sheet to a document; `handling` is the rule of the meeting it is for."""
    if paper.sheet.key == WHITEBOARD:
        sheet, frame = replace(paper.sheet, note=paper.notes), frame_of(paper, imprint, handling)
        render_whiteboard(document, sheet, paper.answers, frame, blank=paper.blank)
    else:
        draw_paper(document, set_paper(paper, imprint, handling))


def set_paper(paper: Paper, imprint: Imprint, handling: str = "") -> SetPaper:
    """One sheet with everything in its place, and what is attached to it."""
    sheet, frame = replace(paper.sheet, note=paper.notes), frame_of(paper, imprint, handling)
    return SetPaper(set_sheet(sheet, paper.answers, frame, blank=paper.blank), paper.attached, paper.degree)


def draw_paper(document: Document, paper: SetPaper, copy: InCopy | None = None) -> None:
    """Draw a sheet and the papers of others behind it."""
    draw_pages(document, paper.pages, copy)
    add_attached(document, paper.attached, paper.pages.frame, copy and copy.after(len(paper.pages.pages)))


def frame_of(paper: Paper, imprint: Imprint, handling: str) -> SheetFrame:
    """What stands around a paper. Room is kept for the line of a numbered copy when the paper is for a meeting."""
    return SheetFrame(
        dated=None if paper.blank else imprint.printed_at.date(),
        printed_at=imprint.printed_at,
        printed_by=maker_of(paper, imprint),
        state_digits=imprint.head_digits,
        copy_line=paper.case_label or (_NO_NAME if handling else ""),
        handling=handling_words(paper.sheet.handling, handling, paper.degree),
        practice=imprint.practice,
        logo=imprint.logo,
        drawings=paper.drawings,
        text_size_pt=HANDOUT_PT if paper.sheet.handout else BODY_PT,
    )


def finished(document: Document) -> Printed:
    """The bytes of a document with what it could not print."""
    return Printed(document.to_bytes(), document.page_count, tuple(document.missing), document.starts)


def print_recovery_sheet(groups: Sequence[str], imprint: Imprint) -> Printed:
    """The recovery sheet: the digits that open the store when passphrases are forgotten, for the chief's safe."""
    document = Document("復旧シート")
    frame = PageFrame(
        title="復旧シート（鍵の控え）",
        date=wareki.plain(imprint.printed_at.date()),
        handling="厳封・所属長保管",
        printed=f"{wareki.short(imprint.printed_at.date())} {imprint.printed_at:%H:%M} {imprint.printed_by}".strip(),
        practice=imprint.practice,
    )
    surface = document.add_page(*STANDARD.size_pt)
    draw_header(surface, frame, STANDARD, 1)
    body = STANDARD.body()
    top = first_top_pt(frame, STANDARD) + mm(4)
    top = paragraph(surface, f"{imprint.town}　{imprint.department}", top)
    top = paragraph(
        surface,
        "合言葉をみんなが忘れたときや、担当者が急に来られなくなったときに、この数字で台帳を開けます。"
        "封筒に入れて、所属長が金庫などで保管してください。台帳のあるパソコンやUSBメモリと一緒に置かないでください。",
        top + mm(2),
    )
    top = draw_groups(surface, groups, top + mm(8))
    paragraph(
        surface,
        "この数字を知っている人は、だれでも台帳を開けます。写真やコピーをとらないでください。"
        "見られたおそれがあるときは、新しい復旧シートに替えてください。古い紙は細かく切って捨ててください。",
        top + mm(6),
    )
    surface.words(body.left, body.bottom - mm(14), "保管した人（職・氏名）", _BODY)
    surface.line(body.left + mm(48), body.bottom - mm(13), body.left + mm(125), body.bottom - mm(13), 0.5)
    surface.words(body.left, body.bottom - mm(2), "保管した日・場所", _BODY)
    surface.line(body.left + mm(48), body.bottom - mm(1), body.left + mm(125), body.bottom - mm(1), 0.5)
    draw_footer(surface, frame, STANDARD, 1, 1)
    return finished(document)


def paragraph(surface: Surface, text: str, top_pt: float) -> float:
    """Words over the whole width; gives the top of what follows."""
    body = STANDARD.body()
    for line in wrap(text, body.width, _BODY):
        top_pt += _BODY.leading_pt
        surface.words(body.left, top_pt, line.text, _BODY)
    return top_pt


def draw_groups(surface: Surface, groups: Sequence[str], top_pt: float) -> float:
    """The groups of digits, three in a row, each with its number; gives the top of what follows."""
    body = STANDARD.body()
    width, height = body.width / 3, mm(22)
    for place, group in enumerate(groups):
        left, top = body.left + place % 3 * width, top_pt + place // 3 * height
        surface.frame(replace(body, left=left, top=top, width=width, height=height), 0.5)
        surface.words(left + mm(2), top + mm(5), f"第{place + 1}組", _NUMBER)
        surface.words(left + mm(13), top + mm(15.5), group, _DIGITS)
    return top_pt + -(-len(groups) // 3) * height
