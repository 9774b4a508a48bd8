"""One agency written twice: hinting at those that are alike, and putting two together, with all that points at them."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import LONG_NUMBER, digits, fold
from hokatsu_desktop.models import Agency, Attachment, Base, CaseAgency, Contact, EcoTie, FilledSheet
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import agencies, contacts_of, rename_at_trainings
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sight import unveiled
from hokatsu_desktop.sheets.definition import Subject

SHORTEST = 3  # characters of a name that is looked for within another
LONG_TEXTS = ("can_do", "cannot_do", "how_to_connect", "note")
SHORT_TEXTS = ("kind", "department", "phone", "phone_note", "address")
OF_CONTACT = ("kana", "section", "post", "role", "districts", "phone", "note", "registered_on", "pledged_on")
ASIDE = re.compile(r"[(（].*?[)）]|株式会社|有限会社|社会福祉法人|一般社団法人|特定非営利活動法人|npo法人")


def alike(session: Session, agency_id: int) -> list[Agency]:
    """The agencies in use that may be the same one: by their name, or by their telephone outside the town hall."""
    agency = still_there(session, Agency, agency_id)
    return [one for one in agencies(session) if one.id != agency_id and may_be_same(agency, one)]


def may_be_same(one: Agency, other: Agency) -> bool:
    """Whether two entries may be one agency."""
    names = sorted((bare_name(one.name), bare_name(other.name)), key=len)
    if names[0] == names[1] or (len(names[0]) >= SHORTEST and names[0] in names[1]):
        return True
    number = digits(one.phone)
    both_outside = not (one.inside_town_hall or other.inside_town_hall)
    return both_outside and len(number) >= LONG_NUMBER and number == digits(other.phone)


def bare_name(name: str) -> str:
    """A name without brackets, legal forms, width and spaces."""
    return "".join(fold(ASIDE.sub("", name.replace("NPO", "npo"))).split())


def merge_agencies(session: Session, kept_id: int, other_id: int) -> Agency:
    """Put the other agency into the kept one: people, cases, referrals, meetings and papers point there afterwards.

    What the kept one does not say is taken over; long texts that differ stand one below the other.
    """
    if kept_id == other_id:
        raise Refusal("同じ機関どうしは合わせられません。もう一つの機関を選んでください。")
    kept, other = still_there(session, Agency, kept_id), still_there(session, Agency, other_id)
    with act(session, "merge_agencies", "二つの機関を一つに合わせる"), unveiled(session):
        take_over(kept, other)
        rename(session, other, kept.name)
        point_at(session, Agency, other_id, kept_id)
        session.flush()
        for contact in contacts_of(session, kept_id):
            put_person_together(session, contact)
        move_papers(session, other_id, kept_id)
        session.delete(other)
        session.flush()
    return kept


def take_over(kept: Agency, other: Agency) -> None:
    """What the kept agency does not say itself."""
    for name in SHORT_TEXTS:
        if not getattr(kept, name):
            setattr(kept, name, getattr(other, name))
    for name in LONG_TEXTS:
        own, more = getattr(kept, name), getattr(other, name)
        if fold(more) not in fold(own):
            setattr(kept, name, "\n".join(filter(None, (own, more))))
    if kept.phone and other.phone and digits(kept.phone) != digits(other.phone):
        kept.note = "\n".join(filter(None, (kept.note, f"合わせる前のもう一つの電話　{other.phone}")))
    kept.inside_town_hall = kept.inside_town_hall or other.inside_town_hall


def rename(session: Session, other: Agency, name: str) -> None:
    """Cases, their ecomaps and the trainings call the agency by the name that is kept; papers of meetings held stay as they were."""
    for involved in session.scalars(select(CaseAgency).where(CaseAgency.agency_id == other.id)):
        involved.agency_name = name
    for tie in session.scalars(select(EcoTie).where(EcoTie.agency_id == other.id)):
        tie.name = name
    rename_at_trainings(session, other.name, name)


def point_at(session: Session, kind: type[Base], old_id: int, new_id: int) -> None:
    """Let every record that points at one row point at another, whatever table it is in."""
    target = kind.__tablename__
    for mapper in Base.registry.mappers:
        for column in Base.metadata.tables[mapper.class_.__tablename__].columns:
            if any(key.column.table.name == target for key in column.foreign_keys):
                for row in session.scalars(select(mapper.class_).where(column == old_id)):
                    setattr(row, column.name, new_id)


def put_person_together(session: Session, contact: Contact) -> None:
    """Let the first of the people of an agency with the same name stand for the others."""
    same = [one for one in contacts_of(session, contact.agency_id) if fold(one.name) == fold(contact.name)]
    if same[0].id == contact.id:
        return
    first = same[0]
    for name in OF_CONTACT:
        if not getattr(first, name):
            setattr(first, name, getattr(contact, name))
    first.easy_to_reach = first.easy_to_reach or contact.easy_to_reach
    if contact.released_on is None:
        first.released_on = None
    point_at(session, Contact, contact.id, first.id)
    move_papers(session, contact.id, first.id, Subject.CONTACT)
    session.flush()
    session.delete(contact)
    session.flush()


def move_papers(session: Session, old_id: int, new_id: int, subject: Subject = Subject.AGENCY) -> None:
    """Papers of the one become papers of the other; where both have a sheet, empty answers are filled from the other."""
    for paper in session.scalars(
        select(Attachment).where(Attachment.subject == subject, Attachment.subject_id == old_id)
    ):
        paper.subject_id = new_id
    filled = select(FilledSheet).where(FilledSheet.subject == subject)
    own = {sheet.sheet_key: sheet for sheet in session.scalars(filled.where(FilledSheet.subject_id == new_id))}
    for sheet in session.scalars(filled.where(FilledSheet.subject_id == old_id)).all():
        there = own.get(sheet.sheet_key)
        if there is None:
            sheet.subject_id = new_id
            continue
        there.answers = {**sheet.answers, **{key: value for key, value in there.answers.items() if value}}
        session.delete(sheet)
