"""Finding anything by any part of a name, a reading, a number, a phone or a text, whatever its width or variant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import LONG_NUMBER, digits, fold, grams, joined_numbers, match_query
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import (
    Agency,
    Base,
    Case,
    CasePerson,
    CommunityIssue,
    CommunityVoice,
    Contact,
    HouseholdMember,
    LifeEvent,
    Meeting,
    MeetingSeries,
    Note,
    PaperGiven,
    Person,
    Referral,
    Resource,
    SearchEntry,
    SurveyRound,
    Training,
    TrainingGuest,
)
from hokatsu_desktop.models.search import entry_id
from hokatsu_desktop.services.sight import hidden_rows

INSERT = text("INSERT INTO search_index(rowid, g) VALUES (:row, :grams)")
DELETE = text("DELETE FROM search_index WHERE rowid = :row")
FIND = text(
    "SELECT rowid FROM search_index WHERE search_index MATCH :query "
    "AND rowid NOT IN (SELECT id FROM search_entry WHERE case_id IN :hidden) ORDER BY rowid DESC LIMIT :most"
).bindparams(bindparam("hidden", expanding=True))
OF_TOWN: Mapping[str, tuple[str, type[Base]]] = {
    "resource": ("resource", Resource),
    "community_voice": ("voice", CommunityVoice),
    "community_issue": ("issue", CommunityIssue),
    "training": ("training", Training),
    "survey_round": ("survey", SurveyRound),
    "meeting_series": ("series", MeetingSeries),
}
"""Tables of things that belong to the town, not to a case: the kind of their entries, and their class."""

VOICE = "voice"  # the kind of their entries that can belong to closed cases alone


@dataclass(frozen=True)
class Hit:
    """One record found."""

    kind: str  # one of models.search.KINDS
    target_id: int
    case_id: int | None
    title: str
    meta: str


def find(session: Session, typed: str, *, most: int = 30) -> list[Hit]:
    """The records that contain all the words typed: cases, agencies, meetings, notes, each newest first."""
    rows: set[int] = set()
    hidden = hidden_rows(session).get(Case.__tablename__, frozenset())
    for query in queries_for(typed):
        rows.update(session.scalars(FIND, {"query": query, "most": most, "hidden": sorted(hidden)}))
    newest = sorted(rows, reverse=True)[:most]
    entries = session.scalars(select(SearchEntry).where(SearchEntry.id.in_(newest)).order_by(SearchEntry.id.desc()))
    unseen = hidden_rows(session).get(CommunityVoice.__tablename__, frozenset())
    shown = (one for one in entries if not (one.kind == VOICE and one.target_id in unseen))
    return [Hit(e.kind, e.target_id, e.case_id, e.title, e.meta) for e in shown]


def queries_for(typed: str) -> list[str]:
    """The FTS5 queries for what was typed; a record is found by any of them.

    A long number is looked for without its hyphens only: the index has it so wherever it stands, and the pairs of
    digits in it stand in every telephone number.
    """
    by_number = phone_query(typed)
    if by_number and len(digits(typed)) >= LONG_NUMBER and len(typed.split()) == 1:
        return [by_number]
    return [query for query in (match_query(typed), by_number) if query]


def index_text(words: Iterable[str]) -> str:
    """What the index column holds for a record with these words."""
    return " ".join(grams(part) for word in words if word for part in (word, *joined_numbers(word)))


def phone_query(typed: str) -> str:
    """The query for a phone number typed with or without hyphens; empty unless digits are all there is."""
    number = digits(typed)
    written = sum(not character.isspace() for character in fold(typed).replace("ー", ""))
    return match_query(number) if len(number) >= 2 and len(number) == written and number != fold(typed) else ""


def refresh_index(session: Session, touched: Iterable[tuple[str, int]]) -> None:
    """Bring the index up to date for the rows that an act touched, given as (table name, row id)."""
    rows = list(touched)
    for case_id in sorted(cases_touched(session, rows)):
        index_case(session, case_id)
    for table, row_id in rows:
        index_row(session, table, row_id)


def index_row(session: Session, table: str, row_id: int) -> None:
    """Index the record that one row belongs to, where it belongs to no case."""
    match table:
        case "note":
            index_note(session, row_id)
        case "life_event":
            index_fact(session, row_id)
        case "paper_given":
            index_given(session, row_id)
        case "agency":
            index_agency(session, row_id)
        case "contact":
            contact = session.get(Contact, row_id)
            if contact is not None:
                index_agency(session, contact.agency_id)
        case "meeting":
            index_meeting(session, row_id)
        case "training_guest":
            index_trainings(session)
        case _ if table in OF_TOWN:
            index_of_town(session, table, row_id)
        case _:
            pass  # the other tables hold nothing that is searched for


def cases_touched(session: Session, rows: list[tuple[str, int]]) -> set[int]:
    """The cases whose searchable text depends on the rows."""
    cases = {row_id for table, row_id in rows if table == "case"}
    people = {row_id for table, row_id in rows if table == "person"}
    if people:
        cases.update(session.scalars(select(CasePerson.case_id).where(CasePerson.person_id.in_(people))))
        cases.update(
            session.scalars(
                select(Case.id)
                .join(HouseholdMember, HouseholdMember.household_id == Case.household_id)
                .where(HouseholdMember.person_id.in_(people))
            )
        )
    referrals = {row_id for table, row_id in rows if table == "referral"}
    if referrals:
        cases.update(session.scalars(select(Referral.case_id).where(Referral.id.in_(referrals))))
    return cases


def index_case(session: Session, case_id: int) -> None:
    """Index a case by its number, its people's names, readings, phones and addresses."""
    case = session.get(Case, case_id)
    is_found = case is not None and case.trashed_at is None
    index_notes_of(session, case_id, found=is_found)
    index_facts_of(session, case_id, found=is_found)
    index_given_of(session, case_id, found=is_found)
    if case is None or case.trashed_at is not None:
        unindex(session, "case", case_id)
        return
    members = select(HouseholdMember.person_id).where(HouseholdMember.household_id == case.household_id)
    taking_part = select(CasePerson.person_id).where(CasePerson.case_id == case_id)
    people = session.scalars(select(Person).where(Person.id.in_(members.union(taking_part)))).all()
    names = "、".join(person.shown_name for person in people)
    words = [case.title, case.number or ""]
    for person in people:
        words += [person.name, person.kana, person.called, person.address, person.phone, digits(person.phone)]
    referral = session.scalar(select(Referral).where(Referral.case_id == case_id).order_by(Referral.id.desc()))
    if referral is not None:
        words += [referral.from_agency_name, referral.from_contact_name]
    meta = "　".join(word for word in (case.number or "下書き", names) if word)
    put(
        session, SearchEntry(id=entry_id("case", case_id), case_id=case_id, title=case.title or names, meta=meta), words
    )


def index_notes_of(session: Session, case_id: int, *, found: bool) -> None:
    """Let the notes of a case be found, or not while it is in the trash; those that already are so stay untouched."""
    entry = select(SearchEntry.id).where(SearchEntry.id == Note.id + entry_id("note", 0))
    wrong = ~entry.exists() if found else entry.exists()
    for note_id in session.scalars(select(Note.id).where(Note.case_id == case_id, wrong)).all():
        index_note(session, note_id)


def index_note(session: Session, note_id: int) -> None:
    """Index a note by all its texts."""
    note = session.get(Note, note_id)
    case = session.get(Case, note.case_id) if note is not None else None
    if note is None or case is None or case.trashed_at is not None:
        unindex(session, "note", note_id)
        return
    words = [note.facts, note.own_words, note.third_party, note.staff_view, note.small_change, note.partner]
    first = next((word for word in words if word), "")
    title = first.replace("\n", " ")[:40]
    meta = f"経過 {short(note.happened_on)}　{case.title}"
    put(session, SearchEntry(id=entry_id("note", note_id), case_id=case.id, title=title, meta=meta), words)


def index_facts_of(session: Session, case_id: int, *, found: bool) -> None:
    """Let the timeline of a case be found, or not while it is in the trash."""
    entry = select(SearchEntry.id).where(SearchEntry.id == LifeEvent.id + entry_id("life", 0))
    wrong = ~entry.exists() if found else entry.exists()
    for event_id in session.scalars(select(LifeEvent.id).where(LifeEvent.case_id == case_id, wrong)).all():
        index_fact(session, event_id)


def index_fact(session: Session, event_id: int) -> None:
    """Index a fact of the life timeline by all its texts."""
    event = session.get(LifeEvent, event_id)
    case = session.get(Case, event.case_id) if event is not None else None
    if event is None or case is None or case.trashed_at is not None:
        unindex(session, "life", event_id)
        return
    words = [event.what, event.own_view, event.source]
    title = next((word for word in words if word), "").replace("\n", " ")[:40]
    meta = f"生活歴　{case.title}"
    put(session, SearchEntry(id=entry_id("life", event_id), case_id=case.id, title=title, meta=meta), words)


def index_given_of(session: Session, case_id: int, *, found: bool) -> None:
    """Let the papers that went out of a case be found, or not while it is in the trash."""
    entry = select(SearchEntry.id).where(SearchEntry.id == PaperGiven.id + entry_id("given", 0))
    wrong = ~entry.exists() if found else entry.exists()
    for given_id in session.scalars(select(PaperGiven.id).where(PaperGiven.case_id == case_id, wrong)).all():
        index_given(session, given_id)


def index_given(session: Session, given_id: int) -> None:
    """Index a paper that went out by who got it, its sheets, what was left out and the reason."""
    given = session.get(PaperGiven, given_id)
    case = session.get(Case, given.case_id) if given is not None else None
    if given is None or case is None or case.trashed_at is not None:
        unindex(session, "given", given_id)
        return
    words = [given.receiver, given.papers, given.left_out, given.reason]
    title = f"{given.receiver}　{given.papers}"[:40]
    meta = f"渡した紙 {short(given.given_on)}　{case.title}"
    put(session, SearchEntry(id=entry_id("given", given_id), case_id=case.id, title=title, meta=meta), words)


def index_agency(session: Session, agency_id: int) -> None:
    """Index an agency by its name, its people and what it can do."""
    agency = session.get(Agency, agency_id)
    if agency is None:
        unindex(session, "agency", agency_id)
        return
    contacts = session.scalars(select(Contact).where(Contact.agency_id == agency_id)).all()
    words = [agency.name, agency.department, agency.phone, digits(agency.phone), agency.can_do, agency.how_to_connect]
    for contact in contacts:
        words += [contact.name, contact.kana, contact.districts]
    meta = "　".join(word for word in ("機関", agency.phone) if word)
    put(session, SearchEntry(id=entry_id("agency", agency_id), title=agency.name, meta=meta), words)


def index_meeting(session: Session, meeting_id: int) -> None:
    """Index a meeting by its name, number and place."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        unindex(session, "meeting", meeting_id)
        return
    meta = f"会議 {short(meeting.held_on)}　{meeting.number}"
    words = [meeting.name, meeting.number, meeting.place]
    put(session, SearchEntry(id=entry_id("meeting", meeting_id), title=meeting.name, meta=meta), words)


def index_of_town(session: Session, table: str, row_id: int) -> None:
    """Index a resource, a voice, a community issue, a training, a regular meeting or a survey by all its texts."""
    kind, made_of = OF_TOWN[table]
    found = session.get(made_of, row_id)
    match found:
        case None:
            unindex(session, kind, row_id)
            return
        case Resource():
            title, meta = found.name, words_of_meta("資源", found.district)
            words = [found.can_do, found.interests, found.kept_by, found.how_to_ask, found.note, found.district]
        case CommunityVoice():
            title, meta = " ".join(found.words.split())[:40], "地域の声"
            words = [found.words, found.note]
        case CommunityIssue():
            title, meta = found.title, words_of_meta("地域課題", short(found.raised_on))
            words = [found.words, found.brought_to, found.outcome_words]
        case Training():
            title, meta = found.title, words_of_meta("研修", short(found.held_on) if found.held_on else "")
            guests = session.scalars(select(TrainingGuest).where(TrainingGuest.training_id == row_id))
            words = [found.aim, found.held_by, found.who_came, found.taken_along]
            words += [word for one in guests for word in (one.agency_name, one.name)]
        case MeetingSeries():
            title, meta = found.name, words_of_meta("定例の会議", found.rule)
            words = [found.also_name, found.place, found.why]
        case SurveyRound():
            title, meta = (
                found.name,
                words_of_meta("世帯訪問調査", short(found.period_from) if found.period_from else ""),
            )
            words = [found.purpose, found.visitors]
        case _:
            raise TypeError(table)
    put(session, SearchEntry(id=entry_id(kind, row_id), title=title, meta=meta), [title, *words])


def index_trainings(session: Session) -> None:
    """Index all trainings, which are few: of somebody taken off a list only the number is known."""
    for training_id in session.scalars(select(Training.id)).all():
        index_of_town(session, "training", training_id)


def words_of_meta(*parts: str) -> str:
    """What is said below the title of a record found."""
    return "　".join(filter(None, parts))


def put(session: Session, entry: SearchEntry, words: list[str]) -> None:
    """Write one record's words to the index in place of the earlier ones."""
    session.execute(DELETE, {"row": entry.id})
    session.merge(entry)
    session.execute(INSERT, {"row": entry.id, "grams": index_text(words)})


def unindex(session: Session, kind: str, target_id: int) -> None:
    """Take a record out of the index."""
    row = entry_id(kind, target_id)
    session.execute(DELETE, {"row": row})
    known = session.get(SearchEntry, row)
    if known is not None:
        session.delete(known)
