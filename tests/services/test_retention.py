"""保存年限: which cases are 廃棄候補, told by an oracle of its own on random records; what the office and a case may say."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Household, Person, Stage
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.retention import (
    PERMANENT,
    RetentionRule,
    StartRule,
    candidates,
    decide_rule,
    end_hold,
    hold,
    keep_for,
    kept_of,
    last_day,
    over,
    retention_rule,
    starts_on,
)
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.today.retention import to_dispose_of
from hokatsu_desktop.services.veils import hide_case
from tests.services.conftest import NOON, Clock
from tests.services.test_veils import working

DONE = (Stage.CLOSED, Stage.PASSED_ON, Stage.SHARED_ONLY)


def on(clock: Clock, day: date) -> None:
    clock.moment = datetime(day.year, day.month, day.day, 1, 0, tzinfo=NOON.tzinfo)


def case_in(session: Session, number: str, **values: object) -> Case:
    with act(session, "receive_referral", "受け付ける"):
        person, household = Person(name="架空 花子"), Household(title="架空世帯")
        session.add_all([person, household])
        session.flush()
        case = Case(household_id=household.id, principal_id=person.id, number=number, title="架空世帯", **values)  # type: ignore[arg-type]  # the columns of Case
        session.add(case)
        session.flush()
    return case


def may_go(case: Case, rule: RetentionRule, today: date) -> bool:
    """The oracle: days are walked one by one, as a clerk would with a calendar."""
    if case.stage not in DONE or case.trashed_at is not None or case.retention_hold or case.closed_on is None:
        return False
    years = case.retention_years if case.retention_years is not None else rule.usual_years
    if years == 0:
        return False
    day = case.retention_from
    if day is None:
        day = case.closed_on + timedelta(days=1)
        while rule.start is StartRule.APRIL and (day.month, day.day) != (4, 1):
            day += timedelta(days=1)
    for _ in range(years):
        begun = day
        day = begun + timedelta(days=365)
        while (day.month, day.day) < (begun.month, begun.day) or day.year == begun.year:
            day += timedelta(days=1)
    return today >= day


def random_cases(session: Session, many: int, seed: int) -> list[Case]:
    with act(session, "receive_referral", "受け付ける"):
        made = made_at_random(session, many, seed)
    session.commit()
    return made


def made_at_random(session: Session, many: int, seed: int) -> list[Case]:
    source = random.Random(seed)
    person, household = Person(name="架空 花子"), Household(title="架空世帯")
    session.add_all([person, household])
    session.flush()
    made = []
    for number in range(many):
        closed = day_at_an_edge(source)
        stage = source.choice((*DONE, *DONE, Stage.SUPPORTING, Stage.REOPENED))
        case = Case(household_id=household.id, principal_id=person.id, number=f"R1-{number:05d}", stage=stage)
        case.closed_on = closed if stage in DONE else None
        case.retention_years = source.choice((None, None, 0, 1, 3, 5, 10))
        case.retention_from = source.choice((None, None, None, closed + timedelta(days=source.randrange(400))))
        case.retention_hold, case.retention_hold_why = source.random() < 0.15, "係争"
        case.trashed_at = datetime(2026, 1, 1) if source.random() < 0.05 else None  # noqa: DTZ001  UTC without a zone, as stored
        made.append(case)
    session.add_all(made)
    session.flush()
    return made


def day_at_an_edge(source: random.Random) -> date:
    """A day on which a case may have been closed, half of them near the turn of a year or a leap day."""
    day = date(2010, 1, 1) + timedelta(days=source.randrange(6000))
    match source.randrange(10):
        case 0 | 1:
            return date(day.year, 3, source.choice((30, 31)))
        case 2 | 3:
            return date(day.year, 4, source.choice((1, 2)))
        case 4:
            return date(day.year // 4 * 4, 2, 29)
        case _:
            return day


def check_against_oracle(session: Session, clock: Clock, many: int, seed: int) -> None:
    made = random_cases(session, many, seed)
    source = random.Random(seed + 1)
    for start in StartRule:
        for usual in (1, 5, 10):
            rule = replace(retention_rule(session), usual_years=usual, start=start)
            decide_rule(session, rule)
            today = source.choice((date(2026, 3, 31), date(2026, 4, 1), date(2024, 2, 29), date(2025, 7, 9)))
            on(clock, today)
            told = {one.case_id for one in candidates(session)}
            assert told == {case.id for case in made if may_go(case, rule, today)}, (seed, rule, today)
            assert 0 < len(told) < many


def test_candidates_are_those_the_oracle_names(session: Session, clock: Clock) -> None:
    check_against_oracle(session, clock, 300, 41)


@pytest.mark.long
def test_candidates_are_those_the_oracle_names_among_ten_thousand(session: Session, clock: Clock) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    check_against_oracle(session, clock, 10_000, seed)


@pytest.mark.parametrize(
    ("ended", "rule", "starts"),
    [
        (date(2026, 3, 31), StartRule.APRIL, date(2026, 4, 1)),
        (date(2026, 4, 1), StartRule.APRIL, date(2027, 4, 1)),
        (date(2026, 11, 23), StartRule.APRIL, date(2027, 4, 1)),
        (date(2026, 12, 31), StartRule.NEXT_DAY, date(2027, 1, 1)),
    ],
)
def test_the_years_begin_on(ended: date, rule: StartRule, starts: date) -> None:
    assert starts_on(ended, rule) == starts


@pytest.mark.parametrize(
    ("starts", "years", "last"),
    [
        (date(2027, 4, 1), 5, date(2032, 3, 31)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2027, 4, 1), 0, None),
    ],
)
def test_the_last_day_of_the_time(starts: date, years: int, last: date | None) -> None:
    assert last_day(starts, years) == last


def test_a_case_without_a_day_of_closing_ends_with_the_last_contact(session: Session) -> None:
    case = case_in(session, "R8-001", stage=Stage.SHARED_ONLY, received_on=date(2026, 5, 1))
    found = kept_of(session, case.id)
    assert found is not None
    assert (found.ended_on, found.starts_on, found.expires_on) == (
        date(2026, 5, 1),
        date(2027, 4, 1),
        date(2032, 3, 31),
    )


def test_an_open_case_has_no_time(session: Session) -> None:
    assert kept_of(session, case_in(session, "R8-001", stage=Stage.SUPPORTING).id) is None


def test_a_hold_needs_a_reason_keeps_the_case_and_can_end(session: Session, clock: Clock) -> None:
    case = case_in(session, "R8-001", stage=Stage.CLOSED, closed_on=date(2019, 5, 1))
    on(clock, date(2026, 4, 1))
    with pytest.raises(Refusal):
        hold(session, case.id, "　")
    hold(session, case.id, "開示請求")
    assert candidates(session) == []
    assert [one.hold_why for one in over(session)] == ["開示請求"]
    end_hold(session, case.id)
    assert [one.case_id for one in candidates(session)] == [case.id]
    undo(session)
    assert candidates(session) == []


def test_a_case_may_have_years_of_its_own_from_a_day_of_its_own(session: Session, clock: Clock) -> None:
    case = case_in(session, "R8-001", stage=Stage.CLOSED, closed_on=date(2019, 5, 1))
    on(clock, date(2026, 4, 1))
    keep_for(session, case.id, 10, date(2019, 6, 1))
    found = kept_of(session, case.id)
    assert found is not None
    assert (found.years, found.starts_on, found.expires_on) == (10, date(2019, 6, 1), date(2029, 5, 31))
    assert candidates(session) == []
    with pytest.raises(Refusal):
        keep_for(session, case.id, 7)


def test_a_case_closed_to_whoever_asks_is_no_candidate_of_theirs(session: Session, clock: Clock) -> None:
    case_id = case_in(session, "R8-001", stage=Stage.CLOSED, closed_on=date(2019, 5, 1)).id
    on(clock, date(2026, 4, 1))
    colleague = join_office(session, "見本 ひろし").id
    hide_case(session, case_id, colleague, "いとこ")
    with working(session, colleague):
        assert over(session) == []
        assert kept_of(session, case_id) is None
        assert to_dispose_of(session, date(2026, 4, 1)) == []
    assert [one.case_id for one in candidates(session)] == [case_id]


def test_the_history_of_the_case_says_that_none_is_for_ever(session: Session) -> None:
    case = case_in(session, "R8-001", stage=Stage.CLOSED, closed_on=date(2019, 5, 1))
    keep_for(session, case.id, 10)
    keep_for(session, case.id, PERMANENT)
    (change,) = history_of_case(session, case.id).acts[0].changes
    assert "0は永久" in change.label
    assert (change.before, change.after) == ("10", "0")


@pytest.mark.parametrize(
    "rule",
    [
        RetentionRule(classes=()),
        RetentionRule(classes=(5, 101)),
        RetentionRule(classes=(5, -1)),
        RetentionRule(usual_years=7),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(session: Session, rule: RetentionRule) -> None:
    with pytest.raises(Refusal):
        decide_rule(session, rule)
    assert retention_rule(session) == RetentionRule()


def test_the_office_may_have_classes_of_its_own(session: Session) -> None:
    decide_rule(session, RetentionRule(7, (0, 30, 7), StartRule.NEXT_DAY))
    assert retention_rule(session) == RetentionRule(7, (0, 30, 7), StartRule.NEXT_DAY)
