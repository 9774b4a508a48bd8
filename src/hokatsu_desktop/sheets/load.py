"""Loads sheet definitions from shipped files, and turns editions into plain tables and back."""

from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from functools import cache

from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Section, Sheet
from hokatsu_desktop.sheets.grid import COLUMNS
from hokatsu_desktop.sheets.keys import repeated, wrong_keys
from hokatsu_desktop.sheets.lists import Choice, ChoiceList, list_from_dict
from hokatsu_desktop.sheets.margins import MARGINS
from hokatsu_desktop.sheets.reading import DefinitionError, Table, build, read_toml, tables, without

SHEET_KEYS = (
    # from the referral to the answer
    "reception",
    "tsunagi_takashima_a",
    "tsunagi_takashima_b",
    "tsunagi_takashima_c",
    "tsunagi_sakai",
    "tsunagi_okayama",
    "tsunagi_zama",
    "reply_note",
    "application_consent",
    "application_no_consent",
    # the household
    "household_visit",
    "relations",
    "assessment",
    "privacy_rules",
    "consent_form",
    "note_record",
    # meetings
    "invitation",
    "agenda",
    "case_list",
    "attendance",
    "action_linkage",
    "minutes",
    "minutes_case",
    "own_copy",
    "collection",
    "previous_decisions",
    "whiteboard",
    # plans and what follows
    "support_plan",
    "plan_comparison",
    "participation_plan",
    "outreach_plan",
    "evaluation",
    "role_evaluation",
    "closing_summary",
    "note_list",
    "case_handover",
    "handover_book",
    # agencies
    "agency_sheet",
    "pledge",
    "request",
    # the community
    "resource_card",
    "voice_card",
    "issue_card",
    "training_record",
    "survey_round",
    # regular meetings
    "meeting_series",
    "series_members",
    # lists and books of the office
    "members",
    "open_cases",
    "referral_review",
    "today_list",
    "looking_back",
    "takeout_record",
    "medium_ledger",
    "difference_list",
    "loss_report",
    "self_check",
    "disposal_book",
    "issue_list",
    "training_list",
    "directory_booklet",
    "district_table",
    "year_figures",
    "year_figures_outside",
)
"""The shipped sheets, in the order in which a case meets them."""

LIST_KINDS = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.MARKS})
TABLE_KINDS = frozenset({Kind.ROWS, Kind.PEOPLE})
COLUMN_KINDS = frozenset({Kind.TEXT, Kind.LINES, Kind.DATE, Kind.NUMBER, Kind.CHOICE, Kind.YES_NO})
MOST_STAMPS = 6
LETTER_PLACES = ("", "right", "left", "body", "record")


@cache
def load_sheet(key: str) -> Sheet:
    """The shipped edition of the sheet with this key. Raises DefinitionError."""
    where = f"sheets/{key}.toml"
    sheet = sheet_from_dict(read_toml("sheets", f"{key}.toml"), where)
    if sheet.key != key:
        raise DefinitionError(f"{where}.key: {sheet.key!r} is not the name of the file")
    return sheet


@cache
def all_sheets() -> tuple[Sheet, ...]:
    """All shipped sheets, in the order in which a case meets them."""
    return tuple(load_sheet(key) for key in SHEET_KEYS)


def sheet_from_dict(table: Table, where: str = "edition") -> Sheet:
    """The sheet in a plain table of the shape of the TOML files, for example an edition kept in the database.

    `where` is named in errors. Raises DefinitionError.
    """
    sections = tuple(_section(section, place) for section, place in tables(table, "section", where))
    lists = tuple(list_from_dict(own, place) for own, place in tables(table, "choice_list", where))
    sheet = build(Sheet, without(table, "section", "choice_list"), where, sections=sections, lists=lists)
    for fault in _faults(sheet):
        raise DefinitionError(f"{where}: {fault}")
    return sheet


def sheet_to_dict(sheet: Sheet) -> dict[str, object]:
    """The sheet as a plain table that JSON can keep.

    Every field is written, also those at their default, so that a later default does not change an old edition.
    """
    return _plain(sheet, "sections", "lists") | {
        "section": [_section_to_dict(section) for section in sheet.sections],
        "choice_list": [
            _plain(own, "values") | {"value": [_plain(value) for value in own.values]} for own in sheet.lists
        ],
    }


def _section(table: Table, where: str) -> Section:
    blanks = tuple(_blank(blank, place) for blank, place in tables(table, "blank", where))
    return build(Section, without(table, "blank"), where, blanks=blanks)


def _blank(table: Table, where: str) -> Blank:
    columns = tuple(build(Column, column, place) for column, place in tables(table, "column", where))
    return build(Blank, without(table, "column"), where, columns=columns)


def _section_to_dict(section: Section) -> dict[str, object]:
    blanks = [_plain(blank, "columns") | {"column": [_plain(c) for c in blank.columns]} for blank in section.blanks]
    return _plain(section, "blanks") | {"blank": blanks}


def _plain(facts: Sheet | Section | Blank | Column | ChoiceList | Choice, *nested: str) -> dict[str, object]:
    return {field.name: _plain_value(getattr(facts, field.name)) for field in fields(facts) if field.name not in nested}


def _plain_value(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case tuple():
            return list(value)
        case _:
            return value


def _faults(sheet: Sheet) -> Iterator[str]:
    keys = [blank.key for blank in sheet.blanks]
    sections = [section.key for section in sheet.sections]
    for wrong in wrong_keys([sheet.key, *sections, *keys]):
        yield f"key {wrong!r} is not lower-case ASCII words joined by single underscores"
    for twice in repeated(keys) + repeated(sections):
        yield f"key {twice!r} is used twice"
    if sheet.paper not in {"portrait", "landscape"}:
        yield f"paper {sheet.paper!r} is neither portrait nor landscape"
    if sheet.face not in {"mincho", "gothic"}:
        yield f"face {sheet.face!r} is neither mincho nor gothic"
    if sheet.margins not in MARGINS:
        yield f"margins {sheet.margins!r} are none of {', '.join(MARGINS)}"
    for section in sheet.sections:
        if section.letter not in LETTER_PLACES:
            yield f"section {section.key}: letter {section.letter!r} is none of {', '.join(LETTER_PLACES[1:])}"
    if len(sheet.stamps) > MOST_STAMPS:
        yield f"stamps: more than {MOST_STAMPS}"
    for blank in sheet.blanks:
        yield from (f"blank {blank.key}: {fault}" for fault in _blank_faults(sheet, blank))


def _blank_faults(sheet: Sheet, blank: Blank) -> Iterator[str]:
    if not 1 <= blank.width <= COLUMNS:
        yield f"width {blank.width} is not within 1 to {COLUMNS}"
    yield from _list_faults(sheet, blank)
    if bool(blank.columns) is not (blank.kind in TABLE_KINDS):
        yield "columns belong to rows and people, and only there"
    if blank.columns and sum(column.width for column in blank.columns) != COLUMNS:
        yield f"the columns are not {COLUMNS} wide together"
    columns = [column.key for column in blank.columns]
    if wrong := wrong_keys(columns) or repeated(columns):
        yield f"column key {wrong[0]!r} is wrong or used twice"
    for column in blank.columns:
        yield from (f"column {column.key}: {fault}" for fault in _list_faults(sheet, column))
        if column.kind not in COLUMN_KINDS:
            yield f"column {column.key}: kind {column.kind} cannot stand in a table"


def _list_faults(sheet: Sheet, field: Blank | Column) -> Iterator[str]:
    if bool(field.list) is not (field.kind in LIST_KINDS):
        yield "a list belongs to choice, choices and marks, and only there"
    elif field.list:
        sheet.choice_list(field.list)  # raises, naming the file, if there is no such list
