"""The answers of a filled-in sheet: their shapes, reading them, and cleaning them."""

import json
from collections.abc import Mapping
from typing import TypedDict

from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet

BAR = "█"
"""Stands for words that were taken out of a disclosure print; drawn as a bar with no text behind it."""

Row = dict[str, str]


class Marks(TypedDict):
    """Several ticked values, at most one of them marked ◎."""

    most: str
    also: list[str]


Answer = str | list[str] | list[Row] | Marks
Answers = dict[str, Answer]


def as_text(answer: Answer | None) -> str:
    """The answer of a text, lines, date, number, choice or yes_no blank; empty if there is none."""
    return answer if isinstance(answer, str) else ""


def as_keys(answer: Answer | None) -> list[str]:
    """The ticked value keys of a choices blank."""
    return [key for key in answer if isinstance(key, str)] if isinstance(answer, list) else []


def as_rows(answer: Answer | None) -> list[Row]:
    """The rows of a rows or people blank."""
    return [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []


def as_marks(answer: Answer | None) -> Marks:
    """The ticked values of a marks blank."""
    return answer if isinstance(answer, dict) else Marks(most="", also=[])


def is_filled(blank: Blank, answer: Answer | None) -> bool:
    """Whether something was answered. White space alone is nothing; what has no answer is never filled."""
    match blank.kind:
        case Kind.TEXT | Kind.LINES | Kind.DATE | Kind.NUMBER | Kind.CHOICE | Kind.YES_NO:
            return bool(as_text(answer).strip())
        case Kind.CHOICES:
            return any(as_keys(answer))
        case Kind.MARKS:
            marks = as_marks(answer)
            return bool(marks["most"]) or any(marks["also"])
        case Kind.ROWS | Kind.PEOPLE:
            return any(_row_is_filled(blank, row) for row in as_rows(answer))
        case Kind.DRAWING | Kind.SIGN | Kind.WORDS:
            return False
        case _:
            raise ValueError(blank.kind)


def tidy(sheet: Sheet, answers: Mapping[str, Answer], *, keep_empty: bool = False) -> Answers:
    """The answers without empty texts, empty ticks and wholly empty rows; each row has all columns of its blank.

    Answers to blanks that this edition does not have are kept: nobody's words are dropped. With `keep_empty` an
    emptied answer stays, as "" or [], so that whoever saves it can clear what was there before.
    """
    blanks = {blank.key: blank for blank in sheet.blanks}
    tidied = {key: _tidy_one(blanks.get(key), answer) for key, answer in answers.items()}
    return {key: answer for key, answer in tidied.items() if answer or keep_empty}


def answers_to_json(answers: Mapping[str, Answer]) -> str:
    """The answers as one JSON document, the same text for the same answers."""
    return json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def answers_from_json(document: str) -> Answers:
    """The answers in a JSON document. Raises ValueError if it holds anything else."""
    found = json.loads(document)
    if not isinstance(found, dict):
        raise ValueError("answers: not an object")
    return {key: answer_from_plain(value) for key, value in found.items()}


def answer_from_plain(value: object) -> Answer:
    """One answer as it comes from JSON, its shape checked. Raises ValueError, without the value in its words."""
    match value:
        case str():
            return value
        case {"most": str(most), "also": list(also), **rest} if not rest and all(isinstance(k, str) for k in also):
            return Marks(most=most, also=also)
        case list() if all(isinstance(one, str) for one in value):
            return value
        case list() if all(_is_row(one) for one in value):
            return value
        case _:
            raise ValueError(f"answer: {type(value).__name__} in a shape no answer has")


def _is_row(one: object) -> bool:
    return isinstance(one, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in one.items())


def _row_is_filled(blank: Blank | None, row: Row) -> bool:
    """Whether somebody wrote into the row; what the program puts there ("_id", an age) does not count."""
    shown_only = {column.key for column in blank.columns if column.shown_only} if blank else set()
    return any(cell.strip() for key, cell in row.items() if key not in shown_only and not key.startswith("_"))


def _tidy_one(blank: Blank | None, answer: Answer) -> Answer:
    match answer:
        case str():
            return answer if answer.strip() else ""
        case dict():
            most, also = answer["most"], list(dict.fromkeys(filter(None, answer["also"])))
            marks = Marks(most=most, also=[key for key in also if key != most])
            return marks if most or marks["also"] else ""
        case _:
            return _tidy_rows(blank, as_rows(answer)) or list(dict.fromkeys(filter(None, as_keys(answer))))


def _tidy_rows(blank: Blank | None, rows: list[Row]) -> list[Row]:
    empty = {column.key: "" for column in blank.columns} if blank else {}
    return [empty | row for row in rows if _row_is_filled(blank, row)]
