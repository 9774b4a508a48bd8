"""The ecomap of a case: its ties as they are now and as they are hoped for, suggested, written, dragged, drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.eco_ties import DIRECTION_WORDS, STRENGTH_WORDS, Tie
from hokatsu_desktop.drawing.ecomap import ecomap, ecomap_words
from hokatsu_desktop.drawing.relatives import title_with_principal
from hokatsu_desktop.models import Agency, Case, CaseAgency, EcoTie, Resource
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.drawing_places import keep_shift, shifts_of
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.genograms import HouseholdDrawing, Said, as_known, person_of, relatives_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.answers import Row

NOW, AHEAD = "now", "ahead"
TENSE_WORDS = {NOW: "今", AHEAD: "これから"}
KIND_WORDS = {"agency": "機関", "person": "人", "place": "場・活動"}
MOST_TIES = 16
_WHOLE = "世帯"

Worded = Callable[[str], str]
"""How the words of a drawing are put."""


@dataclass(frozen=True)
class Suggestion:
    """Somebody or something that is known of the case and not on the drawing yet."""

    name: str
    kind: str
    agency_id: int | None = None
    resource_id: int | None = None


def drawing_name(tense: str) -> str:
    """The name of one of the two drawings, as places are kept for it."""
    return f"ecomap_{tense}"


def ties_of(session: Session, case_id: int, tense: str) -> list[EcoTie]:
    """The lines of one drawing in their order."""
    query = select(EcoTie).where(EcoTie.case_id == case_id, EcoTie.tense == tense)
    return list(session.scalars(query.order_by(EcoTie.position, EcoTie.id)))


def eco_picture(
    session: Session, case_id: int, tense: str, said: Said = as_known, worded: Worded = str
) -> HouseholdDrawing:
    """One of the two drawings with its marks, and the same in words; `said` and `worded` may call people otherwise."""
    case = still_there(session, Case, case_id)
    titles = household_titles(session, case, said)
    title = worded(case.title or _WHOLE)
    ties = [
        Tie(
            key=f"tie:{tie.id}",
            name=worded(tie.name),
            kind=tie.kind,
            strength=tie.strength,
            direction=tie.direction,
            who=titles.get(tie.person_id, "") if tie.person_id else "",
            note=worded(tie.note),
        )
        for tie in ties_of(session, case_id, tense)
    ]
    drawing = ecomap(title, together_words(session, case, said), ties, shifts_of(session, case_id, drawing_name(tense)))
    return HouseholdDrawing(drawing.shapes, ecomap_words(title, ties), drawing.marks)


def household_titles(session: Session, case: Case, said: Said = as_known) -> dict[int, str]:
    """What each member of the household is called beside a line: 本人, 長男."""
    return {person_of(one.key): title_with_principal(one) or one.name for one in relatives_of(session, case, said)}


def together_words(session: Session, case: Case, said: Said = as_known) -> str:
    """Those who live together, for the circle in the middle: 本人・長男."""
    return "・".join(
        title_with_principal(one) for one in relatives_of(session, case, said) if one.is_resident and one.title
    )


def suggestions(session: Session, case_id: int, tense: str) -> list[Suggestion]:
    """The case's agencies and key people without a line in this drawing; for これから also whom 今 has."""
    case = still_there(session, Case, case_id)
    present = {tie.name for tie in ties_of(session, case_id, tense)}
    found: list[Suggestion] = []
    if tense == AHEAD:
        found += [
            Suggestion(tie.name, tie.kind, tie.agency_id, tie.resource_id) for tie in ties_of(session, case_id, NOW)
        ]
    query = select(CaseAgency).where(CaseAgency.case_id == case_id, CaseAgency.until_on.is_(None))
    found += [
        Suggestion(one.agency_name, "place" if one.resource_id else "agency", one.agency_id, one.resource_id)
        for one in session.scalars(query.order_by(CaseAgency.id))
        if one.agency_name
    ]
    found += [
        Suggestion(one.name, "person")
        for one in relatives_of(session, case)
        if one.is_key_person and not one.is_resident and not one.has_died
    ]
    by_name: dict[str, Suggestion] = {}
    for one in found:
        if one.name not in present:
            by_name.setdefault(one.name, one)
    return list(by_name.values())


def directory_named(session: Session) -> list[Suggestion]:
    """The directory to pick from: the agencies in use by name, then the resources."""
    agencies = select(Agency.id, Agency.name).where(Agency.retired_on.is_(None)).order_by(Agency.name)
    places = select(Resource.id, Resource.name).where(Resource.retired_on.is_(None)).order_by(Resource.name)
    return [
        *(Suggestion(name, "agency", agency_id=found) for found, name in session.execute(agencies)),
        *(Suggestion(name, "place", resource_id=found) for found, name in session.execute(places)),
    ]


def add_tie(session: Session, case_id: int, tense: str, name: str, **values: Any) -> int:
    """Draw a line to somebody or something; gives its id. Raises Refusal without a name, or where the drawing is full."""
    still_there(session, Case, case_id)
    if not name.strip():
        raise Refusal("つながる相手（機関・人・場）の名前を入れてください。")
    if len(ties_of(session, case_id, tense)) >= MOST_TIES:
        raise Refusal(f"1枚の図に入れられるのは{MOST_TIES}本までです。使わない線を外してください。")
    with act(session, "add_eco_tie", "エコマップに線を加える"):
        last = session.scalar(select(func.max(EcoTie.position)).where(EcoTie.case_id == case_id)) or 0
        tie = EcoTie(case_id=case_id, name=name.strip(), tense=tense, position=last + 1, **values)
        session.add(tie)
        session.flush()
    return tie.id


def change_tie(session: Session, tie_id: int, **values: Any) -> None:
    """Change a line, by attribute name: strength, direction, person_id, name, kind, note."""
    tie = still_there(session, EcoTie, tie_id)
    if "name" in values and not str(values["name"]).strip():
        raise Refusal("つながる相手（機関・人・場）の名前を入れてください。")
    with act(session, "change_eco_tie", "エコマップの線を直す"):
        for name, value in values.items():
            setattr(tie, name, value)
        session.flush()


def take_away_tie(session: Session, tie_id: int) -> None:
    """Take a line away."""
    tie = still_there(session, EcoTie, tie_id)
    with act(session, "take_away_eco_tie", "エコマップの線を外す"):
        session.delete(tie)
        session.flush()


def carry_ahead(session: Session, case_id: int) -> int:
    """Draw 今 once more as これから, to change it there: lines that これから does not have yet. Gives how many."""
    present = {tie.name for tie in ties_of(session, case_id, AHEAD)}
    missing = [tie for tie in ties_of(session, case_id, NOW) if tie.name not in present]
    with act(session, "carry_eco_ties", "今のエコマップをこれからに写す"):
        for tie in missing:
            add_tie(
                session,
                case_id,
                AHEAD,
                tie.name,
                kind=tie.kind,
                agency_id=tie.agency_id,
                resource_id=tie.resource_id,
                person_id=tie.person_id,
                strength=tie.strength,
                direction=tie.direction,
                note=tie.note,
            )
    return len(missing)


def drag_tie(session: Session, case_id: int, tense: str, mark: str, shift: tuple[float, float]) -> None:
    """Keep a circle so far from where the layout puts it. Raises Refusal where it would stand on others or their lines."""
    with act(session, "drag_mark", "図の位置をずらす"):
        keep_shift(session, case_id, drawing_name(tense), mark, shift)
        marks = {one.key: one for one in eco_picture(session, case_id, tense).marks}
        if max(abs(marks[mark].shift[0] - shift[0]), abs(marks[mark].shift[1] - shift[1])) > 0.1:
            raise Refusal("そこに置くと、ほかの線や相手と重なります。少しずらして置いてください。")


def eco_rows(session: Session, case: Case) -> list[Row]:
    """All lines of both drawings as rows of a sheet: the drawings in words."""
    titles = household_titles(session, case)
    return [
        {
            "tense": TENSE_WORDS[tense],
            "name": tie.name,
            "who": titles.get(tie.person_id, _WHOLE) if tie.person_id else _WHOLE,
            "strength": STRENGTH_WORDS.get(tie.strength, "").removesuffix("つながり").removesuffix("の"),
            "direction": DIRECTION_WORDS.get(tie.direction, ""),
            "note": tie.note,
        }
        for tense in (NOW, AHEAD)
        for tie in ties_of(session, case.id, tense)
    ]
