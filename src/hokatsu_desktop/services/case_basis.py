"""On what ground one case is talked about at a meeting: 支援会議 without consent, 重層的支援会議 with it; one meeting may hold both."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Meeting, MeetingBasis, MeetingCase, MeetingState
from hokatsu_desktop.models.meeting import why_not_layered
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.called_meetings import put_case_on
from hokatsu_desktop.services.consents import consent_summary
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import SHARED_BASIS, refuse_without_consent
from hokatsu_desktop.services.modes import mode_on, refuse_by_mode, without_consent
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import label_of


@dataclass(frozen=True)
class BasisOffer:
    """Another ground that a case of a meeting to come may be put on."""

    meeting_case_id: int
    basis: MeetingBasis
    words: str  # why it is offered
    button: str
    is_needed: bool  # the case may not stay on the ground it is on


def basis_offer(session: Session, meeting_case: MeetingCase) -> BasisOffer | None:
    """What may be done about the ground of a case at a meeting to come; None where it stands as it should."""
    meeting = still_there(session, Meeting, meeting_case.meeting_id)
    if meeting.state == MeetingState.HELD or not the_office(session).layered_needs_consent:
        return None
    reason = why_not_layered(consent_summary(session, meeting_case.case_id))
    may_hold_layered = MeetingBasis.LAYERED in mode_on(session, meeting.held_on).bases
    match meeting_case.basis:
        case MeetingBasis.LAYERED if reason and not had_agreed(session, meeting_case.case_id, meeting.held_on):
            other = without_consent(session, meeting.held_on)
            return offer_of(meeting_case.id, other, reason, is_needed=True)
        case MeetingBasis.SUPPORT | MeetingBasis.NEEDY if not reason and may_hold_layered:
            words = "同意がそろいました。重層的支援会議としても話し合えます。"
            return offer_of(meeting_case.id, MeetingBasis.LAYERED, words, is_needed=False)
        case _:
            return None


def had_agreed(session: Session, case_id: int, day: date) -> bool:
    """Whether a household agreed on the day of a meeting, although somebody took it back since."""
    return not why_not_layered(consent_summary(session, case_id, on=day))


def offer_of(meeting_case_id: int, basis: MeetingBasis, words: str, *, is_needed: bool) -> BasisOffer:
    """The offer of a ground: 「支援会議として扱う」."""
    return BasisOffer(meeting_case_id, basis, words, f"{short_name(basis)}として扱う", is_needed)


def short_name(basis: MeetingBasis) -> str:
    """The kind of a meeting without its law: 支援会議."""
    return label_of("meeting_basis", basis).split("（")[0]


def treat_as(session: Session, meeting_case_id: int, basis: MeetingBasis) -> MeetingCase:
    """Put a case of a meeting to come on another ground; the consent as it stands now is written to it.

    Raises Refusal for a meeting that was held, and for 重層的支援会議 without consent.
    """
    part = still_there(session, MeetingCase, meeting_case_id)
    meeting = still_there(session, Meeting, part.meeting_id)
    if meeting.state == MeetingState.HELD:
        raise Refusal("終わった会議の扱いは変えられません。話し合った日の記録として残しています。")
    refuse_by_mode(session, basis, meeting.held_on)
    refuse_without_consent(session, basis, part.case_id)
    with act(session, "treat_as", f"ケースを{short_name(basis)}として扱う"):
        part.basis = basis
        part.shared_basis = SHARED_BASIS.get(basis, "")
        part.consent_words = consent_summary(session, part.case_id).words
    return part


def set_shared_basis(session: Session, meeting_case_id: int, ground: str) -> MeetingCase:
    """Note on what ground information is shared without consent (list consent_basis)."""
    part = still_there(session, MeetingCase, meeting_case_id)
    with act(session, "set_shared_basis", "同意なしで共有する根拠を書く"):
        part.shared_basis = ground
    return part


def put_on_as(session: Session, meeting_id: int, case_id: int, basis: MeetingBasis) -> MeetingCase:
    """Put one more case on a called meeting, on a ground of its own. Raises Refusal as `put_case_on` and `treat_as` do."""
    with act(session, "put_case_on", "会議にケースを加える"):
        return treat_as(session, put_case_on(session, meeting_id, case_id, basis).id, basis)


def may_be_layered(session: Session, case_id: int) -> list[Meeting]:
    """The meetings to come at which this case could be talked about as 重層的支援会議 now, the next first."""
    rows = session.execute(
        select(Meeting, MeetingCase)
        .join(MeetingCase, MeetingCase.meeting_id == Meeting.id)
        .where(MeetingCase.case_id == case_id, Meeting.state == MeetingState.PLANNED)
        .order_by(Meeting.held_on, Meeting.id)
    )
    offers = [(meeting, basis_offer(session, part)) for meeting, part in rows]
    return [meeting for meeting, offer in offers if offer is not None and offer.basis == MeetingBasis.LAYERED]
