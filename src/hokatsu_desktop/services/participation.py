"""Participation support (参加支援): what somebody likes, the places that take them in, and asking how it goes."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Participation, ParticipationDay, ParticipationPlace
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.rows import read_rows, write_rows
from hokatsu_desktop.sheets.answers import Row

WORDS = ("likes", "worries", "wish")
PLACES, DAYS = "case.participation_places", "case.participation_days"


def participation_of(session: Session, case_id: int) -> Participation | None:
    """What was said about taking part, if anything was."""
    return session.scalar(select(Participation).where(Participation.case_id == case_id))


def begun_participation(session: Session, case_id: int) -> Participation:
    """The participation support of a case, begun today if it had not."""
    participation = participation_of(session, case_id)
    if participation is None:
        participation = Participation(case_id=case_id, began_on=today(session))
        session.add(participation)
        session.flush()
    return participation


def save_participation(session: Session, case_id: int, **words: str) -> Participation:
    """Keep what somebody likes, what worries them, and what they wish, by attribute name."""
    still_there(session, Case, case_id)
    with act(session, "save_participation", "参加支援を書く"):
        participation = begun_participation(session, case_id)
        for name, value in words.items():
            if name not in WORDS:
                raise KeyError(name)
            setattr(participation, name, value)
    return participation


def place_rows(session: Session, case_id: int) -> list[Row]:
    """The places as rows."""
    return read_rows(session, PLACES, {"case": still_there(session, Case, case_id)})


def save_places(session: Session, case_id: int, rows: Sequence[Row]) -> None:
    """Make the places equal to `rows`; a day to ask how it goes becomes something to do."""
    case = still_there(session, Case, case_id)
    with act(session, "save_places", "参加の場を書く"):
        if rows:
            begun_participation(session, case_id)
        write_rows(session, PLACES, rows, {"case": case})


def day_rows(session: Session, case_id: int) -> list[Row]:
    """The days on which somebody went, as rows."""
    return read_rows(session, DAYS, {"case": still_there(session, Case, case_id)})


def save_days(session: Session, case_id: int, rows: Sequence[Row]) -> None:
    """Make the days equal to `rows`."""
    case = still_there(session, Case, case_id)
    with act(session, "save_days", "参加の日のようすを書く"):
        if rows:
            begun_participation(session, case_id)
        write_rows(session, DAYS, rows, {"case": case})


def place_words(places: Sequence[ParticipationPlace], days: Sequence[ParticipationDay]) -> str:
    """How many places there are and where it settled, in plain words."""
    if not places:
        return "まだ参加の場はありません。好きなことや得意なことから、合いそうな場を一緒にさがします。"
    settled = [one.place for one in places if one.settled and not one.ended]
    words = [f"声をかけた場は{len(places)}か所、行った日は{len(days)}日です。"]
    if settled:
        words.append(f"続いているのは、{'、'.join(filter(None, settled))}です。")
    return "".join(words)


def places_of(session: Session, case_id: int) -> Sequence[ParticipationPlace]:
    """The places of a case in the order of the table."""
    query = select(ParticipationPlace).where(ParticipationPlace.case_id == case_id)
    return session.scalars(query.order_by(ParticipationPlace.position, ParticipationPlace.id)).all()


def days_of(session: Session, case_id: int) -> Sequence[ParticipationDay]:
    """The days of a case in the order of the table."""
    query = select(ParticipationDay).where(ParticipationDay.case_id == case_id)
    return session.scalars(query.order_by(ParticipationDay.position, ParticipationDay.id)).all()
