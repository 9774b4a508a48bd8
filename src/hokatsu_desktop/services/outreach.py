"""Outreach (アウトリーチ): stages, visits that are notes of the case at the same time, and the next try."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, Note, Outreach, OutreachStep, OutreachVisit, Task, TaskOrigin
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.notes import NO_CONTACT
from hokatsu_desktop.services.row_matching import ID, matched
from hokatsu_desktop.services.row_values import day_text
from hokatsu_desktop.services.tasks import keep_task, split_due
from hokatsu_desktop.sheets.answers import Row

MET, FAMILY, LETTER, ABSENT, DECLINED = "met", "family", "letter", "absent", "declined"  # list visit_met
NOBODY_SPOKE = frozenset({LETTER, ABSENT})
UNMET = NOBODY_SPOKE | {DECLINED}
VISITED, NOT_MET = "home_visit", "not_met"  # list contact_mode
SPOKE_WITH = {MET: ["self"], FAMILY: ["family"]}  # list contact_with
Visited = tuple[OutreachVisit, Note]


def outreach_of(session: Session, case_id: int) -> Outreach | None:
    """The outreach to a household, if it has begun."""
    return session.scalar(select(Outreach).where(Outreach.case_id == case_id))


def begun_outreach(session: Session, case_id: int) -> Outreach:
    """The outreach to a household, begun today if it had not."""
    outreach = outreach_of(session, case_id)
    if outreach is None:
        outreach = Outreach(case_id=case_id, began_on=today(session))
        session.add(outreach)
        session.flush()
    return outreach


def save_outreach(session: Session, case_id: int, **values: Any) -> Outreach:
    """Keep where the outreach led and when it ended, by attribute name."""
    still_there(session, Case, case_id)
    with act(session, "save_outreach", "アウトリーチを書く"):
        outreach = begun_outreach(session, case_id)
        for name, value in values.items():
            setattr(outreach, name, value)
    return outreach


# Stages


def steps_of(session: Session, case_id: int) -> Sequence[OutreachStep]:
    """The stages that were reached, in their order."""
    query = select(OutreachStep).where(OutreachStep.case_id == case_id)
    return session.scalars(query.order_by(OutreachStep.position, OutreachStep.id)).all()


def follow_steps(session: Session, case_id: int) -> None:
    """The stage of now is the last one reached; the first day reached is when the outreach began."""
    told = [step for step in steps_of(session, case_id) if step.stage]
    if not told:
        if outreach := outreach_of(session, case_id):
            outreach.stage = ""
        return
    outreach = begun_outreach(session, case_id)
    outreach.stage = told[-1].stage
    days = [day for step in told if (day := split_due(step.reached)[0]) is not None and day != date.min]
    outreach.began_on = min([outreach.began_on, *days])


def follow_stage(session: Session, outreach: Outreach) -> None:
    """A stage ticked on the sheet is a step of today; ticking another one the same day changes that step."""
    steps = steps_of(session, outreach.case_id)
    last = steps[-1] if steps else None
    if not outreach.stage or (last is not None and last.stage == outreach.stage):
        return
    on = day_text(today(session))
    if last is not None and last.reached == on and not last.why:
        last.stage = outreach.stage
        return
    session.add(OutreachStep(case_id=outreach.case_id, position=len(steps), stage=outreach.stage, reached=on))


# Visits


def visits_of(session: Session, case_id: int) -> list[Visited]:
    """The visits with their notes, as they were put."""
    rows = session.execute(
        select(OutreachVisit, Note)
        .join(Note, Note.id == OutreachVisit.note_id)
        .where(OutreachVisit.case_id == case_id)
        .order_by(OutreachVisit.position, OutreachVisit.id)
    )
    return [(visit, note) for visit, note in rows]


def in_order(visits: Sequence[Visited]) -> list[Visited]:
    """Visits in the order of time."""
    return sorted(visits, key=lambda pair: (pair[1].happened_on, pair[0].position, pair[0].id))


def visit_rows(session: Session, case_id: int, *, as_put: bool = False) -> list[Row]:
    """The visits as rows in the order of time, or as they were put while somebody types in them."""
    visits = visits_of(session, case_id)
    return [
        {
            ID: str(visit.id),
            "day": shown_day(visit, note),
            "who": note.actor,
            "met": visit.met,
            "noticed": note.facts,
            "next_on": visit.next_on,
            "next_what": visit.next_what,
        }
        for visit, note in (visits if as_put else in_order(visits))
    ]


def shown_day(visit: OutreachVisit, note: Note) -> str:
    """The day as it was typed, unless it was changed in the note since."""
    day, words = split_due(visit.day)
    return visit.day if words or day == note.happened_on else day_text(note.happened_on)


def save_visits(session: Session, case_id: int, rows: Sequence[Row]) -> None:
    """Make the visits equal to `rows`: each is a note of the case too, and its next try something to do."""
    case = still_there(session, Case, case_id)
    with act(session, "save_visits", "訪問を書く"):
        write_visits(session, case, rows)


def write_visits(session: Session, case: Case, rows: Sequence[Row]) -> None:
    """Write visits within an act."""
    if rows:
        begun_outreach(session, case.id)
    pairs = {str(visit.id): (visit, note) for visit, note in visits_of(session, case.id)}
    for position, (row, known) in enumerate(zip(rows, matched(rows, pairs), strict=True)):
        visit, note = known or new_visit(session, case)
        pairs.pop(str(visit.id), None)
        put_visit(session, case, visit, note, row)
        visit.position = position
    for visit, note in pairs.values():
        drop_visit(session, visit, note)
    session.flush()
    follow_visits(session, case)


def new_visit(session: Session, case: Case) -> Visited:
    """An empty visit of today with its note."""
    note = Note(
        case_id=case.id,
        happened_on=today(session),
        staff_id=session.info.get("staff_id"),
        business="outreach",
        mode=VISITED,
    )
    session.add(note)
    session.flush()
    visit = OutreachVisit(case_id=case.id, note_id=note.id, day=day_text(note.happened_on))
    session.add(visit)
    session.flush()
    return visit, note


def put_visit(session: Session, case: Case, visit: OutreachVisit, note: Note, row: Row) -> None:
    """Write a row to a visit and its note; what the row does not name stays."""
    was_on = note.happened_on
    for name in ("met", "next_on", "next_what"):
        setattr(visit, name, row.get(name, getattr(visit, name)))
    if row.get("day"):
        visit.day = row["day"]
        note.happened_on = split_due(visit.day)[0] or note.happened_on
    note.actor = row.get("who", note.actor)
    note.facts = row.get("noticed", note.facts)
    if visit.met:
        note.mode = NOT_MET if visit.met in NOBODY_SPOKE else VISITED
        if not visit.taken_over:
            note.contact_with = list(SPOKE_WITH.get(visit.met, []))
    session.flush()
    move_last_contact(session, case, note, was_on)


def move_last_contact(session: Session, case: Case, note: Note, was_on: date) -> None:
    """The last contact follows a note, also back again when its day or its kind was put right."""
    counts = note.mode not in NO_CONTACT
    if counts and (case.last_contact_on is None or case.last_contact_on < note.happened_on):
        case.last_contact_on = note.happened_on
    elif case.last_contact_on == was_on and (not counts or note.happened_on != was_on):
        case.last_contact_on = session.scalar(
            select(func.max(Note.happened_on)).where(
                Note.case_id == case.id, Note.is_draft.is_(False), Note.mode.not_in(NO_CONTACT)
            )
        )


def drop_visit(session: Session, visit: OutreachVisit, note: Note) -> None:
    """Take a visit away, and its note unless that holds more than the visit wrote."""
    keep_task(session, TaskOrigin.VISIT, visit.id, case_id=visit.case_id, who="", what="", due="")
    more = visit.taken_over or note.own_words or note.third_party or note.staff_view or note.small_change
    session.delete(visit)
    session.flush()
    if not more:
        session.delete(note)


def follow_visits(session: Session, case: Case) -> None:
    """The next try of the newest visit is something to do, also the case's next date; earlier ones are done."""
    earlier = {(task.due_on, task.what) for task in tries_of(session, case.id)}
    visits = in_order(visits_of(session, case.id))
    for place, (visit, note) in enumerate(visits[:-1]):
        for task in tries_of(session, case.id, visit.id):
            task.done_on = task.done_on or max(note.happened_on, visits[place + 1][1].happened_on)
    if visits:
        visit, note = visits[-1]
        what = next_try(visit)
        keep_task(session, TaskOrigin.VISIT, visit.id, case_id=case.id, who=note.actor, what=what, due=visit.next_on)
        session.flush()
    follow_next_date(session, case, earlier)


def next_try(visit: OutreachVisit) -> str:
    """What is tried next, in words; empty when nothing is planned."""
    if not (visit.next_on or visit.next_what.strip()):
        return ""
    return f"訪問：{' '.join(visit.next_what.split())}" if visit.next_what.strip() else "訪問する"


def follow_next_date(session: Session, case: Case, earlier: set[tuple[date | None, str]]) -> None:
    """The case's next date moves with the try it stood for, and comes forward to an earlier one."""
    planned = next((task for task in tries_of(session, case.id) if task.done_on is None and task.due_on), None)
    day = planned.due_on if planned else None
    if (case.next_on, case.next_what) in earlier:
        case.next_on, case.next_what = day, planned.what if planned else ""
    elif planned and day and case.is_open and (case.next_on is None or day < case.next_on):
        case.next_on, case.next_what = day, planned.what


def tries_of(session: Session, case_id: int, visit_id: int | None = None) -> Sequence[Task]:
    """The things to do that came from the visits of a case, or from one of them."""
    query = select(Task).where(Task.case_id == case_id, Task.origin == TaskOrigin.VISIT)
    if visit_id is not None:
        query = query.where(Task.origin_id == visit_id)
    return session.scalars(query.order_by(Task.id)).all()


# Notes that were written first


def notes_to_take_over(session: Session, case_id: int) -> Sequence[Note]:
    """The finished notes of visits that are not among the visits yet, the earliest first."""
    taken = select(OutreachVisit.id).where(OutreachVisit.note_id == Note.id).exists()
    query = select(Note).where(Note.case_id == case_id, Note.is_draft.is_(False), Note.mode.in_((VISITED, NOT_MET)))
    return session.scalars(query.where(~taken).order_by(Note.happened_on, Note.id)).all()


def take_over_notes(session: Session, case_id: int) -> int:
    """Put the notes of visits among the visits; gives how many. The notes stay as they are."""
    still_there(session, Case, case_id)
    notes = notes_to_take_over(session, case_id)
    if not notes:
        return 0
    with act(session, "take_over_notes", "経過から訪問を取りこむ"):
        outreach = begun_outreach(session, case_id)
        outreach.began_on = min(outreach.began_on, notes[0].happened_on)
        first = len(visits_of(session, case_id))
        for position, note in enumerate(notes, first):
            session.add(
                OutreachVisit(
                    case_id=case_id,
                    note_id=note.id,
                    position=position,
                    day=day_text(note.happened_on),
                    met=met_told_by(note),
                    taken_over=True,
                )
            )
        session.flush()
    return len(notes)


def met_told_by(note: Note) -> str:
    """Who was met, as far as a note tells it."""
    if note.mode == NOT_MET:
        return ABSENT
    return next((met for met, partners in SPOKE_WITH.items() if set(partners) & set(note.contact_with)), "")


# In words


def visit_words(visits: Sequence[Visited]) -> str:
    """How often somebody went and was met, in plain words; never a score."""
    if not visits:
        return "まだ訪ねた記録はありません。手紙を置いた日も、会えなかった日も、一行で書けます。"
    met = [note.happened_on for visit, note in visits if visit.met == MET]
    family = sum(visit.met == FAMILY for visit, _ in visits)
    words = [
        f"{len(visits)}回のうち{len(met)}回、本人に会えました。前に会えたのは{short(max(met))}です。"
        if met
        else f"{len(visits)}回訪ねました。本人には、まだ会えていません。"
    ]
    if family:
        words.append(f"家族に会えたのは{family}回です。")
    return "".join(words)
