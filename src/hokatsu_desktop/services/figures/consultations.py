"""Who came and how: new people by attribute, age and sex, their ways in and worries, and the notes that were written."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.ages import whole_age
from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import Case, Note, Person, Referral
from hokatsu_desktop.services.figures.figure import Figure, Seen, amounts, by_choice, events, within
from hokatsu_desktop.services.sight import unveiled

BANDS = (
    (6, "age_0_6"),
    (15, "age_7_15"),
    (18, "age_16_18"),
    (29, "age_19_29"),
    (39, "age_30s"),
    (49, "age_40s"),
    (59, "age_50s"),
    (64, "age_60_64"),
    (74, "age_65_74"),
    (84, "age_75_84"),
)
"""The oldest of each band of the list age_band."""
OLDEST = "age_85_over"
NEW = "new_people"


@dataclass(frozen=True)
class Newcomer:
    """A person whose first case of the year was received."""

    seen: Seen  # the day, and the case
    attribute: str
    sex: str
    birth: str  # PartialDate text, or "?" and words


def consultation_figures(session: Session, year: int) -> list[Figure]:
    """Counters 1 to 4 of the fiscal year that begins in `year`."""
    with unveiled(session):
        came = newcomers(session, year)
        return [
            events(NEW, "新規受付（人）", [one.seen for one in came], year),
            notes_written(session, year),
            *by_choice(
                "new_attribute", "属性", "attribute", ((one.attribute, one.seen) for one in came), year, part_of=NEW
            ),
            *by_choice("new_age", "年代", "age_band", ((band_of(one), one.seen) for one in came), year, part_of=NEW),
            *by_choice("new_sex", "性別", "sex", ((one.sex, one.seen) for one in came), year, part_of=NEW),
            *ways_in(session, year),
        ]


def newcomers(session: Session, year: int) -> list[Newcomer]:
    """Counter 1: people whose first case of the year was received; somebody received twice in a year comes once."""
    rows = session.execute(
        select(Case.received_on, Case.id, Case.attribute, Person.id, Person.sex, Person.birth)
        .join(Person, Person.id == Case.principal_id)
        .where(within(Case.received_on, year), Case.trashed_at.is_(None))
        .order_by(Case.received_on, Case.id)
    )
    firsts: dict[int, Newcomer] = {}
    for day, case_id, attribute, person_id, sex, birth in rows:
        if day is not None:
            firsts.setdefault(person_id, Newcomer(Seen(day, case_id), attribute, sex, birth))
    return list(firsts.values())


def band_of(one: Newcomer) -> str:
    """The key of the list age_band on the day of the referral; empty while the birth date leaves it open."""
    if not one.birth or one.birth.startswith("?"):
        return ""
    age = whole_age(PartialDate.from_text(one.birth), one.seen.day)
    return "" if age is None else next((key for oldest, key in BANDS if age <= oldest), OLDEST)


def notes_written(session: Session, year: int) -> Figure:
    """Counter 2: entries of the 経過記録 by the day of what happened."""
    rows = session.execute(
        select(Note.happened_on, func.count())
        .join(Case, Case.id == Note.case_id)
        .where(within(Note.happened_on, year), Note.is_draft.is_(False), Case.trashed_at.is_(None))
        .group_by(Note.happened_on)
    )
    return amounts("notes", "継続（延べ対応）", [(day, count) for day, count in rows if day is not None], year)


def ways_in(session: Session, year: int) -> list[Figure]:
    """Counter 4: referrals by the way they came, and by what they were most worried about and also worried about."""
    rows = session.execute(
        select(Referral.received_on, Case.id, Referral.route, Referral.worries)
        .join(Case, Case.id == Referral.case_id)
        .where(within(Referral.received_on, year), Case.trashed_at.is_(None))
    ).all()
    came = [(Seen(day, case_id), route, worries) for day, case_id, route, worries in rows if day is not None]
    topics = ((topic, one) for one, _, worries in came for topic in topics_of(worries))
    return [
        *by_choice("route", "相談経路", "route", ((route, one) for one, route, _ in came), year, part_of="referrals"),
        *by_choice("topic", "困りごと", "topic", topics, year),
    ]


def topics_of(worries: dict[str, object]) -> list[str]:
    """The worries of one referral, each once; one empty word when nothing was ticked."""
    also = worries.get("also")
    told = [worries.get("most"), *(also if isinstance(also, list) else [])]
    return list(dict.fromkeys(str(topic) for topic in told if topic)) or [""]
