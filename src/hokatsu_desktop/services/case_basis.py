"""On what ground one case is talked about at a meeting: 支援会議 without consent, 重層的支援会議 with it; one meeting may hold both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.ages import whole_age
from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import Case, Meeting, MeetingBasis, MeetingCase, MeetingSeries, MeetingState, Person
from hokatsu_desktop.models.meeting import why_not_layered
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.consents import consent_summary
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import SHARED_BASIS, refuse_without_consent
from hokatsu_desktop.services.members import members_of
from hokatsu_desktop.services.modes import mode_on, refuse_by_mode, without_consent
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import label_of

OLD, GROWN = 65, 18  # 介護保険法9条1号, 児童福祉法4条
AGREED = "同意がそろいました。"


@dataclass(frozen=True)
class BasisOffer:
    """Another ground that a case of a meeting to come may be put on."""

    basis: MeetingBasis
    words: str  # why it is offered
    is_needed: bool  # the case may not stay on the ground it is on

    @property
    def button(self) -> str:
        """What is pressed to take it: 「支援会議として扱う」."""
        return f"{short_name(self.basis)}として扱う"


@dataclass(frozen=True)
class Sitting:
    """The meeting at which a case would be talked about, called already or not."""

    basis: str
    held_on: date
    series_id: int | None = None


@dataclass(frozen=True)
class CaseGround:
    """A case that is to be put on a meeting: on what ground it stands, and what it could stand on instead."""

    case_id: int
    title: str
    basis: MeetingBasis
    offers: tuple[BasisOffer, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether the meeting cannot be called with it as it stands."""
        return any(one.is_needed for one in self.offers)


def basis_offers(session: Session, meeting_case: MeetingCase) -> list[BasisOffer]:
    """What may be done about the ground of a case at a meeting to come, what must be done first; none when it was held."""
    meeting = still_there(session, Meeting, meeting_case.meeting_id)
    if meeting.state == MeetingState.HELD:
        return []
    sitting = Sitting(meeting.basis, meeting.held_on, meeting.series_id)
    return offers_at(session, sitting, meeting_case.case_id, meeting_case.basis)


def offers_at(session: Session, sitting: Sitting, case_id: int, basis: str) -> list[BasisOffer]:
    """The other grounds for a case that stands on one: what its consent says, and the body that sits together with it."""
    reason = why_not_layered(consent_summary(session, case_id))
    found = [by_consent(session, sitting, case_id, basis, reason), by_body(session, sitting, case_id, basis, reason)]
    offers = {one.basis: one for one in reversed(found) if one is not None}
    return sorted(offers.values(), key=lambda one: not one.is_needed)


def by_consent(session: Session, sitting: Sitting, case_id: int, basis: str, reason: str) -> BasisOffer | None:
    """支援会議 for a household that does not agree, 重層的支援会議 for one that does; `reason` is why it may not be layered."""
    if not the_office(session).layered_needs_consent:
        return None
    may_hold_layered = MeetingBasis.LAYERED in mode_on(session, sitting.held_on).bases
    match basis:
        case MeetingBasis.LAYERED if reason and not had_agreed(session, case_id, sitting.held_on):
            return BasisOffer(without_consent(session, sitting.held_on), reason, is_needed=True)
        case MeetingBasis.SUPPORT | MeetingBasis.NEEDY if not reason and may_hold_layered:
            words = f"{AGREED}重層的支援会議としても話し合えます。"
            return BasisOffer(MeetingBasis.LAYERED, words, is_needed=False)
        case _:
            return None


def by_body(session: Session, sitting: Sitting, case_id: int, basis: str, reason: str) -> BasisOffer | None:
    """The body that a regular meeting is held together with, where the household belongs before it."""
    series = session.get(MeetingSeries, sitting.series_id) if sitting.series_id else None
    if series is None or not series.also_basis or basis != sitting.basis or series.also_basis == basis:
        return None
    other = MeetingBasis(series.also_basis)
    if other not in mode_on(session, sitting.held_on).bases:
        return None
    why = why_before(session, case_id, other, sitting.held_on, reason)
    if not why:
        return None
    name = series.also_name or short_name(other)
    words = f"この定例は「{name}」と合わせて開きます。{why}{short_name(other)}としても話し合えます。"
    return BasisOffer(other, words, is_needed=False)


def why_before(session: Session, case_id: int, body: MeetingBasis, on: date, reason: str) -> str:
    """Why a household belongs before a body, in words; empty where nothing known speaks for it."""
    match body:
        case MeetingBasis.LAYERED:
            return "" if reason and the_office(session).layered_needs_consent else AGREED
        case MeetingBasis.SUPPORT | MeetingBasis.NEEDY:
            return f"{reason}同意がなくても伝え合えるので、" if reason else ""
        case MeetingBasis.COMMUNITY_CARE:
            return f"{OLD}歳以上の人がいる世帯です。" if any(age >= OLD for age in ages(session, case_id, on)) else ""
        case MeetingBasis.CHILD_PROTECTION:
            return (
                f"{GROWN}歳未満の人がいる世帯です。" if any(age < GROWN for age in ages(session, case_id, on)) else ""
            )
        case _:
            return "この世帯に関わることなら、"


def ages(session: Session, case_id: int, on: date) -> list[int]:
    """The ages of those living in the household, as far as they are known."""
    people = [one for _, one in members_of(session, still_there(session, Case, case_id)) if not one.died_on]
    return [age for one in people if (age := age_of(one, on)) is not None]


def age_of(person: Person, on: date) -> int | None:
    """Somebody's age in whole years; None while it is not known."""
    try:
        return whole_age(PartialDate.from_text(person.birth), on) if person.birth else None
    except ValueError:
        return None


def grounds_at(
    session: Session, sitting: Sitting, case_ids: Sequence[int], chosen: dict[int, MeetingBasis]
) -> list[CaseGround]:
    """The cases of a meeting that is about to be called, each on the ground chosen for it, else on the meeting's."""
    found = []
    for case_id in case_ids:
        basis = chosen.get(case_id, MeetingBasis(sitting.basis))
        title = still_there(session, Case, case_id).title
        found.append(CaseGround(case_id, title, basis, tuple(offers_at(session, sitting, case_id, basis))))
    return found


def had_agreed(session: Session, case_id: int, day: date) -> bool:
    """Whether a household agreed on the day of a meeting, although somebody took it back since."""
    return not why_not_layered(consent_summary(session, case_id, on=day))


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


def may_be_layered(session: Session, case_id: int) -> list[Meeting]:
    """The meetings to come at which this case could be talked about as 重層的支援会議 now, the next first."""
    rows = session.execute(
        select(Meeting, MeetingCase)
        .join(MeetingCase, MeetingCase.meeting_id == Meeting.id)
        .where(MeetingCase.case_id == case_id, Meeting.state == MeetingState.PLANNED)
        .order_by(Meeting.held_on, Meeting.id)
    )
    layered = MeetingBasis.LAYERED
    return [meeting for meeting, part in rows if any(one.basis == layered for one in basis_offers(session, part))]
