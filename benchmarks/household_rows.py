"""The rows of one invented household: its people, case, referral, answer, ten notes, tasks, and its search texts."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.invented import Name, address_of, name_of, note_text, phone_of
from hokatsu_desktop.japanese.fold import digits, fold
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import (
    Answer,
    Base,
    Case,
    CaseAgency,
    CasePeriod,
    CasePerson,
    Consent,
    Household,
    HouseholdMember,
    Note,
    Part,
    Person,
    Referral,
    Reply,
    Stage,
    Task,
)
from hokatsu_desktop.models.case import OPEN_STAGES

TODAY = date(2026, 11, 23)
NOTES = 10
PEOPLE = 2  # of a household
_UNDER_WAY = (Stage.SUPPORTING, Stage.MONITORING, Stage.WATCHING, Stage.ARRANGING, Stage.SUPPORT_MEETING)
# Of a hundred cases two wait for their answer, one is a draft, 27 are under way and 70 are over.
_STAGES = (
    *(Stage.RECEIVED,) * 2,
    Stage.DRAFT,
    *_UNDER_WAY * 5,
    *_UNDER_WAY[:2],
    *(Stage.CLOSED,) * 60,
    *(Stage.PASSED_ON,) * 10,
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Searched:
    """One record of the search index."""

    kind: str
    target_id: int
    case_id: int
    title: str
    meta: str
    words: tuple[str, ...]


@dataclass
class Rows:
    """Rows by table, and what of them can be searched."""

    of_table: dict[type[Base], list[Row]] = field(default_factory=lambda: defaultdict(list))
    searched: list[Searched] = field(default_factory=list)

    def add(self, table: type[Base], **values: Any) -> None:
        """One row; what is not named is as in a new record. Lists and marks are given as JSON text."""
        self.of_table[table].append(values)


@dataclass(frozen=True)
class Told:
    """What is decided about a household before its rows are written. Its number, from 1, is also the id of its case."""

    number: int
    name: Name
    stage: Stage
    received_on: date

    @property
    def is_open(self) -> bool:
        """Whether the case is being worked on."""
        return self.stage in OPEN_STAGES

    @property
    def person_id(self) -> int:
        """The id of 本人."""
        return self.number * PEOPLE - 1

    @property
    def case_number(self) -> str | None:
        """R8-012; a draft has none."""
        return None if self.stage == Stage.DRAFT else f"R8-{self.number:03d}"


def add_household(rows: Rows, number: int, chance: random.Random) -> None:
    """Add the household `number` with all that hangs on it."""
    days_ago = chance.randrange(20) if number % 50 == 0 else chance.randrange(20, 1800)
    told = Told(number, name_of(number, chance), stage_of(number), TODAY - timedelta(days=days_ago))
    add_people(rows, told, chance)
    add_case(rows, told, chance)
    add_referral(rows, told)
    add_notes(rows, told, chance)
    add_tasks(rows, told, chance)


def stage_of(number: int) -> Stage:
    """Where the case of a household stands."""
    return _STAGES[number % 100]


def add_people(rows: Rows, told: Told, chance: random.Random) -> None:
    """本人 and one member of the family, and the case's entry in the search index."""
    address, phone = address_of(chance), phone_of(told.number, chance)
    other = name_of(told.number, chance, told.name.surname)
    rows.add(Household, id=told.number, title=f"{told.name.surname}世帯")
    for place, (name, kinship) in enumerate(((told.name, "self"), (other, "child"))):
        person_id = told.person_id + place
        birth = f"{chance.randrange(1935, 2010)}-{chance.randrange(1, 13):02d}"
        rows.add(Person, id=person_id, name=name.full, kana=name.kana, birth=birth, address=address, phone=phone)
        rows.add(
            HouseholdMember,
            id=person_id,
            household_id=told.number,
            person_id=person_id,
            position=place,
            kinship=kinship,
            relative_to_id=told.person_id,
        )
        part = Part.FAMILY if place else Part.PRINCIPAL
        rows.add(CasePerson, id=person_id, case_id=told.number, person_id=person_id, part=part)
    words = [f"{told.name.surname}世帯", told.case_number or ""]
    for name in (told.name, other):
        words += [name.full, name.kana, address, phone, digits(phone)]
    meta = f"{told.case_number or '下書き'}　{told.name.full}、{other.full}"
    rows.searched.append(Searched("case", told.number, told.number, words[0], meta, tuple(words)))


def add_case(rows: Rows, told: Told, chance: random.Random) -> None:
    """The case with its period, consent and one agency."""
    has_date = told.is_open and told.stage != Stage.RECEIVED and chance.random() < 0.95
    rows.add(
        Case,
        id=told.number,
        household_id=told.number,
        principal_id=told.person_id,
        number=told.case_number,
        title=f"{told.name.surname}世帯",
        sort_key=fold(told.name.kana),
        stage=told.stage,
        received_on=None if told.stage == Stage.DRAFT else told.received_on,
        household_issues='["isolation"]',
        lead_supporter="" if chance.random() < 0.05 else "みほん町社会福祉協議会　見本",
        next_on=TODAY + timedelta(days=chance.randrange(-20, 180)) if has_date else None,
        next_what="訪問して様子を見る" if has_date else "",
        last_contact_on=TODAY - timedelta(days=chance.randrange(100)) if told.is_open else told.received_on,
        closed_on=None if told.is_open else min(TODAY, told.received_on + timedelta(days=300)),
    )
    rows.add(CasePeriod, id=told.number, case_id=told.number, opened_on=told.received_on)
    state = "given" if told.number % 3 else "unconfirmed"
    agreed = state == "given"
    rows.add(
        Consent,
        id=told.number,
        case_id=told.number,
        person_id=told.person_id,
        state=state,
        give=agreed,
        take=agreed,
        categories="[]",
    )
    rows.add(CaseAgency, id=told.number, case_id=told.number, agency_name="地域包括支援センター", what="定期の訪問")


def add_referral(rows: Rows, told: Told) -> None:
    """The referral it came by and, unless it waits, the office's answer."""
    is_draft = told.stage == Stage.DRAFT
    waits = is_draft or told.stage == Stage.RECEIVED
    answered_on = told.received_on + timedelta(days=5)
    rows.add(
        Referral,
        id=told.number,
        case_id=told.number,
        received_on=None if is_draft else told.received_on,
        submitted_on=told.received_on,
        from_agency_name="水道課",
        from_contact_name="架空 一郎",
        worries='{"most": "livelihood", "also": []}',
        stuck_on="訪ねても会えず、どこへつなげばよいか分からない。",
        wished_replies='["support_meeting"]',
        answer_due_on=None if is_draft else told.received_on + timedelta(days=7),
        answered_on=None if waits else answered_on,
    )
    if not waits:
        rows.add(
            Answer,
            id=told.number,
            referral_id=told.number,
            answered_on=answered_on,
            replies=f'["{Reply.SUPPORT_MEETING}"]',
            checks="[]",
        )


def add_notes(rows: Rows, told: Told, chance: random.Random) -> None:
    """Ten notes with their entries in the search index."""
    for place in range(NOTES):
        note_id = (told.number - 1) * NOTES + place + 1
        day = told.received_on + timedelta(days=place * 30)
        text = note_text(told.name, chance)
        rows.add(
            Note,
            id=note_id,
            case_id=told.number,
            happened_on=day,
            staff_id=1,
            business="multi_agency",
            mode="visit",
            contact_with='["person"]',
            support_kinds="[]",
            facts=text,
            small_change="笑顔が見られた" if place == NOTES - 1 else "",
            is_small_change=place == NOTES - 1,
        )
        words = (text, "笑顔が見られた") if place == NOTES - 1 else (text,)
        meta = f"経過 {short(day)}　{told.name.surname}世帯"
        rows.searched.append(Searched("note", note_id, told.number, text[:40], meta, words))


def add_tasks(rows: Rows, told: Told, chance: random.Random) -> None:
    """One thing that was done and one that is still to do while the case is open."""
    still_to_do = TODAY + timedelta(days=chance.randrange(-10, 120))
    for place, done in enumerate((True, not told.is_open)):
        due = told.received_on + timedelta(days=20) if done else still_to_do
        rows.add(
            Task,
            id=told.number * 2 - 1 + place,
            what="地域包括支援センターに連絡する",
            case_id=told.number,
            who="見本 太郎",
            due_on=due,
            done_on=due if done else None,
        )
