"""What an edition must keep so that screens, records and paper go on working; each fault is a sentence for the user."""

from collections.abc import Iterator

from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet
from hokatsu_desktop.sheets.editing import OWN_KINDS
from hokatsu_desktop.sheets.editing_lists import lists_of
from hokatsu_desktop.sheets.lists import all_lists, load_list
from hokatsu_desktop.sheets.load import load_sheet

MOST_BLANKS = 300
MOST_LINES = 60
MOST_EMPTY_ROWS = 60
LONGEST_LABEL = 1000
LONGEST_TEXT = 6000
ALWAYS_SHOWN = {"reception": ("person_name", "person_called")}
"""Blanks that cannot be hidden: without a name or 呼び名 nothing can be received."""

_EXTRA_KINDS = (*OWN_KINDS, Kind.MARKS, Kind.SIGN, Kind.WORDS)


def may_be_hidden(sheet: Sheet, key: str) -> bool:
    """Whether the office may leave this blank out."""
    return key not in ALWAYS_SHOWN.get(sheet.key, ())


def edition_faults(sheet: Sheet) -> Iterator[str]:
    """Why the sheet cannot be an edition; nothing when it can. Its key must be that of a shipped sheet."""
    shipped = load_sheet(sheet.key)
    if not sheet.title.strip():
        yield "様式の名前が空です。名前を書いてください。"
    if (sheet.subject, sheet.preset) != (shipped.subject, shipped.preset):
        yield f"「{sheet.title}」は、この様式の直しではありません。"
    shown = {blank.key for blank in sheet.as_used.blanks}
    if not shown:
        yield "欄が一つもありません。少なくとも一つは出してください。"
    for key in ALWAYS_SHOWN.get(sheet.key, ()):
        if key not in shown:
            yield f"「{shipped.blank(key).label}」は、受付に要るので、出しておいてください。"
    yield from _size_faults(sheet)
    yield from _blank_faults(sheet, shipped)
    yield from _list_faults(sheet)


def _size_faults(sheet: Sheet) -> Iterator[str]:
    if len(sheet.blanks) > MOST_BLANKS:
        yield f"欄が多すぎます（{MOST_BLANKS}まで）。"
    texts = [sheet.note, sheet.why, sheet.header, sheet.form_number, sheet.handling, *sheet.stamps]
    labels = [sheet.title, sheet.short_title, *(section.title for section in sheet.sections)]
    for blank in sheet.blanks:
        texts += [blank.help, *([blank.label] if blank.kind is Kind.WORDS else [])]
        labels += [blank.suffix, *(column.label for column in blank.columns)]
        labels += [] if blank.kind is Kind.WORDS else [blank.label]
        if not 1 <= blank.lines <= MOST_LINES:
            yield f"「{blank.label[:20]}」の行数は、1から{MOST_LINES}までにしてください。"
        if not 0 <= blank.empty_rows <= MOST_EMPTY_ROWS:
            yield f"「{blank.label[:20]}」の空の行は、{MOST_EMPTY_ROWS}までにしてください。"
        if any(column.width < 1 for column in blank.columns):
            yield f"「{blank.label[:20]}」の表に、幅のない列があります。"
    labels += [value.label for own in sheet.lists for value in own.values]
    if any(len(label) > LONGEST_LABEL for label in labels) or any(len(text) > LONGEST_TEXT for text in texts):
        yield "長すぎる言葉があります。短くしてください。"


def _blank_faults(sheet: Sheet, shipped: Sheet) -> Iterator[str]:
    given = {blank.key: blank for blank in sheet.blanks}
    program = {blank.key: blank for blank in shipped.blanks}
    for key, blank in program.items():
        if key not in given:
            yield f"「{blank.label[:20]}」は、プログラムが使う欄です。消さずに、出さないだけにしてください。"
        elif _nature(given[key]) != _nature(blank):
            yield f"「{blank.label[:20]}」の欄のしくみ（種類や結びつき）が、このプログラムと合いません。"
    for key in given.keys() - program.keys():
        if given[key].bind or given[key].shown_only or given[key].kind not in _EXTRA_KINDS:
            yield f"「{given[key].label[:20]}」は、このプログラムにない欄です。"


def _nature(blank: Blank) -> object:
    """What an office cannot change about a blank."""
    columns = {(column.key, column.kind, column.list, column.shown_only) for column in blank.columns}
    return blank.kind, blank.bind, blank.list, blank.shown_only, blank.confidential, columns


def _list_faults(sheet: Sheet) -> Iterator[str]:
    program = {found.key for found in all_lists()}
    for key in lists_of(sheet):
        found = sheet.choice_list(key)
        if not found.offered:
            yield f"「{found.label[:20]}」の選択肢が一つもありません。"
        if any(not value.label.strip() for value in found.values):
            yield f"「{found.label[:20]}」に、言葉のない選択肢があります。"
        if key not in program:
            continue
        values = {value.key: value.free_text for value in found.values}
        standard = {value.key: value.free_text for value in load_list(key).values}
        if found.several is not load_list(key).several or any(values.get(one) is not standard[one] for one in standard):
            yield f"「{found.label[:20]}」の選択肢が、このプログラムと合いません。"
