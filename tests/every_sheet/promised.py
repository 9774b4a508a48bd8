"""What the tests of every sheet share: the sheets, the answers put in, and which texts must come out again."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from hokatsu_desktop.japanese import wareki
from hokatsu_desktop.services.papers import Imprint, Paper
from hokatsu_desktop.sheets.answers import Answers, as_keys, as_marks, as_rows, as_text
from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet
from hokatsu_desktop.sheets.load import all_sheets
from tests.printing import reading
from tests.sheets.generate import empty, overfull, rare_names, typical

Maker = Callable[[Sheet], Answers]

MAKERS: tuple[Maker, ...] = (empty, typical, overfull, rare_names)
SHEETS = all_sheets()
PIECE = 12  # characters of an answer that stand together on paper, wherever a page or line ends
CASE_LABEL = "R8-012　見本世帯"
IMPRINT = Imprint(
    "みどり町",
    "福祉課",
    practice=True,
    printed_at=datetime(2026, 11, 23, 11, 42, tzinfo=UTC),
    printed_by="見本",
    head_digits="1234-5678-9012",
)


def paper_of(sheet: Sheet, answers: Answers, *, blank: bool = False) -> Paper:
    """A paper of a practice case."""
    return Paper(sheet, answers, CASE_LABEL, blank=blank)


def text_of(pdf: bytes) -> str:
    """The text layer of all pages, squeezed."""
    return squeezed(reading.text_of(pdf))


def squeezed(text: str) -> str:
    """The text in composed characters and without white space: as words on paper and in cells are compared."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def texts_in(sheet: Sheet, answers: Answers) -> Iterator[str]:
    """Every text that must come out as it was typed, in an era for a date, by its label for a chosen value."""
    for blank in sheet.blanks:
        answer = answers.get(blank.key)
        match blank.kind:
            case Kind.TEXT | Kind.LINES | Kind.NUMBER:
                yield as_text(answer)
            case Kind.DATE:
                yield wareki.shown(as_text(answer))
            case Kind.ROWS | Kind.PEOPLE:
                for row in as_rows(answer):
                    yield from (row[c.key] for c in blank.columns if c.kind in (Kind.TEXT, Kind.LINES))
            case Kind.CHOICE:
                yield sheet.choice_list(blank.list).label_of(as_text(answer))
            case Kind.CHOICES | Kind.MARKS | Kind.YES_NO | Kind.DRAWING | Kind.SIGN | Kind.WORDS:
                pass  # see ticked_in; marks on paper are compared in tests/printing
            case _:
                raise ValueError(blank.kind)


def ticked_in(sheet: Sheet, answers: Answers) -> Iterator[tuple[str, str]]:
    """The sign and the label of every value that is ticked among others."""
    for blank in sheet.blanks:
        answer = answers.get(blank.key)
        match blank.kind:
            case Kind.CHOICES:
                yield from (("■", label) for label in _labels(sheet, blank, as_keys(answer)))
            case Kind.MARKS:
                marks = as_marks(answer)
                yield from (("◎", label) for label in _labels(sheet, blank, [marks["most"]]))
                yield from (("○", label) for label in _labels(sheet, blank, marks["also"]))
            case Kind.YES_NO:
                yield from (("■", word) for key, word in (("yes", "はい"), ("no", "いいえ")) if key == answer)
            case _:
                pass


def _labels(sheet: Sheet, blank: Blank, keys: list[str]) -> list[str]:
    return [sheet.choice_list(blank.list).label_of(key) for key in keys if key]
