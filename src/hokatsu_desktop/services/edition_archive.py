"""The editions kept in the store: which one of a sheet is in use, and the shipped one archived once it is used."""

import json
from dataclasses import replace
from enum import StrEnum
from functools import cache, lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import SheetEdition
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.editing_lists import with_lists
from hokatsu_desktop.sheets.load import load_sheet, sheet_from_dict, sheet_to_dict

AS_SHIPPED = "プログラムに付いている標準の様式です。"


class Origin(StrEnum):
    """Where an edition comes from."""

    OFFICE = "office"  # 町で直した
    SHIPPED = "shipped"  # 標準
    IMPORTED = "imported"  # よその町から取り込んだ


def whole_sheet(session: Session, key: str, edition: int | None = None) -> Sheet:
    """A sheet with its hidden blanks, in the edition in use or in the one asked for.

    The program's own sheet is in use until the office makes an edition. Before it is archived it bears the number
    it will be archived under. Raises KeyError for an edition that this store does not have.
    """
    if edition is None:
        return sheet_for_use(session, key)
    row = session.scalar(
        select(SheetEdition).where(SheetEdition.sheet_key == key, SheetEdition.edition == edition).limit(1)
    )
    if row is not None:
        return sheet_of(row)
    standing = sheet_for_use(session, key)
    if standing.edition != edition:
        raise KeyError(f"{key} {edition}")
    return standing


def sheet_for_use(session: Session, key: str) -> Sheet:
    """The sheet that is begun now: the office's newest edition, or the program's sheet if that is the newest."""
    return _sheet_after(newest_edition(session, key), key)


def _sheet_after(row: SheetEdition | None, key: str) -> Sheet:
    """The sheet that is begun now, where this is its newest edition."""
    if row is None:
        return replace(standard_sheet(key), edition=1)
    sheet = sheet_of(row)
    if row.origin == Origin.SHIPPED and not same_paper(sheet, standard_sheet(key)):
        return replace(standard_sheet(key), edition=row.edition + 1)
    return sheet


def newest_edition(session: Session, key: str) -> SheetEdition | None:
    """The edition of a sheet that was made or archived last."""
    return session.scalar(
        select(SheetEdition).where(SheetEdition.sheet_key == key).order_by(SheetEdition.edition.desc()).limit(1)
    )


def archive_shipped(session: Session, key: str) -> None:
    """Keep the program's sheet as an edition, when it is used for the first time; call it within the act.

    From then on a later program cannot change how the sheets filled in under it are printed.
    """
    newest = newest_edition(session, key)
    standing = _sheet_after(newest, key)
    if newest is None or newest.edition < standing.edition:
        keep_edition(session, standing, AS_SHIPPED, Origin.SHIPPED)


def keep_edition(session: Session, sheet: Sheet, why: str, origin: Origin) -> SheetEdition:
    """Write a sheet down as the edition whose number it bears; call it within an act."""
    row = SheetEdition(
        sheet_key=sheet.key,
        edition=sheet.edition,
        definition=sheet_to_dict(with_lists(sheet)),
        why=why,
        made_on=today(session),
        origin=origin,
        staff_id=None if origin == Origin.SHIPPED and why == AS_SHIPPED else session.info.get("staff_id"),
    )
    session.add(row)
    session.flush()
    return row


def sheet_of(row: SheetEdition) -> Sheet:
    """The sheet of a kept edition."""
    return _read(json.dumps(row.definition))


@lru_cache(maxsize=256)
def _read(definition: str) -> Sheet:
    """Read once: a list of all sheets would build thousands of blanks at every change."""
    return sheet_from_dict(json.loads(definition))


def same_paper(one: Sheet, other: Sheet) -> bool:
    """Whether two editions are the same but for their numbers."""
    return with_lists(replace(one, edition=0)) == with_lists(replace(other, edition=0))


@cache
def standard_sheet(key: str) -> Sheet:
    """The program's own sheet with its choice lists written down in it."""
    return with_lists(load_sheet(key))
