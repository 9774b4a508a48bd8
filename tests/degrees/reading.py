"""Everything a PDF tells anybody who looks: text, metadata, contents pane, attachments, and the streams behind them."""

import re
from io import BytesIO

import pypdf
import pypdfium2

from hokatsu_desktop.japanese.fold import fold


def plain(text: str) -> str:
    """A text as it is compared: every spelling made one, without spaces and stops."""
    return re.sub("[、。・]", "", "".join(fold(text).split()))


def told_by(pdf: bytes) -> str:
    """All that is in a PDF, in the form of plain()."""
    return plain("\n".join((*texts(pdf), *around(pdf))))


def texts(pdf: bytes) -> list[str]:
    """The text layer of each page, as the preview's engine reads it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-") for page in document]
    document.close()
    return pages


def around(pdf: bytes) -> list[str]:
    """Metadata, contents pane and attachments."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    found = [str(value) for value in (reader.metadata or {}).values()]
    found += [str(entry) for entry in reader.outline]
    found += list(reader.attachments)
    found += [str(item) for page in reader.pages for item in page.get("/Annots") or []]
    return found


def streams(pdf: bytes) -> bytes:
    """The unpacked content of all pages."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    return b"\n".join(content.get_data() for page in reader.pages if (content := page.get_contents()) is not None)
