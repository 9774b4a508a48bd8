"""The book of a fiscal year: why its figures are as they are, in the office's own words."""

from sqlalchemy.orm import Session

from hokatsu_desktop.models import YearBook
from hokatsu_desktop.services.acts import act


def year_book(session: Session, year: int) -> YearBook:
    """What was written about the fiscal year that begins in `year`; an empty book, not stored, while nothing was."""
    return session.get(YearBook, year) or YearBook(id=year)


def write_reason(session: Session, year: int, group: str, words: str) -> YearBook:
    """Writes down why the figures of a group (a key of yearly.GROUPS) are as they are in a year."""
    book = year_book(session, year)
    with act(session, "write_reason", "数字の背景を書く"):
        book.reasons = {**book.reasons, group: words.strip()}
        session.add(book)
    return book
