"""様式を直す: new editions with their reasons, going back to the standard, and taking an unfinished sheet along."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import EditionDraft, FilledSheet, SheetEdition, Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import at_office, now, utc
from hokatsu_desktop.services.edition_archive import (
    AS_SHIPPED,
    Origin,
    archive_shipped,
    keep_edition,
    newest_edition,
    same_paper,
    sheet_for_use,
    standard_sheet,
)
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.editing_lists import with_lists
from hokatsu_desktop.sheets.edition_rules import LONGEST_TEXT, edition_faults
from hokatsu_desktop.sheets.load import SHEET_KEYS, sheet_from_dict, sheet_to_dict
from hokatsu_desktop.sheets.reading import DefinitionError

BACK_TO_STANDARD = "標準の様式に戻しました。"


@dataclass(frozen=True)
class Edition:
    """One edition of a sheet, for a list of them."""

    number: int
    made_on: date | None  # None: the program's sheet, not used yet
    made_by: str
    why: str
    origin: Origin
    in_use: bool
    sheets: int  # how many filled-in sheets stand in it


@dataclass(frozen=True)
class Draft:
    """A sheet half way through being edited."""

    sheet: Sheet
    changed_on: date
    changed_by: str


def make_edition(session: Session, sheet: Sheet, why: str) -> int:
    """Make the sheet the edition in use and give its number. Raises Refusal without a reason or for a broken sheet.

    Sheets filled in earlier keep their edition. The draft of the sheet is put away. One that is like the program's
    sheet again follows the program from then on.
    """
    if not why.strip():
        raise Refusal("なぜ直すのかを、ひとことで書いてください。次の担当者が、直した理由を読めるようにします。")
    if len(why) > LONGEST_TEXT:
        raise Refusal("理由が長すぎます。短くしてください。")
    for fault in edition_faults(sheet):
        raise Refusal(fault)
    standing = sheet_for_use(session, sheet.key)
    if same_paper(sheet, standing):
        raise Refusal("今の様式から、変わったところがありません。")
    origin = Origin.SHIPPED if same_paper(sheet, standard_sheet(sheet.key)) else Origin.OFFICE
    with act(session, "make_edition", "様式を直す"):
        return add_edition(session, sheet, why.strip(), origin)


def go_back_to_standard(session: Session, key: str) -> int:
    """標準に戻す: a new edition equal to the program's sheet; gives its number. Raises Refusal if it is in use already.

    The editions before it stay. From now on the sheet follows the program again.
    """
    if not in_own_edition(session, key):
        raise Refusal("この様式は、標準のままです。")
    with act(session, "go_back_to_standard", "様式を標準に戻す"):
        return add_edition(session, standard_sheet(key), BACK_TO_STANDARD, Origin.SHIPPED)


def add_edition(session: Session, sheet: Sheet, why: str, origin: Origin) -> int:
    """Add an edition behind the one in use, which is archived first if it is the program's; call it within an act."""
    standing = sheet_for_use(session, sheet.key)
    archive_shipped(session, standing.key)
    row = keep_edition(session, replace(sheet, edition=standing.edition + 1), why, origin)
    drop_draft(session, sheet.key)
    return row.edition


def editions_of(session: Session, key: str) -> list[Edition]:
    """The editions of a sheet, the newest first; the program's sheet is among them before it is archived."""
    standing = sheet_for_use(session, key).edition
    counted = session.execute(
        select(FilledSheet.edition, func.count()).where(FilledSheet.sheet_key == key).group_by(FilledSheet.edition)
    ).all()
    used: dict[int, int] = {row[0]: row[1] for row in counted}
    rows = session.execute(
        select(SheetEdition.edition, SheetEdition.made_on, Staff.name, SheetEdition.why, SheetEdition.origin)
        .outerjoin(Staff, Staff.id == SheetEdition.staff_id)
        .where(SheetEdition.sheet_key == key)
        .order_by(SheetEdition.edition.desc())
    ).all()
    found = [
        Edition(number, made_on, name or "", why, Origin(origin), number == standing, used.get(number, 0))
        for number, made_on, name, why, origin in rows
    ]
    if not any(edition.in_use for edition in found):
        found.insert(0, Edition(standing, None, "", AS_SHIPPED, Origin.SHIPPED, in_use=True, sheets=0))
    return found


def own_editions(session: Session) -> frozenset[str]:
    """The keys of the sheets whose edition in use is not the program's."""
    newest = select(SheetEdition.sheet_key, func.max(SheetEdition.edition).label("edition")).group_by(
        SheetEdition.sheet_key
    )
    last = newest.subquery()
    return frozenset(
        session.scalars(
            select(SheetEdition.sheet_key)
            .join(last, (last.c.sheet_key == SheetEdition.sheet_key) & (last.c.edition == SheetEdition.edition))
            .where(SheetEdition.origin != Origin.SHIPPED)
        )
    )


def in_own_edition(session: Session, key: str) -> bool:
    """Whether the edition in use is not the program's."""
    newest = newest_edition(session, key)
    return newest is not None and newest.origin != Origin.SHIPPED


def newer_edition(session: Session, key: str, subject_id: int) -> int | None:
    """The number of the edition that an unfinished sheet could be moved to; None if it is in it, or stays as it is."""
    filled = filled_under(session, key, subject_id)
    if filled is None or filled.finished_on is not None:
        return None
    standing = sheet_for_use(session, key).edition
    return standing if standing > filled.edition else None


def take_newest_edition(session: Session, key: str, subject_id: int) -> int:
    """Move an unfinished sheet to the edition in use and give its number; answers carry over by their keys.

    What the new edition does not ask stays with the sheet. Raises Refusal for a finished sheet or the newest edition.
    """
    filled = filled_under(session, key, subject_id)
    if filled is None:
        raise Gone
    if filled.finished_on is not None:
        raise Refusal("書き終えた様式は、そのときの版のまま残します。")
    standing = sheet_for_use(session, key)
    if filled.edition == standing.edition:
        raise Refusal("この様式は、もう新しい版です。")
    with act(session, "take_newest_edition", f"「{standing.short_title}」を新しい版に移す"):
        archive_shipped(session, key)
        filled.edition = standing.edition
    return standing.edition


def filled_under(session: Session, key: str, subject_id: int) -> FilledSheet | None:
    """The stored part of a sheet of one subject."""
    return session.scalar(select(FilledSheet).where(FilledSheet.sheet_key == key, FilledSheet.subject_id == subject_id))


# Half-way edits


def keep_draft(session: Session, sheet: Sheet) -> None:
    """Keep a sheet that is being edited, in place of an earlier draft of it."""
    definition, moment = sheet_to_dict(with_lists(sheet)), utc(now(session))
    row = session.scalar(select(EditionDraft).where(EditionDraft.sheet_key == sheet.key))
    if row is None:
        row = EditionDraft(sheet_key=sheet.key, definition=definition, changed_at=moment)
        session.add(row)
    row.definition, row.changed_at, row.staff_id = definition, moment, session.info.get("staff_id")


def draft_of(session: Session, key: str) -> Draft | None:
    """The draft of a sheet. One that this program cannot read any more counts as none."""
    row = session.scalar(select(EditionDraft).where(EditionDraft.sheet_key == key))
    if row is None:
        return None
    try:
        sheet = sheet_from_dict(row.definition)
    except DefinitionError:
        return None
    staff = session.get(Staff, row.staff_id) if row.staff_id else None
    return Draft(sheet, at_office(session, row.changed_at).date(), staff.name if staff else "")


def drop_draft(session: Session, key: str) -> None:
    """Put the draft of a sheet away."""
    session.execute(delete(EditionDraft).where(EditionDraft.sheet_key == key))


def drafted(session: Session) -> frozenset[str]:
    """The keys of the sheets that somebody is half way through editing."""
    return frozenset(session.scalars(select(EditionDraft.sheet_key).where(EditionDraft.sheet_key.in_(SHEET_KEYS))))
