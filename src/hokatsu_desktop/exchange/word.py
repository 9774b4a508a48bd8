"""Sheets as a Word document: real headings, tables and styles, to be worked on by whoever gets it."""

from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hokatsu_desktop.exchange.safe_text import writable
from hokatsu_desktop.exchange.word_page import begin_paper
from hokatsu_desktop.exchange.word_sheet import write_sheet
from hokatsu_desktop.exchange.word_styles import be_of_today, set_up_styles
from hokatsu_desktop.services.papers import Imprint, Paper

if TYPE_CHECKING:
    from docx.document import Document

_OLDEST_DATE = (1980, 1, 1, 0, 0, 0)  # a zip cannot say an older one


def write_word(papers: Sequence[Paper], imprint: Imprint, *, title: str) -> bytes:
    """The papers as .docx, each beginning a page; the same bytes for the same data. `title` must not name a person."""
    import docx

    document = docx.Document()
    set_up_styles(document, papers)
    be_of_today(document)
    for number, paper in enumerate(papers):
        begin_paper(document, paper, imprint, first=number == 0, alone=len(papers) == 1)
        write_sheet(document, paper, imprint)
    _describe(document, imprint, title)
    return _undated(document)


def _describe(document: "Document", imprint: Imprint, title: str) -> None:
    """The file's properties: its title and when it was made, nobody's name."""
    made_at = imprint.printed_at.astimezone(UTC).replace(tzinfo=None)
    about = document.core_properties
    about.title, about.language = writable(title), "ja-JP"
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = made_at
    about.revision = 1


def _undated(document: "Document") -> bytes:
    """The bytes of the document. WORKAROUND: python-docx writes the hour of saving into the zip."""
    saved, undated = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(undated, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _OLDEST_DATE)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return undated.getvalue()
