"""Reads printed PDFs back with PDFium, the engine of the preview."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

from hokatsu_desktop.printing.surface import Box

_LINE_END_HYPHEN = "\x02\ufffe"  # what PDFium gives for a hyphen at the end of a line


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """The PDF, closed afterwards."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def squeezed(text: str) -> str:
    """The text without white space, hyphens at line ends restored."""
    return "".join("-" if sign in _LINE_END_HYPHEN else sign for sign in text if not sign.isspace())


def page_texts(pdf: bytes) -> list[str]:
    """What each page says, without white space."""
    with opened(pdf) as document:
        return [squeezed(document[number].get_textpage().get_text_bounded()) for number in range(len(document))]


def text_of(pdf: bytes) -> str:
    """What the whole PDF says, without white space."""
    return "".join(page_texts(pdf))


def text_in(pdf: bytes, page_number: int, box: Box) -> str:
    """What stands in a box of a page (counted from 0), without white space."""
    with opened(pdf) as document:
        page = document[page_number]
        height = page.get_height()
        text = page.get_textpage().get_text_bounded(box.left, height - box.bottom, box.right, height - box.top)
        return squeezed(text)


def ink(pdf: bytes, scale: float = 2.0) -> bytes:
    """The pixels of the first page in grey."""
    with opened(pdf) as document:
        bitmap = document[0].render(scale=scale, grayscale=True)
        return bytes(bitmap.buffer)


def character_boxes(pdf: bytes, page_number: int) -> list[tuple[str, Box]]:
    """Each visible character of a page with its ink, measured from the upper edge."""
    with opened(pdf) as document:
        page = document[page_number]
        height, words = page.get_height(), page.get_textpage()
        found = []
        for index in range(words.count_chars()):
            sign = words.get_text_range(index, 1)
            left, bottom, right, top = words.get_charbox(index)
            if sign.strip() and right > left:
                found.append((sign, Box(left, height - top, right - left, top - bottom)))
        return found
