"""Editions with their reasons as one file for another town: written, checked when read, and taken over."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import SheetEdition
from hokatsu_desktop.services.acts import act, note_fact
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.edition_archive import Origin, same_paper, sheet_for_use, sheet_of
from hokatsu_desktop.services.editions import add_edition
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.editing import completed
from hokatsu_desktop.sheets.edition_rules import LONGEST_TEXT, edition_faults
from hokatsu_desktop.sheets.load import SHEET_KEYS, sheet_from_dict
from hokatsu_desktop.sheets.reading import DefinitionError

FORMAT = "hokatsu-desktop-editions"
VERSION = 1
LARGEST = 20_000_000  # bytes; twenty editions of every sheet stay far below
MOST_EDITIONS = 1000
DAMAGED = "ファイルが途中で切れているか、こわれています。もう一度書き出してもらってください。"
FOREIGN = "このファイルは、「様式を書き出す」で作ったファイルではありません。"
NEWER = "このファイルは、新しい版のほうかつデスクで作られています。先に、このプログラムを新しくしてください。"
UNKNOWN = "このファイルには、この版のほうかつデスクにない様式や欄があります。先に、プログラムを新しくしてください。"
TOO_LARGE = "ファイルが大きすぎます。「様式を書き出す」で作ったファイルかどうか、確かめてください。"
NOTHING_OWN = "町で直した様式が、まだありません。書き出すものがありません。"
NOTHING_NEW = "このファイルの様式は、もう使われています。変わったところはありません。"


@dataclass(frozen=True)
class OutsideEdition:
    """One edition of another town, as its file tells of it."""

    sheet: Sheet
    number: int
    made_on: date
    why: str


@dataclass(frozen=True)
class EditionsFile:
    """What a file of editions holds, checked."""

    town: str
    editions: tuple[OutsideEdition, ...]

    @property
    def sheets(self) -> tuple[tuple[str, str], ...]:
        """Key and newest title of every sheet in it, in the order of the file."""
        return tuple({edition.sheet.key: edition.sheet.title for edition in self.editions}.items())


def write_editions(session: Session) -> bytes:
    """All editions that are not the program's, of all sheets, as one file. Raises Refusal when there is none."""
    rows = session.scalars(
        select(SheetEdition)
        .where(SheetEdition.origin != Origin.SHIPPED, SheetEdition.sheet_key.in_(SHEET_KEYS))
        .order_by(SheetEdition.sheet_key, SheetEdition.edition)
    ).all()
    if not rows:
        raise Refusal(NOTHING_OWN)
    editions = [
        {"made_on": row.made_on.isoformat(), "why": row.why, "number": row.edition, "definition": row.definition}
        for row in rows
    ]
    file = {
        "format": FORMAT,
        "version": VERSION,
        "town": the_office(session).town,
        "written_on": today(session).isoformat(),
        "sha256": digest(editions),
        "editions": editions,
    }
    return (json.dumps(file, ensure_ascii=False, indent=1) + "\n").encode()


def note_export(session: Session) -> None:
    """Leave the log line of a file that was written."""
    note_fact(session, "export_editions", "様式を書き出す")


def read_editions(content: bytes) -> EditionsFile:
    """What is in a file of editions. Raises Refusal with words for whatever is wrong with it."""
    if len(content) > LARGEST:
        raise Refusal(TOO_LARGE)
    file = parsed(content)
    if file.get("format") != FORMAT:
        raise Refusal(FOREIGN)
    version = file.get("version")
    if type(version) is not int or version < 1:
        raise Refusal(FOREIGN)
    if version > VERSION:
        raise Refusal(NEWER)
    editions = file.get("editions")
    if not isinstance(editions, list) or len(editions) > MOST_EDITIONS or not is_whole(editions, file.get("sha256")):
        raise Refusal(DAMAGED)
    town = file.get("town")
    return EditionsFile(town if isinstance(town, str) else "", tuple(outside_edition(one) for one in editions))


def import_editions(session: Session, file: EditionsFile, keys: Collection[str] | None = None) -> list[str]:
    """Take over the editions of a file, of all sheets or of those named; gives the titles of the sheets changed.

    The newest of each sheet is in use afterwards, the ones before it come along with their reasons. Raises Refusal
    when nothing would change.
    """
    titles: dict[str, str] = {}
    with act(session, "import_editions", "よその町の様式を取り込む"):
        for edition in editions_to_take(session, file, keys):
            day = f"（{short(edition.made_on)}）"
            why = f"{file.town or 'よその町'}の第{edition.number}版{day}を取り込みました。{edition.why}"
            add_edition(session, edition.sheet, why[:LONGEST_TEXT], Origin.IMPORTED)
            titles[edition.sheet.key] = edition.sheet.title
        if not titles:
            raise Refusal(NOTHING_NEW)
    return list(titles.values())


def editions_to_take(session: Session, file: EditionsFile, keys: Collection[str] | None) -> Iterator[OutsideEdition]:
    """The editions that are not here yet; the newest of a sheet also when it was here but is not in use."""
    for key, _title in file.sheets:
        if keys is not None and key not in keys:
            continue
        *older, newest = [edition for edition in file.editions if edition.sheet.key == key]
        if same_paper(newest.sheet, sheet_for_use(session, key)):
            continue
        here = [
            sheet_of(row) for row in session.scalars(select(SheetEdition).where(SheetEdition.sheet_key == key)).all()
        ]
        yield from (edition for edition in older if not any(same_paper(edition.sheet, one) for one in here))
        yield newest


def parsed(content: bytes) -> dict[str, Any]:
    """The JSON object in a file. Raises Refusal."""
    try:
        text = content.decode("utf-8-sig")
        file = json.loads(text)
    except UnicodeDecodeError:
        raise Refusal(FOREIGN) from None
    except (ValueError, RecursionError):
        raise Refusal(DAMAGED if FORMAT in text else FOREIGN) from None
    if not isinstance(file, dict):
        raise Refusal(FOREIGN)
    return file


def is_whole(editions: object, said: object) -> bool:
    """Whether the editions are those that the file was written with."""
    try:
        return digest(editions) == said
    except UnicodeEncodeError:
        return False


def digest(editions: object) -> str:
    """The SHA-256 of the editions in their shortest JSON, in hex: finds damage, proves no author.

    Raises UnicodeEncodeError for half characters.
    """
    text = json.dumps(editions, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def outside_edition(one: object) -> OutsideEdition:
    """One edition of a file, checked against the program's sheet. Raises Refusal."""
    match one:
        case {
            "definition": dict(definition),
            "number": int(number),
            "made_on": str(made_on),
            "why": str(why),
        } if definition.get("key") in SHEET_KEYS:
            try:
                sheet, day = completed(sheet_from_dict(definition)), date.fromisoformat(made_on)
            except (DefinitionError, ValueError, RecursionError):
                raise Refusal(UNKNOWN) from None
        case _:
            raise Refusal(UNKNOWN)
    for fault in edition_faults(sheet):
        raise Refusal(f"「{sheet.title[:30]}」は取り込めません。{fault}")
    return OutsideEdition(replace(sheet, edition=0), number, day, why[:LONGEST_TEXT])
