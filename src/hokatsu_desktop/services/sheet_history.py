"""What stood on a sheet before (前の書き方), and what was added after it was finished, read from the change log."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import inspect, select, tuple_
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Base, ChangeEntry, Consent, ConsentState, FilledSheet, Staff
from hokatsu_desktop.services.acts import restored, row_values, values_of
from hokatsu_desktop.services.clock import at_office
from hokatsu_desktop.services.filled_sheets import filled_sheet
from hokatsu_desktop.services.sheets import open_sheet, subjects_of
from hokatsu_desktop.sheets.answers import Answers, as_rows, as_text, is_filled
from hokatsu_desktop.sheets.binding import read_bound
from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet
from hokatsu_desktop.sheets.wording import YES_NO, cell_words, date_spellings, ticks_of

SITTING = timedelta(minutes=30)  # what one person wrote without a longer pause is shown as one
_SHARED = frozenset({"office", "staff"})  # records whose changes are not writing on this sheet

RowName = tuple[str, int]
States = dict[RowName, dict[str, Any] | None]


@dataclass(frozen=True)
class Rewritten:
    """One blank before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Writing:
    """What one person wrote on the sheet in one sitting."""

    at: datetime  # by the office's clock, when the sitting ended
    by: str
    blanks: tuple[Rewritten, ...]


@dataclass(frozen=True)
class _Sitting:
    """The links of one sitting, newest first, with the answers before and after it."""

    entries: tuple[ChangeEntry, ...]
    before: Answers
    after: Answers


def writings_of(session: Session, key: str, subject_id: int) -> list[Writing]:
    """Who wrote what on a sheet, newest first. Rows of tables that are records of their own are not followed."""
    sheet = open_sheet(session, key, subject_id).sheet
    found = []
    for sitting in _sittings(session, sheet, subject_id, after=0):
        blanks = tuple(_differences(sheet, sitting.before, sitting.after))
        if blanks:
            newest = sitting.entries[0]
            staff = session.get(Staff, newest.staff_id) if newest.staff_id else None
            found.append(Writing(at_office(session, newest.happened_at), staff.name if staff else "", blanks))
    return found


def with_additions(session: Session, key: str, subject_id: int) -> tuple[Answers, tuple[str, ...]]:
    """The answers with 「（R7.5.1 追記）」 before what was added after the sheet was finished.

    Blanks that cannot hold the mark are named with the day instead: 「R7.5.1「同意の状態」」. Raises Gone.
    """
    opened = open_sheet(session, key, subject_id)
    answers, named = dict(opened.answers), []
    finished = _finished_at(session, filled_sheet(session, key, subject_id))
    if finished is None:
        return answers, ()
    marked: dict[str, str] = {}
    for sitting in reversed(list(_sittings(session, opened.sheet, subject_id, after=finished))):
        day = short(at_office(session, sitting.entries[0].happened_at).date())
        for blank in _changed(opened.sheet, sitting.before, sitting.after):
            if blank.kind in (Kind.TEXT, Kind.LINES):
                old, new = as_text(sitting.before.get(blank.key)), as_text(sitting.after.get(blank.key))
                marked[blank.key] = _marked(marked.get(blank.key, old), old, new, day)
            else:
                named.append(f"{day}「{blank.label}」")
    return answers | marked, tuple(dict.fromkeys(named))


def _marked(marked: str, old: str, new: str, day: str) -> str:
    """A text with the mark of a day before what that day added, or behind it when it was written anew."""
    if new.startswith(old):
        added = new[len(old) :]
        new_line = "\n" if added.startswith("\n") and marked else ""
        return f"{marked}{new_line}（{day} 追記）{added.lstrip()}"
    return f"{new}（{day} 書き直し）" if new else ""


def words_of(sheet: Sheet, blank: Blank, answers: Answers) -> str:
    """An answer in words, on as few lines as it needs."""
    answer = answers.get(blank.key)
    match blank.kind:
        case Kind.TEXT | Kind.LINES | Kind.NUMBER:
            return as_text(answer)
        case Kind.DATE:
            return date_spellings(as_text(answer))[0]
        case Kind.YES_NO:
            return dict(YES_NO).get(as_text(answer), as_text(answer))
        case Kind.CHOICE | Kind.CHOICES | Kind.MARKS:
            ticks = ticks_of(blank, answers, sheet.choice_list(blank.list))
            return "、".join(option.label for option in ticks.options if option.is_ticked)
        case Kind.ROWS | Kind.PEOPLE:
            rows = as_rows(answer)
            lines = (filter(None, (cell_words(one, row, sheet.choice_list) for one in blank.columns)) for row in rows)
            return "\n".join("　".join(line) for line in lines)
        case Kind.DRAWING | Kind.SIGN | Kind.WORDS:
            return ""
        case _:
            raise ValueError(blank.kind)


def _differences(sheet: Sheet, before: Answers, after: Answers) -> Iterator[Rewritten]:
    for blank in _changed(sheet, before, after):
        yield Rewritten(blank.label, words_of(sheet, blank, before), words_of(sheet, blank, after))


def _changed(sheet: Sheet, before: Answers, after: Answers) -> Iterator[Blank]:
    """The blanks that say something else than before, from the top of the sheet."""
    for blank in sheet.blanks:
        filled = is_filled(blank, before.get(blank.key)) or is_filled(blank, after.get(blank.key))
        if filled and not blank.shown_only and words_of(sheet, blank, before) != words_of(sheet, blank, after):
            yield blank


def _sittings(session: Session, sheet: Sheet, subject_id: int, *, after: int) -> Iterator[_Sitting]:
    """The sittings since a link of the log, newest first, each with the answers on both sides of it."""
    subjects = {
        root: record
        for root, record in subjects_of(session, sheet.subject, subject_id).items()
        if root not in _SHARED and isinstance(record, Base)
    }
    filled = filled_sheet(session, sheet.key, subject_id)
    records = [*subjects.values(), *([filled] if filled is not None else [])]
    states: States = {_name_of(record): _columns(record) for record in records}
    names = {root: _name_of(record) for root, record in subjects.items()}
    own = _name_of(filled) if filled is not None else None
    entries = session.scalars(
        select(ChangeEntry)
        .where(tuple_(ChangeEntry.table_name, ChangeEntry.row_id).in_(list(states)), ChangeEntry.id > after)
        .order_by(ChangeEntry.id.desc())
    ).all()
    later = _answers(sheet, states, names, own)
    for group in _grouped(entries):
        for entry in group:
            _step_back(states, entry)
        earlier = _answers(sheet, states, names, own)
        yield _Sitting(tuple(group), earlier, later)
        later = earlier


def _grouped(entries: Sequence[ChangeEntry]) -> Iterator[list[ChangeEntry]]:
    """Links of one person without a long pause between them."""
    group: list[ChangeEntry] = []
    for entry in entries:
        together = group and (
            group[-1].staff_id == entry.staff_id and group[-1].happened_at - entry.happened_at <= SITTING
        )
        if group and not together:
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _step_back(states: States, entry: ChangeEntry) -> None:
    """Put one row back as it was before a link of the log."""
    name = (entry.table_name, entry.row_id or 0)
    current = states[name]
    if entry.before is None:
        states[name] = None
    elif current is None:
        states[name] = dict(entry.before)
    else:
        states[name] = {**current, **{key: restored(current.get(key), value) for key, value in entry.before.items()}}


def _answers(sheet: Sheet, states: States, names: Mapping[str, RowName], own: RowName | None) -> Answers:
    """The answers as they stood when the rows were so."""
    kept = (states[own] or {}).get("answers", {}) if own is not None else {}
    shadows = {root: _shadow(name, state) for root, name in names.items() if (state := states[name]) is not None}
    known = frozenset(shadows)
    blanks = tuple(blank for blank in sheet.blanks if blank.bind.split(".")[0] in known and not blank.shown_only)
    return {**kept, **read_bound(_only(sheet, blanks), shadows)}


def _only(sheet: Sheet, blanks: tuple[Blank, ...]) -> Any:
    """As much of a sheet as is asked about its blanks."""
    return SimpleNamespace(key=sheet.key, blanks=blanks)


def _shadow(name: RowName, state: Mapping[str, Any]) -> SimpleNamespace:
    """A record as it was, to read answers from."""
    values = row_values(name[0], state)
    if name[0] == Consent.__tablename__ and values.get("state") == ConsentState.UNCONFIRMED:
        values |= {"give": None, "take": None}  # nobody had asked yet
    return SimpleNamespace(**values)


def _name_of(record: Base) -> RowName:
    return record.__tablename__, int(getattr(record, "id"))  # noqa: B009  every logged class has an id


def _columns(record: Base) -> dict[str, Any]:
    return values_of(inspect(record), old=False)


def _finished_at(session: Session, filled: FilledSheet | None) -> int | None:
    """The sequence of the link by which the sheet was finished last; None while it is not finished."""
    if filled is None or filled.finished_on is None:
        return None
    entries = session.scalars(
        select(ChangeEntry)
        .where(ChangeEntry.table_name == FilledSheet.__tablename__, ChangeEntry.row_id == filled.id)
        .order_by(ChangeEntry.id.desc())
    )
    return next((entry.id for entry in entries if (entry.after or {}).get("finished_on")), None)


def has_additions(session: Session, key: str, subject_id: int) -> bool:
    """Whether something was written after the sheet was finished."""
    finished = _finished_at(session, filled_sheet(session, key, subject_id))
    if finished is None:
        return False
    sheet = open_sheet(session, key, subject_id).sheet
    return any(
        any(_changed(sheet, one.before, one.after)) for one in _sittings(session, sheet, subject_id, after=finished)
    )
