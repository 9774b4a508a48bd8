"""Rounds of household visits (世帯訪問調査): adding one, and passing the worrying households on."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Person, Referral, SurveyRound, SurveyVisit
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.naming import refresh_titles
from hokatsu_desktop.services.referrals import begin_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.silence import bring_to_meeting
from hokatsu_desktop.services.survey_rows import visits_of

NO_MEETING = (
    "この世帯はもうケースですが、これから開く会議がまだありません。"
    "「会議」で会議を開いてから、もう一度押してください。書いたものは残っています。"
)


@dataclass(frozen=True)
class Reported:
    """Where a worrying household was passed on to: a draft of a referral, or a meeting."""

    case_id: int
    meeting_id: int | None = None


def add_round(session: Session, name: str) -> SurveyRound:
    """Write down a round of visits. Raises Refusal without a name."""
    if not name.strip():
        raise Refusal("調査の名前を入れてください。")
    with act(session, "add_survey_round", "世帯訪問調査を加える"):
        survey = SurveyRound(name=name.strip(), period_from=today(session))
        session.add(survey)
        session.flush()
    return survey


def rounds(session: Session) -> list[SurveyRound]:
    """All rounds, the newest first, those without a day before them."""
    undated = SurveyRound.period_from.is_(None)
    return list(
        session.scalars(
            select(SurveyRound).order_by(undated.desc(), SurveyRound.period_from.desc(), SurveyRound.id.desc())
        )
    )


def worrying(session: Session, round_id: int) -> list[SurveyVisit]:
    """The households of a round that worry the visitors and were not passed on yet."""
    return [one for one in visits_of(session, round_id) if one.worrying == "yes" and one.reported_on is None]


def report_worrying(session: Session, visit_id: int) -> Reported:
    """Pass a worrying household on: one that is a case to the next meeting, another one as a draft of a referral.

    Raises Refusal when it does not worry, was passed on before, has no words to call it by, or no meeting is planned.
    """
    visit = still_there(session, SurveyVisit, visit_id)
    if visit.worrying != "yes" or visit.reported_on is not None:
        raise Refusal("この世帯は、気になる世帯ではないか、もうつないであります。何も変わっていません。")
    with act(session, "report_worrying", "気になる世帯をつなぐ"):
        reported = to_meeting(session, visit.case_id) if visit.case_id is not None else to_referral(session, visit)
        visit.reported_on = today(session)
        session.flush()
    return reported


def to_meeting(session: Session, case_id: int) -> Reported:
    """Put the case of a household on the next meeting. Raises Refusal when none is planned."""
    meeting = bring_to_meeting(session, case_id)
    if meeting is None:
        raise Refusal(NO_MEETING)
    return Reported(case_id, meeting.id)


def to_referral(session: Session, visit: SurveyVisit) -> Reported:
    """Begin a referral from what the visitors saw; it waits as a draft to be received."""
    if not visit.household.strip():
        raise Refusal("どの世帯か、名前か呼び方（「橋のたもとの家」など）を入れてください。ほかは残っています。")
    survey = still_there(session, SurveyRound, visit.round_id)
    referral = begin_referral(session)
    case = still_there(session, Case, referral.case_id)
    person = still_there(session, Person, case.principal_id)
    person.called, person.district = visit.household.strip(), visit.district.strip()
    tell_source(referral, survey, visit)
    visit.case_id = case.id
    refresh_titles(session, case)
    return Reported(case.id)


def tell_source(referral: Referral, survey: SurveyRound, visit: SurveyVisit) -> None:
    """Say in a referral which round it comes from, who was there, and what they noticed."""
    referral.from_agency_name = f"世帯訪問調査（{survey.name}）"
    referral.from_contact_name = visit.who
    referral.route, referral.intake_mode = "outreach", "home_visit"
    referral.stuck_on = visit.noticed
