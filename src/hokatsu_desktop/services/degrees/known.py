"""Who and what the store knows that may stand in some papers, each with what it becomes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.assets import resource
from hokatsu_desktop.japanese.ages import age_on
from hokatsu_desktop.japanese.fold import digits, fold, fold_in_place
from hokatsu_desktop.japanese.kana import is_kana
from hokatsu_desktop.japanese.wareki import PartialDate
from hokatsu_desktop.models import (
    Agency,
    Attendance,
    Case,
    CaseAgency,
    CasePerson,
    Contact,
    Degree,
    EcoTie,
    HouseholdMember,
    Person,
    Referral,
    Staff,
)
from hokatsu_desktop.services.degrees.calling import (
    ACQUAINTANCE,
    AREA,
    FLATS,
    GENERAL_WORDS,
    IN_TOWN,
    OTHER_CASE,
    OTHER_HOUSEHOLD,
    PLACE,
    SOMEBODY,
    LetteredCase,
    agency_called,
    home_called,
    letters,
    parts_of_name,
    staff_called,
    supporter_called,
    ties_of,
)
from hokatsu_desktop.services.degrees.replacing import SHORT, Known, Standing
from hokatsu_desktop.services.degrees.softening import Softening, age_band, may_hold_local_phone
from hokatsu_desktop.services.office import the_office

_IS_ADDRESS = re.compile("[0-9０-９]|字|番地")
_AGE = re.compile("[0-9]+")
_NUMBERED = re.compile("(?:大字|字)?(?P<area>[^0-9０-９]+?)[0-9０-９一二三四五六七八九十]+(?:番地|番|丁目|[-－‐])")
_BUILDING = re.compile("(?:番地|号|[0-9０-９])[ 　]+(?P<building>[^0-9０-９ 　]{2,}[0-9０-９]*(?:号棟|棟)?)")


@dataclass(frozen=True)
class Surroundings:
    """All that is known around some papers, before it is said for one paper or another."""

    cases: tuple[LetteredCase, ...]
    supporters: tuple[Known, ...]
    agencies: tuple[Known, ...]
    others: tuple[Known, ...]
    softening: Softening
    homes: dict[int, tuple[Known, ...]] = field(default_factory=dict)  # by case

    def known_for(self, case_id: int | None) -> list[Known]:
        """The known words for a paper of one case: where a name is shared, its own people come first."""
        own_first = sorted(self.cases, key=lambda one: one.case.id != case_id)
        people = [known for one in own_first for known in (*words_of_case(one), *self.homes[one.case.id])]
        return [*people, *self.supporters, *self.agencies, *self.others]


@cache
def ordinary_words() -> frozenset[str]:
    """Folded words that are names and everyday words."""
    lines = resource("japanese", "ordinary_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(folded(word) for line in lines if not line.startswith("#") for word in line.split())


def folded(word: str) -> str:
    """The word as it is looked for."""
    return fold_in_place(word).without_spaces.text


def surroundings_of(
    session: Session,
    case_ids: Sequence[int],
    meeting_ids: Sequence[int],
    texts: Iterable[str],
    degree: Degree,
    on: date,
) -> Surroundings:
    """What may stand in these texts: the cases and meetings themselves, the directory, and whoever else is named."""
    cases = tuple(lettered(session, case_id, letter) for case_id, letter in zip(case_ids, letters(), strict=False))
    office = the_office(session)
    town = office.town.split("（")[0]
    agencies = {agency.id: agency for agency in session.scalars(select(Agency))}
    people = [person for one in cases for person, _ in one.people]
    text = "\n".join(texts)
    return Surroundings(
        cases,
        tuple(supporter_words(session, case_ids, meeting_ids, agencies, degree)),
        (
            *(agency_words(agencies.values(), degree) if degree is Degree.ANONYMOUS else ()),
            *eco_words(session, case_ids, degree),
        ),
        tuple(other_words(session, cases, town, text)),
        Softening(
            degree,
            on,
            births_of(people, on, degree),
            known_phones(session, text),
            digits(office.phone),
        ),
        {one.case.id: tuple(home_words(one, town, degree)) for one in cases},
    )


def lettered(session: Session, case_id: int, letter: str) -> LetteredCase:
    """A case with everybody who is or was of its household, or takes part in it."""
    case = session.get_one(Case, case_id)
    members = session.execute(
        select(HouseholdMember, Person)
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(HouseholdMember.household_id == case.household_id)
        .order_by(HouseholdMember.position, HouseholdMember.id)
    )
    found: list[tuple[HouseholdMember | None, Person]] = [(member, person) for member, person in members]
    known = {person.id for _, person in found}
    taking_part = (
        select(Person).join(CasePerson, CasePerson.person_id == Person.id).where(CasePerson.case_id == case_id)
    )
    found += [(None, person) for person in session.scalars(taking_part) if person.id not in known]
    if case.principal_id not in {person.id for _, person in found}:
        found.append((None, session.get_one(Person, case.principal_id)))
    return LetteredCase(case, letter, ties_of(case.principal_id, found))


def words_of_case(one: LetteredCase) -> Iterator[Known]:
    """The number and title of a case, and everything its people may be called; whole names before parts."""
    if one.case.number:
        yield Known(one.case.number, one.letter)
    if one.case.title:
        yield Known(one.case.title, f"{one.letter}世帯")
    named = [(person, one.called(person.id)) for person, _ in one.people]
    for person, becomes in named:
        yield from whole_names(person.name, person.kana, becomes, one.letter)
        if person.called:
            yield Known(person.called, becomes, standing_of(person.called), is_person=True)
    for person, becomes in named:
        yield from name_parts(person.name, person.kana, becomes, one.letter)


def whole_names(name: str, kana: str, becomes: str, household: str = "") -> Iterator[Known]:
    """A name and its reading."""
    for spelled in filter(None, (name.strip(), kana.strip())):
        whole = len(spelled.split()) > 1 or len(folded(spelled)) > SHORT
        standing = Standing.ANYWHERE if whole and len(folded(spelled)) >= SHORT else standing_of(spelled)
        yield Known(spelled, becomes, standing, is_person=True, household=household)


def name_parts(name: str, kana: str, becomes: str, household: str = "") -> Iterator[Known]:
    """Surname and given name alone, as written and as read."""
    parted = len(name.split()) > 1
    for surname_or_given in (0, 1):
        for part in parts_of_name(name)[surname_or_given]:
            standing = standing_of(part) if parted else Standing.TITLED
            yield Known(part, becomes, standing, is_person=True, household=household)
        for part in parts_of_name(kana)[surname_or_given] if len(kana.split()) > 1 else ():
            if len(folded(part)) > 1:
                yield Known(part, becomes, Standing.READING, is_person=True, household=household)


def standing_of(part: str) -> Standing:
    """How a part of a name must stand to be taken for one."""
    plain = folded(part)
    if is_kana(part):
        return Standing.KANA if len(plain) > 1 else Standing.TITLED
    return Standing.TITLED if len(plain) == 1 or plain in ordinary_words() else Standing.NAME


def home_words(one: LetteredCase, town: str, degree: Degree) -> Iterator[Known]:
    """The addresses of a household, whole and without the town, and the parts that stand for them."""
    for person, _ in one.people:
        becomes = home_called(person, town, degree)
        yield from (Known(part, becomes) for part in spellings_of_address(person.address, town))
        yield from (Known(name, FLATS, Standing.NAME) for name in buildings_in(person.address))
        if number := _NUMBERED.match(without_town(person.address, town)):
            yield from area_words(number["area"], number[0], becomes, degree)
        if person.district and degree is Degree.ANONYMOUS:
            yield Known(person.district, AREA, place_standing(person.district))


def spellings_of_address(address: str, town: str) -> list[str]:
    """An address whole, without the town, and without 字; nothing for words such as 「住まいは定まっていない」."""
    if not _IS_ADDRESS.search(address):
        return []
    rest = without_town(address, town)
    spelled = dict.fromkeys((address.strip(), rest, rest.removeprefix("大字").removeprefix("字")))
    return [one for one in spelled if len(one) > SHORT]


def without_town(address: str, town: str) -> str:
    """What stands behind the town's name."""
    return address.rpartition(town)[2].strip() if town else address.strip()


def buildings_in(address: str) -> list[str]:
    """The name of a house with flats in an address, with and without its number."""
    found = _BUILDING.search(address)
    return [found["building"], re.sub("[0-9０-９].*$", "", found["building"])] if found else []


def area_words(area: str, numbered: str, becomes: str, degree: Degree) -> Iterator[Known]:
    """字川西12番地 and its short spellings; where districts are not told, the name of the 字 too."""
    bare = area.removeprefix("大字").removeprefix("字").strip()
    short = re.sub("(?:番地|番|丁目|[-－‐])$", "", numbered)
    for spelled in (numbered, short, re.sub("^(?:大字|字)", "", numbered), re.sub("^(?:大字|字)", "", short)):
        yield Known(spelled, becomes)
    if degree is Degree.ANONYMOUS:
        yield Known(f"字{bare}", AREA)
        yield Known(bare, AREA, place_standing(bare))


def place_standing(place: str) -> Standing:
    """The name of a place, but not one that is an everyday word."""
    plain = folded(place)
    return Standing.TITLED if len(plain) == 1 or plain in ordinary_words() else Standing.PLACE


def supporter_words(
    session: Session, case_ids: Sequence[int], meeting_ids: Sequence[int], agencies: dict[int, Agency], degree: Degree
) -> Iterator[Known]:
    """The people of the directory, of these cases and meetings, and our own staff."""
    by_name = {agency.name: agency for agency in agencies.values()}
    named: list[tuple[str, str, str, Agency | None]] = [
        (one.name, one.kana, agencies[one.agency_id].name, agencies[one.agency_id])
        for one in session.scalars(select(Contact))
    ]
    for agency_name, name in typed_supporters(session, case_ids, meeting_ids):
        named.append((name, "", agency_name, by_name.get(agency_name)))
    department = the_office(session).department
    us = staff_called(department, degree)
    staff = [(one.name, one.kana, us) for one in session.scalars(select(Staff))]
    called = [(name, kana, supporter_called(agency, shown, degree)) for name, kana, shown, agency in named]
    for name, kana, becomes in (*called, *staff):
        yield from whole_names(name, kana, becomes)
    for name, _, shown, agency in named:
        yield from with_agency(name, shown, supporter_called(agency, shown, degree))
    for name, _, _ in staff:
        for shown in (department, *department.split()):
            yield from with_agency(name, shown, us)
    for name, kana, becomes in (*called, *staff):
        yield from name_parts(name, kana, becomes)


def with_agency(name: str, agency_name: str, becomes: str) -> Iterator[Known]:
    """水道課 例山 and 水道課の例山 as one word, so that the agency is not said twice."""
    if not (name.strip() and agency_name.strip()):
        return
    for part in dict.fromkeys((name, name.split(maxsplit=1)[0])):
        yield Known(f"{agency_name}{part}", becomes, is_person=True)
        yield Known(f"{agency_name}の{part}", becomes, is_person=True)


def eco_words(session: Session, case_ids: Sequence[int], degree: Degree) -> Iterator[Known]:
    """Whom and what the ecomaps of these cases name: people always, agencies and places where they give way."""
    for name, kind in session.execute(select(EcoTie.name, EcoTie.kind).where(EcoTie.case_id.in_(case_ids))):
        if kind == "person":
            yield from whole_names(name, "", ACQUAINTANCE)
            yield from name_parts(name, "", ACQUAINTANCE)
        elif degree is Degree.ANONYMOUS and len(folded(name)) >= SHORT:
            yield Known(name, GENERAL_WORDS["other"] if kind == "agency" else PLACE)


def typed_supporters(
    session: Session, case_ids: Sequence[int], meeting_ids: Sequence[int]
) -> Iterator[tuple[str, str]]:
    """(agency, name) of those who were typed by hand at these cases and meetings."""
    queries = (
        select(CaseAgency.agency_name, CaseAgency.contact_name).where(CaseAgency.case_id.in_(case_ids)),
        select(Referral.from_agency_name, Referral.from_contact_name).where(Referral.case_id.in_(case_ids)),
        select(Attendance.agency_name, Attendance.name).where(Attendance.meeting_id.in_(meeting_ids)),
    )
    for query in queries:
        for agency_name, name in session.execute(query):
            if name.strip():
                yield agency_name, name


def agency_words(agencies: Iterable[Agency], degree: Degree) -> Iterator[Known]:
    """The names of the directory, each with what the agency is in general."""
    for agency in agencies:
        becomes = agency_called(agency, agency.name, degree)
        for name in dict.fromkeys((agency.name, *agency.name.split())):
            if len(folded(name)) >= SHORT or name == agency.name:
                yield Known(name, becomes, standing_of(name) if len(folded(name)) < SHORT else Standing.ANYWHERE)


def other_words(session: Session, cases: Sequence[LetteredCase], town: str, text: str) -> Iterator[Known]:
    """People and cases elsewhere in the store of whom the texts speak; parts of their names only before さん."""
    own_people = {person.id for one in cases for person, _ in one.people}
    own_cases = {one.case.id for one in cases}
    rows = session.execute(select(Person.id, Person.name, Person.kana, Person.called, Person.address)).all()
    people = [row[1:] for row in rows if row[0] not in own_people]
    numbers = [number for case_id, number in session.execute(select(Case.id, Case.number)) if case_id not in own_cases]
    for word in held_in(text, (word for name, kana, called, _ in people for word in (name, kana, called))):
        if len(word) >= SHORT:
            yield Known(word, SOMEBODY, is_person=True)
    for part in held_in(text, (part for name, kana, *_ in people for part in (*name.split(), *kana.split()))):
        yield Known(part, SOMEBODY, Standing.TITLED, is_person=True, household=OTHER_HOUSEHOLD)
    addresses = [address for *_, address in people if address]
    for spelled in held_in(text, (one for address in addresses for one in spellings_of_address(address, town))):
        yield Known(spelled, IN_TOWN)
    for building in held_in(text, (one for address in addresses for one in buildings_in(address))):
        yield Known(building, FLATS, Standing.NAME)
    yield from (Known(number, OTHER_CASE) for number in held_in(text, filter(None, numbers)))


def held_in(text: str, words: Iterable[str]) -> list[str]:
    """Those of many thousand words that a text holds in any spelling.

    All are folded at one go; most are then ruled out by their first two characters, without reading the text.
    """
    different = [word for word in dict.fromkeys(" ".join(word.split()) for word in words) if word]
    mark = "|"  # keeps a word that folds to nothing in its line
    folded_words = fold("\n".join(mark + word for word in different)).split("\n") if different else []
    plain_text = "".join(fold(text).split())
    pairs = {plain_text[place : place + 2] for place in range(len(plain_text) - 1)}
    found = []
    for word, line in zip(different, folded_words, strict=True):
        plain = line.removeprefix(mark).replace(" ", "")
        if (plain[:2] in pairs or len(plain) == 1) and plain in plain_text:
            found.append(word)
    return found


def births_of(people: Iterable[Person], on: date, degree: Degree) -> dict[date, str]:
    """What is said instead of each known birth date."""
    found = {}
    for person in people:
        try:
            day = PartialDate.from_text(person.birth).as_date()
        except ValueError:
            continue
        if day is not None:
            found[day] = age_words(person.birth, on, degree)
    return found


def age_words(stored_birth: str, on: date, degree: Degree) -> str:
    """80代 for a stored birth date; empty when it gives no age."""
    try:
        age = _AGE.search(age_on(PartialDate.from_text(stored_birth), on))
    except ValueError:
        return ""
    return age_band(int(age[0]), degree) if age else ""


def known_phones(session: Session, text: str) -> frozenset[str]:
    """The digits of every stored number, if any may stand in the text without its area code."""
    if not may_hold_local_phone(text):
        return frozenset()
    stored = (session.scalars(select(kind.phone)) for kind in (Person, Agency, Contact))
    return frozenset(found for numbers in stored for number in numbers if len(found := digits(number)) >= 6)
