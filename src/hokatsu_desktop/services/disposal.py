"""廃棄: closed cases whose time is over are removed for good, by two persons; the log, the figures and the 廃棄簿 stay true.

What is removed is also taken out of the change log (`emptied_links`); the file is then written anew (`store/disposal.py`).
It cannot be undone.
"""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Attachment,
    AttachmentContent,
    Attendance,
    Base,
    Case,
    ChangeEntry,
    Disposal,
    DisposedCase,
    HandoutCopy,
    KeptFigure,
    Meeting,
    MeetingCase,
    Person,
    ScreenState,
    Staff,
)
from hokatsu_desktop.services.acts import Change, act, plain
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.emptied_links import Life, Row, empty_links, lives_of
from hokatsu_desktop.services.figures.figure import Figure
from hokatsu_desktop.services.figures.kept import difference
from hokatsu_desktop.services.figures.yearly import GROUPS, counted, years_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.retention import Kept, candidates
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct, checked_approval, write_down_approval
from hokatsu_desktop.services.sight import as_name, look_again, people_of, unveiled
from hokatsu_desktop.services.trash import forget

NOT_NOW = (
    "廃棄できるのは、終結していて、保存年限が過ぎ、保留されていないケースだけです。"
    "廃棄候補の一覧を開きなおして、選び直してください。まだ何も変わっていません。"
)
_MEETING_WORDS = ("aim_text", "goal", "goal_carried", "whiteboard")
Counted = dict[tuple[int, str], list[Figure]]


def dispose(session: Session, case_ids: Collection[int], approval: Approval | None) -> Disposal:
    """Remove these cases with all that hangs on them. Raises Refusal without a second person, or for a case that must stay.

    People and households that are in other cases as well stay, and meetings stay with what they say of other cases.
    """
    agreed = checked_approval(session, approval, TwoPersonAct.DISPOSAL)
    chosen = _chosen(session, case_ids)
    with unveiled(session):
        before = _all_figures(session)
        sequence = session.scalar(select(func.max(ChangeEntry.id))) or 0
        firsts = {one.case_id: _first_link(session, one.case_id) for one in chosen}
        names = _names_of(session, [one.case_id for one in chosen])
        with act(session, "dispose", "保存年限の過ぎた記録を廃棄する") as current:
            write_down_approval(session, agreed, TwoPersonAct.DISPOSAL)
            for one in chosen:
                forget(session, session.get_one(Case, one.case_id))
            scrubbed = _scrub_meetings(session, names, current.changes)
            removed = [row for row, change in current.changes.items() if change.after is None]
        _forget_unsent(session, case_ids)
        gone = lives_of(session, removed, scrubbed)
        _remove_loose_contents(session, gone)
        emptied = empty_links(session, {link for life in gone for link in life.links})
        with act(session, "write_down_disposal", "廃棄したことを書きとめる") as current:
            for row in scrubbed:
                current.changes[row] = Change(None, _whole(session, row))  # stated anew: the links before it are empty
            disposal = _write_down(session, chosen, firsts, agreed, sequence, emptied)
            _keep_figures(session, disposal, before)
            session.flush()
    look_again(session)
    return disposal


def rewritten(session: Session, disposal_ids: Collection[int]) -> None:
    """Note that the file was written anew after these disposals."""
    with act(session, "note_rewriting", "廃棄のあと、台帳のファイルを書き直す"):
        for one in session.scalars(select(Disposal).where(Disposal.id.in_(disposal_ids))):
            one.rewritten_on = today(session)
        session.flush()


def not_rewritten(session: Session) -> list[int]:
    """The disposals after which the file was not written anew yet."""
    return list(session.scalars(select(Disposal.id).where(Disposal.rewritten_on.is_(None))))


def disposals(session: Session) -> list[Disposal]:
    """All disposals, the newest first."""
    return list(session.scalars(select(Disposal).order_by(Disposal.id.desc())))


def _chosen(session: Session, case_ids: Collection[int]) -> list[Kept]:
    wanted = set(case_ids)
    chosen = [one for one in candidates(session) if one.case_id in wanted]
    if not wanted or {one.case_id for one in chosen} != wanted:
        raise Refusal(NOT_NOW)
    return chosen


def _all_figures(session: Session) -> Counted:
    """Every figure of every year there is, as it is told now."""
    return {(year, group.key): counted(session, group, year) for year in years_there(session) for group in GROUPS}


def _keep_figures(session: Session, disposal: Disposal, before: Counted) -> None:
    groups = {group.key: group for group in GROUPS}
    for (year, key), told in before.items():
        places = {one.key: place for place, one in enumerate(told)}
        for less in difference(told, counted(session, groups[key], year)):
            session.add(
                KeptFigure(
                    disposal_id=disposal.id,
                    year=year,
                    group=key,
                    key=less.key,
                    position=places[less.key],
                    label=less.label,
                    part_of=less.part_of,
                    months=list(less.months),
                    of_year=less.year,
                    quarters=list(less.quarters),
                )
            )
    session.flush()


def _first_link(session: Session, case_id: int) -> int:
    """The first link about a case: copies of the store from then on hold it."""
    about = (ChangeEntry.table_name == Case.__tablename__, ChangeEntry.row_id == case_id, ChangeEntry.digest == "")
    return session.scalar(select(func.min(ChangeEntry.id)).where(*about)) or 0


def _names_of(session: Session, case_ids: Sequence[int]) -> frozenset[str]:
    """How the people of these cases may be written on a seat at a meeting."""
    people = select(Person).where(Person.id.in_(people_of(Case.id.in_(case_ids))))
    return frozenset(as_name(name) for one in session.scalars(people) for name in (one.name, one.called) if name)


def _scrub_meetings(session: Session, names: frozenset[str], changes: dict[Row, Change]) -> list[Row]:
    """Meetings that lost a case: nobody of it stands on a seat any more, and where no case is left its words go too."""
    lost = {
        int(change.before["meeting_id"])
        for (table, _row_id), change in changes.items()
        if table == MeetingCase.__tablename__ and change.after is None and change.before is not None
    }
    touched: list[Base] = []
    for meeting in session.scalars(select(Meeting).where(Meeting.id.in_(lost))):
        seats = session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id)).all()
        named = [seat for seat in seats if as_name(seat.name) in names]
        copies = session.scalars(
            select(HandoutCopy).where(HandoutCopy.attendance_id.in_([seat.id for seat in named]))
        ).all()
        for seat in named:
            seat.name = ""
        for copy in copies:
            copy.holder = ""
        touched += [*named, *copies]
        if session.scalar(select(MeetingCase.id).where(MeetingCase.meeting_id == meeting.id)) is None:
            for word in _MEETING_WORDS:
                setattr(meeting, word, "")
            touched.append(meeting)
    session.flush()
    return [(one.__tablename__, int(getattr(one, "id"))) for one in touched]  # noqa: B009  every class has an id


def _whole(session: Session, row: Row) -> dict[str, object]:
    table = Base.metadata.tables[row[0]]
    values = session.execute(select(table).where(table.c.id == row[1])).mappings().one()
    return {key: plain(value) for key, value in values.items()}


def _forget_unsent(session: Session, case_ids: Collection[int]) -> None:
    """What somebody began to write about these cases and never sent, and that they were last looking at one of them."""
    ids = {str(case_id) for case_id in case_ids}
    for state in session.scalars(select(ScreenState)):
        state.unsent = {place: words for place, words in state.unsent.items() if not ids & set(place.split())}
        if str(state.place.get("case_id")) in ids:
            state.place = {}
    session.flush()


def _remove_loose_contents(session: Session, gone: Iterable[Life]) -> None:
    """The bytes of papers that were taken away before: they stay for undo, which ends here."""
    ids = {
        life.last["content_id"]
        for life in gone
        if life.row[0] == Attachment.__tablename__ and life.last is not None and life.last.get("content_id")
    }
    used = set(session.scalars(select(Attachment.content_id).where(Attachment.content_id.in_(ids))))
    for content in session.scalars(select(AttachmentContent).where(AttachmentContent.id.in_(ids - used))):
        session.delete(content)
    session.flush()


def _write_down(
    session: Session,
    chosen: Sequence[Kept],
    firsts: dict[int, int],
    approval: Approval,
    sequence: int,
    emptied: int,
) -> Disposal:
    maker = session.get(Staff, session.info.get("staff_id"))
    disposal = Disposal(
        disposed_on=today(session),
        made_by=maker.name if maker is not None else "",
        agreed_by=approval.approver_words,
        sequence=sequence,
        emptied=emptied,
    )
    session.add(disposal)
    session.flush()
    for one in chosen:
        session.add(
            DisposedCase(
                disposal_id=disposal.id,
                number=one.number,
                retention_years=one.years,
                ended_on=one.ended_on,
                starts_on=one.starts_on,
                expired_on=one.expires_on,
                first_link=firsts[one.case_id],
            )
        )
    session.flush()
    return disposal
