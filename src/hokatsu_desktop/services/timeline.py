"""The life timeline (生活歴) of a household: facts in their order, with who told them and the day they were learned."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import Case, LifeEvent, Person
from hokatsu_desktop.services.members import members_of
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.lists import Choice, ChoiceList


def timeline_of(session: Session, case_id: int) -> list[LifeEvent]:
    """The facts of a household's life, in the order of time."""
    return arranged(placed(session, case_id))


def placed(session: Session, case_id: int) -> Sequence[LifeEvent]:
    """The facts in the order in which they were put."""
    query = select(LifeEvent).where(LifeEvent.case_id == case_id)
    return session.scalars(query.order_by(LifeEvent.position, LifeEvent.id)).all()


def arranged(events: Sequence[LifeEvent]) -> list[LifeEvent]:
    """Dated facts by their date; one in words (中学のころ) stays behind the fact it was put behind."""
    groups: list[tuple[PartialDate | None, list[LifeEvent]]] = []
    for event in events:
        when = day_of(event.happened)
        if when is None and groups:
            groups[-1][1].append(event)
        else:
            groups.append((when, [event]))
    undated = [event for when, group in groups if when is None for event in group]
    dated = sorted(((when, group) for when, group in groups if when is not None), key=lambda one: one[0])
    return undated + [event for _, group in dated for event in group]


def day_of(happened: str) -> PartialDate | None:
    """The date a stored answer holds; None for words, and for a date nobody knows."""
    try:
        found = PartialDate.from_text(happened)
    except ValueError:
        return None
    return found if found.year is not None else None


def timeline_rows(session: Session, case_id: int, *, as_put: bool = False) -> list[Row]:
    """The timeline as rows, each with its id under "_id"; `as_put` for the order in which they were put."""
    events = placed(session, case_id) if as_put else timeline_of(session, case_id)
    return [
        {
            "_id": str(one.id),
            "happened": one.happened,
            "person": str(one.person_id) if one.person_id is not None else "",
            "what": one.what,
            "own_view": one.own_view,
            "source": one.source,
            "learned_on": one.learned_on,
        }
        for one in events
    ]


def people_to_choose(session: Session, case_id: int) -> ChoiceList:
    """The people of the household as values, and whoever has left it but stands in the timeline."""
    people = {person.id: person for _, person in members_of(session, session.get_one(Case, case_id))}
    told_of = select(LifeEvent.person_id).where(LifeEvent.case_id == case_id)
    for person in session.scalars(select(Person).where(Person.id.in_(told_of))):
        people.setdefault(person.id, person)
    values = tuple(Choice(key=str(one.id), label=one.shown_name) for one in people.values())
    return ChoiceList(key="member", label="だれのこと", values=values)
