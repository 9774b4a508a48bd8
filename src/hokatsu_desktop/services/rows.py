"""Rows of a sheet that live in tables of their own: household members, decisions, questions, plan rows and others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, object_session

from hokatsu_desktop.japanese.wareki import PartialDate
from hokatsu_desktop.models import (
    AgendaItem,
    Attendance,
    Base,
    Case,
    CaseAgency,
    CasePerson,
    Companion,
    Decision,
    HouseholdMember,
    Kinship,
    LifeEvent,
    OpenQuestion,
    OutreachStep,
    Part,
    ParticipationDay,
    ParticipationPlace,
    Person,
    PlanRow,
    SeriesMember,
    TaskOrigin,
    TrainingGuest,
)
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.members import members_of, shown_age
from hokatsu_desktop.services.outreach import follow_steps, visit_rows, write_visits
from hokatsu_desktop.services.row_matching import ID, matched
from hokatsu_desktop.services.survey_rows import visit_rows as survey_rows
from hokatsu_desktop.services.survey_rows import write_visits as write_survey
from hokatsu_desktop.services.tasks import keep_task
from hokatsu_desktop.services.timeline import timeline_rows

Row = dict[str, str]
MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True)
class RowTable:
    """How the rows of one blank are kept: the class, its owner, and the plain text columns."""

    made_of: type[Any]
    owner: InstrumentedAttribute[Any]
    columns: tuple[str, ...]


TABLES: Mapping[str, RowTable] = {
    "meeting.agenda": RowTable(AgendaItem, AgendaItem.meeting_id, ("title", "minutes")),
    "meeting.attendances": RowTable(Attendance, Attendance.meeting_id, ("agency_name", "post", "name")),
    "meeting_case.decisions": RowTable(
        Decision, Decision.meeting_case_id, ("who", "what", "due", "contact", "result", "role", "no_role_reason")
    ),
    "meeting_case.open_questions": RowTable(
        OpenQuestion, OpenQuestion.meeting_case_id, ("what", "finder", "due", "found")
    ),
    "series.members": RowTable(
        SeriesMember,
        SeriesMember.series_id,
        ("agency_name", "post", "name", "seat", "role", "since", "until", "pledged_on"),
    ),
    "training.guests": RowTable(TrainingGuest, TrainingGuest.training_id, ("agency_name", "name", "came_as")),
    "plan.rows": RowTable(PlanRow, PlanRow.plan_id, ("who", "what", "due", "how", "check", "result")),
    "case.open_questions": RowTable(OpenQuestion, OpenQuestion.case_id, ("what", "finder", "due", "found")),
    "case.agencies": RowTable(CaseAgency, CaseAgency.case_id, ("agency_name", "contact_name", "what")),
    "case.companions": RowTable(Companion, Companion.case_id, ("who", "how", "since", "until")),
    "case.outreach_steps": RowTable(OutreachStep, OutreachStep.case_id, ("stage", "reached", "why")),
    "case.participation_places": RowTable(
        ParticipationPlace,
        ParticipationPlace.case_id,
        (
            "place",
            "what",
            "how_often",
            "since",
            "state",
            "arranged",
            "goes_along",
            "settled",
            "follow_on",
            "ended",
            "ended_why",
        ),
    ),
    "case.participation_days": RowTable(
        ParticipationDay, ParticipationDay.case_id, ("day", "place", "how", "next_what")
    ),
    "case.life_events": RowTable(
        LifeEvent, LifeEvent.case_id, ("happened", "what", "own_view", "source", "learned_on")
    ),
}

FOLLOWED = (Decision, PlanRow, OpenQuestion, ParticipationPlace)
"""Rows that something to do comes from."""


def read_rows(session: Session, bind: str, subjects: Mapping[str, Any]) -> list[Row]:
    """The rows behind a row blank that can be written, each with its id under "_id". Raises KeyError for others."""
    if bind == "household.members":
        return read_members(session, subjects["case"])
    if bind == "case.life_events":
        return timeline_rows(session, subjects["case"].id)
    if bind == "case.outreach_visits":
        return visit_rows(session, subjects["case"].id)
    if bind == "survey.visits":
        return survey_rows(session, subjects["survey"].id)
    table = TABLES[bind]
    return [
        {ID: str(one.id), **{name: text_of(getattr(one, name)) for name in table.columns}}
        for one in owned(session, table, subjects[bind.split(".", maxsplit=1)[0]].id)
    ]


def write_rows(session: Session, bind: str, rows: Sequence[Row], subjects: Mapping[str, Any]) -> None:
    """Make the rows behind a blank equal to `rows`, in this order; rows that are gone are removed.

    Rows that are only shown stay as they are.
    """
    if bind == "household.members":
        write_members(session, rows, subjects["case"])
        return
    if bind == "case.outreach_visits":
        write_visits(session, subjects["case"], rows)
        return
    if bind == "survey.visits":
        write_survey(session, subjects["survey"].id, rows)
        return
    if bind not in TABLES:
        return  # shown from the records they stand for, never written from a sheet
    table = TABLES[bind]
    owner = subjects[bind.split(".", maxsplit=1)[0]]
    known = {str(one.id): one for one in owned(session, table, owner.id)}
    for row, one in zip(rows, matched(rows, known), strict=True):
        put_row(session, table, owner.id, known.pop(str(one.id), one) if one else None, row, rows.index(row), subjects)
    for gone in known.values():
        if isinstance(gone, FOLLOWED):
            follow_up(session, gone, subjects, gone_now=True)
        session.delete(gone)
    session.flush()
    if table.made_of is OutreachStep:
        follow_steps(session, owner.id)


def owned(session: Session, table: RowTable, owner_id: int) -> Sequence[Any]:
    """The records of one owner in their order."""
    order = getattr(table.made_of, "position", table.made_of.id)
    return session.scalars(select(table.made_of).where(table.owner == owner_id).order_by(order, table.made_of.id)).all()


def put_row(
    session: Session,
    table: RowTable,
    owner_id: int,
    one: Any | None,
    row: Row,
    position: int,
    subjects: Mapping[str, Any],
) -> None:
    """Write one row to its record, a new one if there is none."""
    values: dict[str, Any] = {name: row.get(name, "") for name in table.columns if name in row}
    if table.made_of is LifeEvent and "person" in row:
        values["person_id"] = int(row["person"]) if row["person"].isdecimal() else None
    if "minutes" in values:
        values["minutes"] = minutes_of(values["minutes"]) or 0
    if one is None:
        facts = {table.owner.key: owner_id, **values}
        if hasattr(table.made_of, "position"):
            facts["position"] = position
        if table.made_of is OpenQuestion:
            facts["case_id"] = subjects["case"].id
        if table.made_of is LifeEvent:
            facts["learned_on"] = facts.get("learned_on") or PartialDate.of(today(session)).text
        one = table.made_of(**facts)
        session.add(one)
        session.flush()
    else:
        for name, value in values.items():
            setattr(one, name, value)
        if hasattr(one, "position"):
            one.position = position
    if isinstance(one, FOLLOWED):
        follow_up(session, one, subjects)


def minutes_of(typed: str) -> int | None:
    """The minutes that an agenda row asks for; None for what is no number of minutes within a day."""
    return int(typed) if typed.isdecimal() and len(typed) <= 4 and int(typed) <= MINUTES_OF_A_DAY else None


def follow_up(session: Session, one: Base, subjects: Mapping[str, Any], *, gone_now: bool = False) -> None:
    """Keep the task of a row in step: questions at once, decisions and plan rows once they have become tasks."""
    case: Case = subjects["case"]
    match one:
        case OpenQuestion():
            if one.found.strip() and one.found_on is None:
                one.found_on = today(session)
            what = "" if gone_now or one.found or not (one.finder or one.due) else f"「{one.what}」を調べる"
            keep_task(
                session, TaskOrigin.OPEN_QUESTION, one.id, case_id=case.id, who=one.finder, what=what, due=one.due
            )
        case Decision() if gone_now:
            keep_task(session, TaskOrigin.DECISION, one.id, case_id=case.id, who="", what="", due="")
        case PlanRow() if gone_now:
            keep_task(session, TaskOrigin.PLAN_ROW, one.id, case_id=case.id, who="", what="", due="")
        case ParticipationPlace():
            asks = "" if gone_now or one.ended or not one.follow_on else f"{one.place or '参加の場'}でのようすを聞く"
            keep_task(
                session,
                TaskOrigin.PARTICIPATION,
                one.id,
                case_id=case.id,
                who=one.goes_along,
                what=asks,
                due=one.follow_on,
            )
        case _:
            pass  # the meeting's end and the plan's decision make their tasks


def text_of(value: object) -> str:
    """A column's value as text of an answer."""
    return "" if value is None else str(value)


def read_members(session: Session, case: Case) -> list[Row]:
    """The household's members with their ages as of today."""
    on = today(session)
    return [
        {
            ID: str(member.id),
            "name": person.name or person.called,
            "kinship": member.kinship,
            "age": shown_age(person, on),
            "birth": person.birth,
            "sex": person.sex,
            "lives_together": "yes" if member.lives_together else "no",
            "lives_where": member.lives_where,
            "key_person": "yes" if member.key_person else "",
            "supports": member.supports,
            "since": member.since,
            "occupation": member.occupation,
            "health": member.health,
            "note": member.note,
        }
        for member, person in members_of(session, case)
    ]


def write_members(session: Session, rows: Sequence[Row], case: Case) -> None:
    """Make the household's members equal to `rows`. People are never deleted: who is gone leaves the household."""
    pairs = {str(member.id): (member, person) for member, person in members_of(session, case)}
    for position, (row, known) in enumerate(zip(rows, matched(rows, pairs), strict=True)):
        member, person = known or add_member(session, case, position)
        pairs.pop(str(member.id), None)
        write_member(row, member, person, position)
    for member, person in pairs.values():
        if person.id != case.principal_id:
            member.until_on = today(session)
    session.flush()


def add_member(session: Session, case: Case, position: int) -> tuple[HouseholdMember, Person]:
    """A new, still nameless member of the household."""
    person = Person()
    session.add(person)
    session.flush()
    member = HouseholdMember(
        household_id=case.household_id, person_id=person.id, position=position, relative_to_id=case.principal_id
    )
    session.add_all([member, CasePerson(case_id=case.id, person_id=person.id, part=Part.FAMILY)])
    session.flush()
    return member, person


def write_member(row: Row, member: HouseholdMember, person: Person, position: int) -> None:
    """Write one row of the people table; columns the sheet does not have stay as they are."""
    member.position = position
    if row.get("kinship", member.kinship) != member.kinship:
        forget_ties(member, person)
    for name in ("kinship", "occupation", "health", "note", "lives_where", "supports", "since"):
        if name in row:
            setattr(member, name, row[name])
    if "lives_together" in row:
        member.lives_together = row["lives_together"] != "no"
    if "key_person" in row:
        member.key_person = row["key_person"] == "yes"
    for name in ("name", "birth", "sex"):
        if name in row:
            setattr(person, name, row[name])


def forget_ties(member: HouseholdMember, person: Person) -> None:
    """A kinship written anew goes before what was told of the person in the drawing: those ties are forgotten."""
    session = object_session(member)
    if session is None:
        return
    for tie in session.scalars(
        select(Kinship).where(or_(Kinship.person_id == person.id, Kinship.other_id == person.id))
    ):
        session.delete(tie)
    member.second_label = ""
