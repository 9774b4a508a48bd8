"""From gathered papers to PDF: single sheets, the numbered packet of a meeting, and the recovery sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hokatsu_desktop.japanese import wareki
from hokatsu_desktop.models import Degree
from hokatsu_desktop.printing.attached import add_attached
from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.glyphs import Missing
from hokatsu_desktop.printing.page import STANDARD, PageFrame, draw_footer, draw_header, first_top_pt
from hokatsu_desktop.printing.sheet import BODY_PT, HANDOUT_PT, SheetFrame, page_frame_of, render_sheet
from hokatsu_desktop.printing.surface import Surface, mm
from hokatsu_desktop.printing.text import TextStyle, wrap
from hokatsu_desktop.services.degrees import seat_in_degree
from hokatsu_desktop.services.papers import Imprint, Packet, Paper, Seat

DEGREE_WORDS = {Degree.LETTERS: "記号版", Degree.ANONYMOUS: "匿名版", Degree.DISCLOSURE: "開示用"}
"""What stands on a paper that is not in real names."""

_DIGITS = TextStyle(Face.GOTHIC_BOLD, 24.0, 40.0)
_BODY = TextStyle(Face.MINCHO, 11.0, 18.0)
_NUMBER = TextStyle(Face.GOTHIC, 9.0, 12.0)


@dataclass(frozen=True)
class Printed:
    """A finished PDF, and the characters that no font has (drawn as 〓; to be shown before it leaves the house)."""

    pdf: bytes
    pages: int
    missing: tuple[Missing, ...]
    starts: Mapping[int, str] = field(default_factory=dict)  # title of the sheet that begins on a page, from 0

    @property
    def warning(self) -> str:
        """Words naming the missing characters; empty if there is none."""
        if not self.missing:
            return ""
        named = "、".join(f"「{one.character}」（{one.code_points}）" for one in self.missing)
        return f"{named}は、印刷用の文字にありません。紙では〓になります。手で書き入れるか、別の字に直してください。"


def print_papers(papers: Sequence[Paper], imprint: Imprint, *, title: str) -> Printed:
    """The papers one after the other as one PDF. `title` must not name a person."""
    document = Document(title)
    for paper in papers:
        add_paper(document, paper, imprint)
    return finished(document)


def print_packet(packet: Packet, imprint: Imprint, *, numbered: bool = True) -> Printed:
    """The packet of a meeting: with `numbered`, one whole copy for each seat, each sheet bearing number and name."""
    document = Document(f"会議資料 {packet.number}")  # never the meeting's own name: it may be a household's
    seats: Iterable[Seat | None] = packet.seats if numbered and packet.seats else (None,)
    for copy, seat in enumerate(seats, 1):
        for place, paper in enumerate(packet.papers, 1):
            line = copy_line(place, copy, len(packet.seats), seat_in_degree(seat, paper.degree)) if seat else ""
            add_paper(document, paper, imprint, copy=line, handling=packet.handling)
    return finished(document)


def copy_line(place: int, copy: int, copies: int, seat: Seat) -> str:
    """「資料1-03（社会福祉協議会　見本）　3／8部」."""
    holder = "　".join(word for word in (seat.agency_name, seat.name) if word)
    return f"資料{place}-{copy:02d}{f'（{holder}）' if holder else ''}　{copy}／{copies}部"


def add_paper(
    document: Document, paper: Paper, imprint: Imprint, *, copy: str = "", handling: str | None = None
) -> None:
    """Add one sheet to a document."""
    frame = SheetFrame(
        dated=None if paper.blank else imprint.printed_at.date(),
        printed_at=imprint.printed_at,
        printed_by="" if paper.degree.hides_names else imprint.printed_by,
        state_digits=imprint.head_digits,
        copy_line=copy or paper.case_label,
        handling=handling_words(paper, handling),
        practice=imprint.practice,
        drawings=paper.drawings,
        text_size_pt=HANDOUT_PT if paper.sheet.handout else BODY_PT,
    )
    sheet = replace(paper.sheet, note=paper.notes)
    render_sheet(document, sheet, paper.answers, frame, blank=paper.blank)
    add_attached(document, paper.attached, page_frame_of(sheet, frame))


def handling_words(paper: Paper, handling: str | None) -> str:
    """取扱注意・会議後回収・記号版; on the copy for the person only 開示用, nobody collects that one."""
    degree = DEGREE_WORDS.get(paper.degree, "")
    if paper.degree is Degree.DISCLOSURE:
        return degree
    words = paper.sheet.handling
    for more in (handling, degree):
        if more and more not in words:
            words = "・".join(word for word in (words, more) if word)
    return words


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
