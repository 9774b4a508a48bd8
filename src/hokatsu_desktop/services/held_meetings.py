"""Ending a meeting whole: its times are kept, and what it judged moves each case on."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Meeting, MeetingCase, Stage
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_basis import BasisOffer, basis_offers
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import agenda_of, cases_of, finish_meeting
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.veils import hidden_words

BEFORE_A_PLAN = (Stage.RECEIVED, Stage.ARRANGING, Stage.ASSESSING, Stage.SUPPORT_MEETING, Stage.REOPENED)


@dataclass(frozen=True)
class Unagreed:
    """A case that stands as 重層的支援会議 without consent, and the ground it may be put on."""

    meeting_case_id: int
    title: str
    offer: BasisOffer


def end_meeting(
    session: Session,
    meeting_id: int,
    goal_result: str,
    goal_carried: str = "",
    *,
    spent: Mapping[int, int] | None = None,
) -> Meeting:
    """End a meeting; `spent` are the minutes of the timer by agenda item.

    Raises Refusal without a word on the goal, and while a case stands as 重層的支援会議 whose household does not agree.
    """
    if words := hidden_words(session, meeting_id):
        raise Refusal(
            f"この会議の案件のうち{words}。会議を終えるのは、すべての案件を見られる職員に頼んでください。書いたものは残っています。"
        )
    refuse_without_agreement(session, meeting_id)
    with act(session, "finish_meeting", "会議を終える"):
        meeting = finish_meeting(session, meeting_id, goal_result=goal_result, goal_carried=goal_carried)
        for one in agenda_of(session, meeting_id):
            one.spent_minutes = (spent or {}).get(one.id, one.spent_minutes)
        for part in cases_of(session, meeting_id):
            move_on(still_there(session, Case, part.case_id), part)
    return meeting


def without_agreement(session: Session, meeting_id: int) -> list[Unagreed]:
    """The cases that a meeting to come may not end with as 重層的支援会議, each with the ground it may be put on."""
    return [
        Unagreed(part.id, still_there(session, Case, part.case_id).title, offer)
        for part in cases_of(session, meeting_id)
        for offer in basis_offers(session, part)
        if offer.is_needed
    ]


def refuse_without_agreement(session: Session, meeting_id: int) -> None:
    """Refuse to end a meeting as 重層的支援会議 for a household that took its consent back after it was called."""
    found = without_agreement(session, meeting_id)
    if not found:
        return
    named = "".join(f"{one.title}：{one.offer.words}" for one in found)
    raise Refusal(
        f"重層的支援会議として終えるには、本人と家族の同意がいります。{named}"
        f"「{found[0].offer.button}」を押すか、この会議から外してください。書いたものは残っています。"
    )


def move_on(case: Case, part: MeetingCase) -> None:
    """What the meeting judged moves a case on: decided or amended, a plan is next; not taken up, it is arranged anew.

    Closing needs more than the meeting's word (who walks on, the household's leftovers), so 終結 leaves the stage alone.
    """
    match part.verdict:
        case "decided" | "amend" if case.stage in BEFORE_A_PLAN:
            case.stage = Stage.PLANNING
        case "not_taken" if case.stage == Stage.SUPPORT_MEETING:
            case.stage = Stage.ARRANGING
        case _:
            pass
