"""What is done to the part chosen in the outline: each gives the sheet, and the part to choose then."""

from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.definition import Kind, Sheet
from hokatsu_desktop.sheets.editing import (
    add_blank,
    change_blank,
    change_section,
    move_blank,
    move_section,
    remove_blank,
    section_of,
    the_section,
)
from hokatsu_desktop.sheets.edition_rules import may_be_hidden
from hokatsu_desktop.sheets.keys import is_own
from hokatsu_desktop.ui.forms.outline import SHEET, Part

CHOOSE = "区切りか欄を選んでください。"
AT_THE_END = "これより先には動かせません。"
ONLY_ONE = "区切りに欄が一つだけのときは、動かしたり消したりできません。"
NEEDED = "受付に要る欄なので、いつも出します。"
PROGRAMS = "標準の欄は消せません。「出さない」を使ってください。書いたことは残ります。"
NEW = "新しい欄"


def moved(sheet: Sheet, part: Part, step: int) -> tuple[Sheet, Part]:
    """One step up (-1) or down (1). Raises Refusal at the ends."""
    if part == SHEET:
        raise Refusal(CHOOSE)
    changed = move_blank(sheet, part.blank, step) if part.blank else move_section(sheet, part.section, step)
    if changed == sheet:
        alone = bool(part.blank) and len(section_of(sheet, part.blank).blanks) == 1
        raise Refusal(ONLY_ONE if alone else AT_THE_END)
    return changed, part_of(changed, part.blank) if part.blank else part


def hidden_turned(sheet: Sheet, part: Part) -> tuple[Sheet, Part]:
    """Hidden if it was shown, and the other way round. Raises Refusal for what must stay."""
    if part == SHEET:
        raise Refusal(CHOOSE)
    if not part.blank:
        section = the_section(sheet, part.section)
        if not section.hidden and not all(may_be_hidden(sheet, blank.key) for blank in section.blanks):
            raise Refusal(NEEDED)
        return change_section(sheet, part.section, hidden=not section.hidden), part
    blank = sheet.blank(part.blank)
    if not blank.hidden and not may_be_hidden(sheet, blank.key):
        raise Refusal(NEEDED)
    return change_blank(sheet, blank.key, hidden=not blank.hidden), part


def added(sheet: Sheet, part: Part, kind: Kind) -> tuple[Sheet, Part]:
    """A new blank of our own behind the chosen one, at the end of the chosen section, or at the end of the sheet."""
    section = part.section or sheet.sections[-1].key
    changed, key = add_blank(sheet, section, kind, NEW, after=part.blank)
    return changed, part_of(changed, key)


def removed(sheet: Sheet, part: Part) -> tuple[Sheet, Part]:
    """Without a blank of our own. Raises Refusal for any other part."""
    if not part.blank:
        raise Refusal(CHOOSE)
    if not is_own(part.blank):
        raise Refusal(PROGRAMS)
    blanks = section_of(sheet, part.blank).blanks
    if len(blanks) == 1:
        raise Refusal(ONLY_ONE)
    place = [blank.key for blank in blanks].index(part.blank)
    beside = blanks[place - 1 if place else 1].key
    changed = remove_blank(sheet, part.blank)
    return changed, part_of(changed, beside)


def part_of(sheet: Sheet, key: str) -> Part:
    """The part that a blank is, in the section it stands in now."""
    return Part(section=section_of(sheet, key).key, blank=key)


def is_hidden(sheet: Sheet, part: Part) -> bool:
    """Whether the part itself is hidden."""
    if part == SHEET:
        return False
    return sheet.blank(part.blank).hidden if part.blank else the_section(sheet, part.section).hidden


def still_there(sheet: Sheet, part: Part) -> Part:
    """The part if the sheet has it, in the section it stands in now; else the whole sheet."""
    if part.blank:
        return part_of(sheet, part.blank) if any(blank.key == part.blank for blank in sheet.blanks) else SHEET
    return part if any(section.key == part.section for section in sheet.sections) else SHEET
