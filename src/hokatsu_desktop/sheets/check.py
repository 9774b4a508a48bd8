"""What is still missing on a sheet. It never stops anybody from saving or printing; it is listed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hokatsu_desktop.sheets.answers import Answer, as_text, is_filled
from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet

UNREADABLE = "?"
"""First character of a stored date answer that could not be read; the typed text follows."""


@dataclass(frozen=True)
class Gap:
    """One thing to look at before the sheet is finished."""

    blank_key: str
    label: str
    words: str  # for the user


def gaps(sheet: Sheet, answers: Mapping[str, Answer]) -> list[Gap]:
    """What is missing or cannot be read as a date, from the top of the sheet to the bottom.

    Dates in the rows of a table may be words on purpose (毎月, 本日) and are not asked about.
    """
    return [
        Gap(blank.key, blank.label, words) for blank in sheet.blanks for words in _faults(blank, answers.get(blank.key))
    ]


def _faults(blank: Blank, answer: Answer | None) -> Iterator[str]:
    if blank.required and not is_filled(blank, answer):
        yield f"「{blank.label}」がまだ書かれていません。"
    typed = as_text(answer)
    if blank.kind is Kind.DATE and typed.startswith(UNREADABLE):
        yield f"「{blank.label}」の「{typed.removeprefix(UNREADABLE)}」は日付として読めません。"
