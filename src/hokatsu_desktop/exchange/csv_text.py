"""The answers of sheets as CSV: one row each, in UTF-8 with the mark by which Excel knows it."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from io import StringIO

from hokatsu_desktop.exchange.safe_text import shown_as_text, writable
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import as_rows, as_text
from hokatsu_desktop.sheets.definition import Blank, Kind, Section
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.wording import (
    SIGNS,
    YES_NO,
    Tick,
    cell_words,
    chosen_words,
    date_spellings,
    ticks_of,
    with_unit,
)

HEADINGS = ("案件", "様式", "区分", "項目", "行", "値")

Answered = tuple[str, str, str]  # 項目, 行, 値


def write_csv(papers: Sequence[Paper]) -> bytes:
    """All answers of the papers. A value that a spreadsheet could take for a formula has an apostrophe before it."""
    text = StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(HEADINGS)
    for paper in papers:
        for section in paper.sheet.as_used.sections:
            for answered in _answered_in(section, paper):
                cells = (paper.case_label, paper.sheet.title, section.title, *answered)
                rows.writerow([shown_as_text(writable(cell)) for cell in cells])
    return BOM_UTF8 + text.getvalue().encode()


def _answered_in(section: Section, paper: Paper) -> Iterator[Answered]:
    """Every answer of a section, row by row; what has no answer is left out."""
    for blank in section.blanks:
        match blank.kind:
            case Kind.ROWS | Kind.PEOPLE:
                yield from _table_answers(blank, paper)
            case Kind.DRAWING | Kind.SIGN | Kind.WORDS:
                pass
            case _:
                if text := _said(blank, paper):
                    yield _item(blank), "", text


def _table_answers(table: Blank, paper: Paper) -> Iterator[Answered]:
    for number, row in enumerate(as_rows(paper.answers.get(table.key)), start=1):
        for column in table.columns:
            if text := cell_words(column, row, paper.sheet.choice_list):
                yield f"{table.label}：{column.label}", str(number), text


def _item(blank: Blank) -> str:
    """The label, for a number with its unit: the value itself can then be reckoned with."""
    return f"{blank.label}（{blank.suffix}）" if blank.kind is Kind.NUMBER and blank.suffix else blank.label


def _said(blank: Blank, paper: Paper) -> str:
    """One answer in words: of a list only what is ticked."""
    answer = paper.answers.get(blank.key)
    match blank.kind:
        case Kind.NUMBER:
            return as_text(answer)
        case Kind.TEXT | Kind.LINES:
            return with_unit(as_text(answer), blank.suffix)
        case Kind.DATE:
            return date_spellings(as_text(answer))[0]
        case Kind.YES_NO:
            return dict(YES_NO).get(as_text(answer), as_text(answer))
        case Kind.CHOICE:
            own_words = as_text(paper.answers.get(other_key(blank.key)))
            return chosen_words(as_text(answer), own_words, paper.sheet.choice_list(blank.list))
        case Kind.CHOICES | Kind.MARKS:
            return _ticked(blank, paper)
        case _:
            raise ValueError(blank.kind)


def _ticked(blank: Blank, paper: Paper) -> str:
    """◎生活困窮、○住まい, or the ticked labels without signs."""
    ticks = ticks_of(blank, paper.answers, paper.sheet.choice_list(blank.list))
    signed = [
        f"{SIGNS[option.tick] if option.tick is not Tick.TICKED else ''}{option.label}"
        for option in ticks.options
        if option.is_ticked
    ]
    return "、".join([*signed, *((f"（{ticks.stray_words}）",) if ticks.stray_words else ())])
