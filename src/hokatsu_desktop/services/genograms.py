"""The genogram of a case: the household's people as relatives with the ties told of them, drawn as the office draws."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.genogram import Relative, genogram, genogram_words
from hokatsu_desktop.drawing.marks import Mark
from hokatsu_desktop.drawing.relatives import TieKind
from hokatsu_desktop.drawing.shapes import Shape
from hokatsu_desktop.models import Case, HouseholdMember, Kinship, Person
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.drawing_places import GENOGRAM, drawing_style, shifts_of
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.members import members_of, shown_age
from hokatsu_desktop.services.refusal import Gone

PARENT = "parent"
TIE_KINDS = {"partner": TieKind.MARRIED, "common_law": TieKind.UNREGISTERED, "divorced": TieKind.FORMER}

Said = Callable[[Person, Relative], Relative]
"""How a relative is called in a drawing."""


@dataclass(frozen=True)
class HouseholdDrawing:
    """The genogram, its marks that can be chosen, and the same in words."""

    shapes: tuple[Shape, ...]
    words: str
    marks: tuple[Mark, ...] = ()


def mark_of(person_id: int) -> str:
    """The key of a person's mark."""
    return f"person:{person_id}"


def person_of(mark: str) -> int:
    """The person whom a mark stands for."""
    return int(mark.removeprefix("person:"))


def as_known(_person: Person, relative: Relative) -> Relative:
    """A relative with name and age as the store knows them."""
    return relative


def relatives_of(session: Session, case: Case, said: Said = as_known) -> list[Relative]:
    """The members of the household as the drawing is told of them, with ages as of today; `said` may call them otherwise."""
    members = members_of(session, case)
    parents, partners = _ties_among(session, [person.id for _, person in members])
    on = today(session)
    return [
        said(
            person,
            Relative(
                name=person.shown_name,
                sex=person.sex,
                age=shown_age(person, on),
                kinship=member.kinship,
                label=member.second_label,
                is_principal=person.id == case.principal_id,
                is_dead=bool(person.died_on),
                lives_together=member.lives_together,
                is_key_person=member.key_person,
                key=mark_of(person.id),
                parents=tuple(parents[person.id]),
                partners=tuple(partners[person.id]),
            ),
        )
        for member, person in members
    ]


def household_picture(session: Session, case_id: int, said: Said = as_known) -> HouseholdDrawing:
    """The genogram of the household with ages as of today, and the same in words; `said` may call people otherwise."""
    case = still_there(session, Case, case_id)
    relatives = relatives_of(session, case, said)
    shifts = {mark: shift[0] for mark, shift in shifts_of(session, case_id, GENOGRAM).items()}
    drawing = genogram(relatives, drawing_style(session), shifts)
    return HouseholdDrawing(drawing.shapes, genogram_words(relatives), drawing.marks)


def member_of(session: Session, case: Case, person_id: int) -> tuple[HouseholdMember, Person]:
    """One member of the household. Raises Gone when they are no longer in it."""
    for member, person in members_of(session, case):
        if person.id == person_id:
            return member, person
    raise Gone


def _ties_among(
    session: Session, people: list[int]
) -> tuple[dict[int, list[str]], dict[int, list[tuple[str, TieKind]]]]:
    """What was told of these people among themselves: the parents and the partners of each."""
    parents: dict[int, list[str]] = defaultdict(list)
    partners: dict[int, list[tuple[str, TieKind]]] = defaultdict(list)
    query = select(Kinship).where(Kinship.person_id.in_(people), Kinship.other_id.in_(people)).order_by(Kinship.id)
    for tie in session.scalars(query):
        if tie.tie == PARENT:
            parents[tie.other_id].append(mark_of(tie.person_id))
        else:
            partners[tie.person_id].append((mark_of(tie.other_id), TIE_KINDS[tie.tie]))
    return parents, partners
