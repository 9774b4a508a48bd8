"""その日に知っていたこと: what the office knew of a case at the end of a day, whatever was written or mended since.

A row that bears a day counts from that day on. A row without one counts from the day the change log saw it first.
Where the log reaches back to the day, a row is shown in the words of that day.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import (
    Base,
    Case,
    CasePerson,
    ChangeEntry,
    Consent,
    ConsentState,
    HouseholdMember,
    LifeEvent,
    Note,
    OpenQuestion,
    Part,
    Person,
    Plan,
    Task,
)
from hokatsu_desktop.services.acts import plain, restored, row_values
from hokatsu_desktop.services.clock import now, utc
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.timeline import arranged, day_of

Values = Mapping[str, Any]


@dataclass(frozen=True)
class KnownFact:
    """One thing known on the day; values in their stored forms."""

    when: str  # PartialDate text, or "?" and words, or ""
    what: str
    about: str = ""  # whom it is about, or who does it
    from_whom: str = ""
    written_later: bool = False  # the day it bears is not later, but it was written down after the day


@dataclass(frozen=True)
class KnownMember:
    """One person of the household as the office knew them."""

    name: str
    kinship: str  # list kinship
    label: str
    lives_together: bool
    has_died: bool
    key_person: bool


@dataclass(frozen=True)
class KnownConsent:
    """What one person had agreed to."""

    name: str
    state: str  # list consent
    obtained_on: date | None
    written_later: bool


@dataclass(frozen=True)
class KnownOn:
    """Everything that the office knew of a case at the end of a day."""

    day: date
    existed: bool  # whether the case had been begun
    stage: str  # list stage
    next_on: date | None
    lead_supporter: str
    members: tuple[KnownMember, ...]
    consents: tuple[KnownConsent, ...]
    timeline: tuple[KnownFact, ...]
    notes: tuple[KnownFact, ...]
    questions: tuple[KnownFact, ...]
    tasks: tuple[KnownFact, ...]
    plan: KnownFact | None  # the plan in force: its goal, and who leads


@dataclass(frozen=True)
class _Then:
    """The rows of one table as they stood at the end of the day, and as they stand now."""

    stood: Mapping[int, Values]
    today: Mapping[int, Values]

    def both(self) -> Iterator[tuple[int, Values, bool]]:
        """(id, values, whether it was written later)."""
        yield from ((row_id, values, False) for row_id, values in self.stood.items())
        yield from ((row_id, values, True) for row_id, values in self.today.items() if row_id not in self.stood)


def known_on(session: Session, case_id: int, day: date) -> KnownOn:
    """What the office knew of a case at the end of a day. Raises Gone."""
    still_there(session, Case, case_id)
    end = utc(datetime.combine(day + timedelta(days=1), time(), now(session).tzinfo))
    case = _then(session, Case, "id", [case_id], end)
    facts = case.stood.get(case_id) or case.today[case_id]
    members = _then(session, HouseholdMember, "household_id", [facts["household_id"]], end)
    parts = _then(session, CasePerson, "case_id", [case_id], end)
    people = {one["person_id"] for rows in (members, parts) for _, one, _ in rows.both()} | {facts["principal_id"]}
    names = {row_id: values for row_id, values, _ in _then(session, Person, "id", people, end).both()}
    of_case = {made_of: _then(session, made_of, "case_id", [case_id], end) for made_of in _OF_CASE}
    existed = case_id in case.stood
    return KnownOn(
        day=day,
        existed=existed,
        stage=facts["stage"] if existed else "",
        next_on=facts["next_on"] if existed else None,
        lead_supporter=facts["lead_supporter"] if existed else "",
        members=_members(members, names, facts["principal_id"], day),
        consents=_consents(of_case[Consent], parts, names, day),
        timeline=_timeline(of_case[LifeEvent], names, day),
        notes=_notes(of_case[Note], day),
        questions=_questions(of_case[OpenQuestion], day),
        tasks=_tasks(of_case[Task], day),
        plan=_plan(of_case[Plan], day),
    )


_OF_CASE: tuple[type[Base], ...] = (Consent, LifeEvent, Note, OpenQuestion, Plan, Task)


def _then(session: Session, made_of: type[Base], owner: str, owner_ids: Collection[int], end: datetime) -> _Then:
    """The rows of these owners at the moment `end`, read back from the log: what was removed since is there again."""
    table = made_of.__table__
    if not isinstance(table, Table):
        raise TypeError(made_of)
    rows = session.execute(select(table).where(table.c[owner].in_(owner_ids))).mappings()
    today_rows: dict[int, dict[str, Any]] = {
        row["id"]: {key: plain(value) for key, value in row.items()} for row in rows
    }
    entries = session.scalars(
        select(ChangeEntry)
        .where(
            ChangeEntry.table_name == table.name,
            ChangeEntry.happened_at >= end,
            or_(ChangeEntry.row_id.in_(today_rows), ChangeEntry.before[owner].as_integer().in_(owner_ids)),
        )
        .order_by(ChangeEntry.id.desc())
    )
    then: dict[int, dict[str, Any] | None] = dict(today_rows)
    for entry in entries:
        then[entry.row_id or 0] = _before(then.get(entry.row_id or 0), entry)
    stood = {row_id: row_values(table.name, values) for row_id, values in then.items() if values is not None}
    return _Then(stood, {row_id: row_values(table.name, values) for row_id, values in today_rows.items()})


def _before(current: dict[str, Any] | None, entry: ChangeEntry) -> dict[str, Any] | None:
    """One row as it was before a link of the log."""
    if entry.before is None or current is None:
        return dict(entry.before) if entry.before is not None else None
    return {**current, **{key: restored(current.get(key), value) for key, value in entry.before.items()}}


def _members(members: _Then, names: Mapping[int, Values], principal_id: int, day: date) -> tuple[KnownMember, ...]:
    there = [one for one in members.stood.values() if one["until_on"] is None or one["until_on"] > day]
    there.sort(key=lambda one: (one["position"], one["id"]))
    return tuple(
        KnownMember(
            _name(names, one["person_id"]),
            "self" if one["person_id"] == principal_id else one["kinship"],
            one["second_label"],
            one["lives_together"],
            bool(names[one["person_id"]]["died_on"]),
            one["key_person"],
        )
        for one in there
    )


def _consents(consents: _Then, parts: _Then, names: Mapping[int, Values], day: date) -> tuple[KnownConsent, ...]:
    """Of each person whose consent counted, or who was asked, what counted last."""
    found: dict[int, KnownConsent] = {
        one["person_id"]: KnownConsent(_name(names, one["person_id"]), ConsentState.UNCONFIRMED, None, False)
        for one in parts.stood.values()
        if one["part"] in (Part.PRINCIPAL, Part.SUBJECT)
    }
    told = [
        (one["obtained_on"] or date.min, row_id, one, later)
        for row_id, one, later in consents.both()
        if not later or (one["obtained_on"] is not None and one["obtained_on"] <= day)
    ]
    for _, _, one, later in sorted(told, key=lambda entry: entry[:2]):
        person = one["person_id"]
        found[person] = KnownConsent(_name(names, person), one["state"], one["obtained_on"], later)
    return tuple(found.values())


def _timeline(events: _Then, names: Mapping[int, Values], day: date) -> tuple[KnownFact, ...]:
    """What was learned by then, in the order of time."""
    known = []
    later = set()
    for _, values, is_later in sorted(events.both(), key=lambda one: (one[1]["position"], one[0])):
        learned = day_of(values["learned_on"])
        if (learned.latest() > day) if learned is not None else is_later:
            continue
        event = LifeEvent(**{key: value for key, value in values.items() if key != "id"})
        known.append(event)
        if is_later:
            later.add(id(event))
    return tuple(
        KnownFact(one.happened, one.what, _name(names, one.person_id), one.source, id(one) in later)
        for one in arranged(known)
    )


def _notes(notes: _Then, day: date) -> tuple[KnownFact, ...]:
    """The notes up to the day, newest first; one that was still a draft then was written later."""
    known = []
    for row_id, stood, was_later in notes.both():
        one, later = (notes.today.get(row_id, stood), True) if stood["is_draft"] else (stood, was_later)
        if one["happened_on"] <= day and not one["is_draft"]:
            words = one["facts"] or one["own_words"] or one["third_party"] or one["small_change"]
            known.append(
                (one["happened_on"], row_id, KnownFact(_text(one["happened_on"]), words, one["actor"], "", later))
            )
    return tuple(fact for _, _, fact in sorted(known, key=lambda entry: entry[:2], reverse=True))


def _questions(questions: _Then, day: date) -> tuple[KnownFact, ...]:
    return tuple(
        KnownFact(one["due"], one["what"], one["finder"])
        for _, one in sorted(questions.stood.items())
        if one["what"] and (one["found_on"] is None or one["found_on"] > day)
    )


def _tasks(tasks: _Then, day: date) -> tuple[KnownFact, ...]:
    return tuple(
        KnownFact(_text(one["due_on"]) or one["due_words"], one["what"], one["who"])
        for _, one in sorted(tasks.stood.items())
        if one["done_on"] is None or one["done_on"] > day
    )


def _plan(plans: _Then, day: date) -> KnownFact | None:
    """The plan decided last up to the day."""
    decided = [
        (one["decided_on"], row_id, one, later)
        for row_id, one, later in plans.both()
        if one["decided_on"] is not None and one["decided_on"] <= day
    ]
    if not decided:
        return None
    on, _, plan, later = max(decided, key=lambda entry: entry[:2])
    goal = plan["goal_short"] or plan["goal_long"] or plan["wish"]
    return KnownFact(_text(on), f"{plan['number']}　{goal}".strip(), plan["lead_supporter"], "", later)


def _name(names: Mapping[int, Values], person_id: int | None) -> str:
    """A person's name as it was known on the day."""
    person = names.get(person_id or 0)
    return (person["name"] or person["called"] or "氏名不明の方") if person is not None else ""


def _text(day: date | None) -> str:
    return PartialDate.of(day).text if day is not None else ""
