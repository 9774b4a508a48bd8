"""Writing notes (経過): a draft from the first character, finished by Ctrl+Enter."""

from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Note
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import now, today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal

TEXTS = ("facts", "own_words", "third_party", "staff_view", "small_change")
NO_CONTACT = frozenset(
    {"not_met", "internal_meeting", "agency_inquiry"}
)  # modes that are no contact with the household


def begin_note(session: Session, case_id: int) -> Note:
    """A new note, dated now, as a draft. Raises Gone when the making of the case was taken back."""
    still_there(session, Case, case_id)
    moment = now(session)
    with act(session, "begin_note", "経過を書きはじめる"):
        note = Note(
            case_id=case_id,
            happened_on=moment.date(),
            begins_at=time(moment.hour, moment.minute),
            staff_id=session.info.get("staff_id"),
            business="multi_agency",
            is_draft=True,
        )
        session.add(note)
        session.flush()
    return note


def save_note(session: Session, note_id: int, **values: Any) -> Note:
    """Change a note, by attribute name; earlier wordings stay in the change log."""
    note = still_there(session, Note, note_id)
    with act(session, "save_note", "経過を書く"):
        for name, value in values.items():
            setattr(note, name, value)
    return note


def finish_note(session: Session, note_id: int) -> Note:
    """Finish a note: it counts, and the case's last contact moves on. Raises Refusal when nothing is written."""
    note = still_there(session, Note, note_id)
    if not any(getattr(note, name).strip() for name in TEXTS):
        raise Refusal("内容がまだ書かれていません。ひとことで大丈夫なので、書いてください。")
    case = still_there(session, Case, note.case_id)
    with act(session, "write_note", "経過を書く"):
        note.is_draft = False
        note.is_small_change = note.is_small_change or bool(note.small_change.strip())
        if note.mode not in NO_CONTACT and (case.last_contact_on is None or case.last_contact_on < note.happened_on):
            case.last_contact_on = note.happened_on
        session.flush()
    return note


def draft_of(session: Session, case_id: int) -> Note | None:
    """The newest note of a case that this member of staff began and did not finish."""
    mine = Note.staff_id == session.info.get("staff_id")
    query = select(Note).where(Note.case_id == case_id, Note.is_draft.is_(True), mine)
    return session.scalar(query.order_by(Note.id.desc()).limit(1))


def drop_empty_draft(session: Session, note_id: int) -> bool:
    """Take away a draft in which nothing stands any more; False if it holds words or is finished."""
    note = session.get(Note, note_id)
    if note is None or not note.is_draft or any(getattr(note, name).strip() for name in (*TEXTS, "partner")):
        return False
    with act(session, "drop_empty_draft", "書きかけの経過を消す"):
        session.delete(note)
    return True


def write_note(session: Session, case_id: int, *, on: date | None = None, **values: Any) -> Note:
    """Begin, fill and finish a note in one act."""
    with act(session, "write_note", "経過を書く"):
        note = begin_note(session, case_id)
        save_note(session, note.id, happened_on=on or today(session), **values)
        return finish_note(session, note.id)


def notes_of(session: Session, case_id: int, *, most: int = 500) -> list[Note]:
    """The notes of a case, newest first."""
    return list(
        session.scalars(
            select(Note)
            .where(Note.case_id == case_id)
            .order_by(Note.happened_on.desc(), Note.begins_at.desc(), Note.id.desc())
            .limit(most)
        )
    )


def small_changes(session: Session, case_id: int, *, since: date | None = None) -> list[Note]:
    """The notes marked as small changes, newest first; they open the next meeting."""
    query = select(Note).where(Note.case_id == case_id, Note.is_small_change.is_(True), Note.is_draft.is_(False))
    if since is not None:
        query = query.where(Note.happened_on >= since)
    return list(session.scalars(query.order_by(Note.happened_on.desc(), Note.id.desc())))
