"""What stands around a sheet in Excel and Word: the same words as on paper."""

from hokatsu_desktop.exchange.safe_text import writable
from hokatsu_desktop.japanese import wareki
from hokatsu_desktop.services.papers import Imprint, Paper, maker_of

PRACTICE_WORDS = "練習用（架空の町）"
BODY_PT = 10.5
HANDOUT_PT = 12.0
GOTHIC = "BIZ UDPゴシック"
_FACES = {"gothic": GOTHIC, "mincho": "BIZ UDP明朝 Medium"}  # as Windows calls them


def dated(paper: Paper, imprint: Imprint) -> str:
    """The date top right; room for one on an empty form. A letter has its date among its own lines."""
    if paper.sheet.is_letter:
        return ""
    return "令和　　年　　月　　日" if paper.blank else wareki.plain(imprint.printed_at.date())


def footing(paper: Paper, imprint: Imprint) -> str:
    """「この紙の時点 4821-0937-5526　書き出し R8.11.26 11:42 井上」."""
    day = f"{wareki.short(imprint.printed_at.date())} {imprint.printed_at:%H:%M}"
    return writable(f"この紙の時点 {imprint.head_digits}　書き出し {day} {maker_of(paper, imprint)}".rstrip())


def body_size_pt(paper: Paper) -> float:
    """The size of what is filled in."""
    return HANDOUT_PT if paper.sheet.handout else BODY_PT


def body_face(paper: Paper) -> str:
    """The type of what is filled in, by the name it has on Windows."""
    return _FACES[paper.sheet.face]
