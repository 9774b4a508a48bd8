"""What consent decides for paper: to whom what may go out on what ground, what is left out, and what is noted of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, Degree, MeetingBasis, Part
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.attachments import AttachedFile
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.cases import add_family_member, set_part
from hokatsu_desktop.services.consents import record_consent, withdraw_consent
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.leaving_out import kinds_on, labels_outside, without
from hokatsu_desktop.services.may_share import Ground, Receiver, may_share
from hokatsu_desktop.services.meetings import Invitee, MeetingCall, attendances_of, call_meeting
from hokatsu_desktop.services.newest import newest_referral
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.papers_given import (
    MEETING,
    give_papers,
    papers_given,
    receivers,
    sharing_of,
)
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.sheets.definition import Kind
from hokatsu_desktop.sheets.information import NONE, information_in
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.sheets.load import all_sheets

TODAY = date(2026, 11, 23)
WATER = Receiver("水道課", "水道課")
CLINIC = Receiver("例示診療所", "例示診療所")
KINDS = frozenset({"identity", "money"})
AGENCY_ROWS = [{"agency_name": "水道課", "contact_name": "", "what": ""}]


@pytest.fixture
def case(session: Session) -> Case:
    referral = begin_referral(session)
    save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": "架空 花子", "from_agency": "水道課"})
    receive_referral(session, referral.id)
    save_sheet(session, "tsunagi_takashima_b", referral.id, {"agencies": AGENCY_ROWS, "history": "手紙が届いた。"})
    return session.get_one(Case, referral.case_id)


def agree(session: Session, case: Case, state: ConsentState = ConsentState.GIVEN, **values: object) -> None:
    record_consent(session, case.id, case.principal_id, state, **values)


def ground(session: Session, case: Case, receiver: Receiver = WATER, kinds: frozenset[str] = KINDS) -> Ground:
    return may_share(session, case.id, receiver, kinds).ground


def said(session: Session, case: Case, receiver: Receiver = WATER, kinds: frozenset[str] = KINDS) -> str:
    return "\n".join(may_share(session, case.id, receiver, kinds).why)


def test_nothing_goes_before_somebody_agreed(session: Session, case: Case) -> None:
    assert ground(session, case) is Ground.NOTHING
    assert "まだ確かめていません" in said(session, case)
    for state in (ConsentState.REFUSED, ConsentState.UNABLE, ConsentState.UNCONFIRMED):
        agree(session, case, state)
        assert ground(session, case) is Ground.NOTHING
        assert load_list("consent").label_of(state) in said(session, case)


def test_consent_is_for_its_agencies_only(session: Session, case: Case) -> None:
    agree(session, case, agencies="例示診療所\nほか")
    assert ground(session, case, CLINIC) is Ground.CONSENT
    assert ground(session, case, WATER) is Ground.NOTHING
    assert "入っていません" in said(session, case, WATER)


def test_without_names_it_is_for_the_agencies_involved(session: Session, case: Case) -> None:
    agree(session, case)
    assert ground(session, case, WATER) is Ground.CONSENT
    assert ground(session, case, CLINIC) is Ground.NOTHING
    assert "関わっている機関" in said(session, case, CLINIC)
    assert ground(session, case, Receiver("", "")) is Ground.NOTHING


def test_a_part_of_the_kinds_holds_back_the_rest(session: Session, case: Case) -> None:
    agree(session, case, ConsentState.PARTIAL, give=True, take=True, categories=["identity", "health"])
    answer = may_share(session, case.id, WATER, KINDS)
    assert (answer.ground, answer.outside, answer.can_leave_out) == (Ground.PARTIAL, frozenset({"money"}), True)
    assert "「収入・資産・債務のこと」" in answer.why[-1]
    assert ground(session, case, kinds=frozenset({"identity"})) is Ground.CONSENT
    nothing_left = may_share(session, case.id, WATER, {"money"})
    assert (nothing_left.ground, nothing_left.can_leave_out) == (Ground.PARTIAL, False)


def test_who_lets_nothing_be_told_is_not_told_of(session: Session, case: Case) -> None:
    agree(session, case, ConsentState.PARTIAL, give=False, take=True)
    assert ground(session, case) is Ground.NOTHING
    assert "伝えることには同意していません" in said(session, case)


def test_consent_taken_back_carries_nothing_and_undo_brings_it_back(session: Session, case: Case) -> None:
    agree(session, case)
    withdraw_consent(session, case.id, case.principal_id, "気が変わった", on=TODAY - timedelta(days=2))
    assert ground(session, case) is Ground.WITHDRAWN
    assert "R8.11.21に同意を取りやめています" in said(session, case)
    undo(session)
    assert ground(session, case) is Ground.CONSENT


def test_everybody_who_is_supported_must_agree(session: Session, case: Case) -> None:
    agree(session, case)
    son = add_family_member(session, case.id, name="架空 一郎", kinship="child")
    assert ground(session, case) is Ground.CONSENT
    set_part(session, case.id, son.id, Part.SUBJECT)
    assert ground(session, case) is Ground.NOTHING
    record_consent(session, case.id, son.id, ConsentState.PARTIAL, give=True, take=True, categories=["identity"])
    answer = may_share(session, case.id, WATER, KINDS)
    assert (answer.ground, answer.outside) == (Ground.PARTIAL, frozenset({"money"}))


@pytest.mark.parametrize("basis", ["duty_to_report", "danger_to_life", "personal_information_69"])
def test_a_ground_of_law_stands_in_for_consent(session: Session, case: Case, basis: str) -> None:
    agree(session, case, ConsentState.UNABLE, basis_without=basis)
    assert ground(session, case) is Ground.LAW
    assert load_list("consent_basis").label_of(basis) in said(session, case)


def test_a_support_meeting_as_ground_carries_no_paper_outside_of_it(session: Session, case: Case) -> None:
    agree(session, case, ConsentState.REFUSED, basis_without="support_meeting")
    assert ground(session, case) is Ground.NOTHING
    assert "支援会議の中でなら" in said(session, case)
    assert ground(session, case, Receiver("水道課", "水道課", MeetingBasis.SUPPORT)) is Ground.LAW


def test_an_old_consent_is_to_be_asked_again(session: Session, case: Case) -> None:
    agree(session, case, review_on=TODAY)
    assert ground(session, case) is Ground.CONSENT
    assert "見直す日（R8.11.23）を過ぎています" in said(session, case)


@pytest.mark.parametrize(
    ("basis", "bound", "expected"),
    [
        (MeetingBasis.SUPPORT, True, Ground.LAW),
        (MeetingBasis.SUPPORT, False, Ground.UNBOUND),
        (MeetingBasis.NEEDY, True, Ground.LAW),
        (MeetingBasis.CHILD_PROTECTION, True, Ground.LAW),
        (MeetingBasis.PUBLIC_ASSISTANCE, False, Ground.UNBOUND),
        (MeetingBasis.INTERNAL, False, Ground.LAW),
        (MeetingBasis.LAYERED, True, Ground.NOTHING),
        (MeetingBasis.COMMUNITY_CARE, True, Ground.NOTHING),
        (MeetingBasis.COMMUNITY, True, Ground.NOTHING),
        (MeetingBasis.TRAINING, True, Ground.NOTHING),
    ],
)
def test_each_kind_of_meeting_has_its_rule(
    session: Session, case: Case, basis: MeetingBasis, bound: bool, expected: Ground
) -> None:
    assert ground(session, case, Receiver("水道課", "水道課", basis, is_bound=bound)) is expected


def test_a_person_gets_their_own(session: Session, case: Case) -> None:
    assert ground(session, case, Receiver("本人", is_self=True)) is Ground.OWN


# Blanks and their kinds


def test_blanks_belong_to_one_of_the_six_kinds() -> None:
    six = {choice.key for choice in load_list("consent_category").values}
    for sheet in all_sheets():
        for blank in sheet.blanks:
            assert information_in(blank) in six | {NONE}, blank.key
    assessment = next(one for one in all_sheets() if one.key == "assessment")
    found = {blank.key: information_in(blank) for blank in assessment.blanks}
    assert (found["person_name"], found["members"], found["genogram"]) == ("identity",) * 3
    assert (found["treatment"], found["jobs"], found["arrears"]) == ("health", "activity", "money")
    assert (found["care_manager"], found["formulation"], found["received_on"]) == ("services", "life_history", NONE)


def test_a_blank_of_the_office_counts_as_the_widest_kind() -> None:
    blank = next(one for one in all_sheets()[0].blanks if one.kind is Kind.LINES)
    assert information_in(replace(blank, key="own_blank", bind="", list="")) == "life_history"


def test_what_is_outside_is_left_out_and_said(session: Session, case: Case) -> None:
    save_sheet(session, "assessment", case.id, {"arrears": ["water"], "treatment": "膝の痛み", "budget": "苦しい"})
    paper = replace(
        paper_of(session, "assessment", case.id), attached=(AttachedFile("紙", "application/pdf", 1, b"x"),)
    )
    assert {"identity", "money", "health"} <= kinds_on((paper,))
    left = without(paper, {"money"})
    assert ("money" in kinds_on((left,)), "health" in kinds_on((left,))) == (False, True)
    assert left.attached == ()
    assert "「" not in left.remarks[-1]
    assert left.remarks[-1].endswith("滞納・債務、家計のやりくり、別紙")
    assert "架空世帯" in left.case_label
    assert "架空" not in without(paper, {"identity"}).case_label
    assert without(replace(paper, attached=()), set()) == replace(paper, attached=())
    assert labels_outside((paper,), {"health"})[:1] == ["通院先・病名・服薬"]


# Who gets it, and what is noted


def test_the_receivers_of_a_sheet(session: Session, case: Case) -> None:
    paper = paper_of(session, "assessment", case.id)
    offered = [one.key for one in receivers(session, paper)]
    assert offered[:3] == ["", "own", "agency:水道課"]
    assert sharing_of(session, (paper,), "", Degree.NAMED) == ()
    assert [one.ground for one in sharing_of(session, (paper,), "own", Degree.NAMED)] == [Ground.OWN]
    held, free = (
        sharing_of(session, (paper,), "agency:水道課", degree)[0] for degree in (Degree.NAMED, Degree.LETTERS)
    )
    assert (held.ground, free.ground) == (Ground.NOTHING, Ground.HIDDEN)
    with pytest.raises(ValueError, match="nobody"):
        sharing_of(session, (paper,), "nobody", Degree.NAMED)


def test_a_reason_lets_it_go_and_stays_in_the_record(session: Session, case: Case) -> None:
    paper = paper_of(session, "assessment", case.id)
    answers = sharing_of(session, (paper,), "agency:水道課", Degree.NAMED)
    with pytest.raises(Refusal):
        give_papers(session, answers, receiver="水道課", papers=(paper,), reason="　")
    assert papers_given(session, case.id, most=9) == []
    give_papers(session, answers, receiver="水道課", papers=(paper,), reason="止水まで1日しかない")
    (given,) = papers_given(session, case.id, most=9)
    assert (given.receiver, given.ground, given.reason) == ("水道課", "nothing", "止水まで1日しかない")
    words = [(one.label, one.after) for one in history_of_case(session, case.id).acts[0].changes]
    assert ("渡した紙：渡したわけ", "止水まで1日しかない") in words
    (hit,) = find(session, "1日しかない")
    assert (hit.kind, hit.target_id, hit.case_id) == ("given", given.id, case.id)
    assert (hit.title, hit.meta) == ("水道課　アセスメント", "渡した紙 R8.11.23　架空世帯")
    undo(session)
    assert papers_given(session, case.id, most=9) == []
    assert find(session, "1日しかない") == []


def test_blanks_left_out_need_no_reason(session: Session, case: Case) -> None:
    agree(session, case, ConsentState.PARTIAL, give=True, take=True, categories=["identity"])
    save_sheet(session, "assessment", case.id, {"arrears": ["water"]})
    paper = paper_of(session, "assessment", case.id)
    answers = sharing_of(session, (paper,), "agency:水道課", Degree.NAMED)
    (given,) = give_papers(session, answers, receiver="水道課", papers=(paper,), left_out=["滞納・債務"])
    assert (given.ground, given.left_out, given.reason) == ("partial", "滞納・債務", "")
    assert give_papers(session, (), receiver="", papers=(paper,)) == []


# The packet of a meeting


def packet_answers(session: Session, meeting_id: int) -> list[tuple[Ground, str]]:
    papers = packet_of(session, meeting_id).papers
    answers = sharing_of(session, papers, MEETING, Degree.NAMED, meeting_id=meeting_id)
    return [(one.ground, "\n".join(one.why)) for one in answers]


def call(session: Session, case: Case, basis: MeetingBasis, *people: Invitee) -> int:
    return call_meeting(session, MeetingCall(basis=basis, held_on=TODAY, case_ids=(case.id,), invitees=people)).id


def test_a_guest_at_a_support_meeting_holds_the_packet_back_until_they_pledge(session: Session, case: Case) -> None:
    guest = Invitee(agency_name="大家", name="見本", kind="guest")
    meeting_id = call(session, case, MeetingBasis.SUPPORT, Invitee(agency_name="水道課", name="例山"), guest)
    ((found, why),) = packet_answers(session, meeting_id)
    assert found is Ground.UNBOUND
    assert "大家　見本は、まだ構成員ではなく" in why
    assert "例山" not in why
    seat = next(one for one in attendances_of(session, meeting_id) if one.kind == "guest")
    with act(session, "record_pledge", "誓約を記録する"):
        seat.pledged_on = TODAY
    assert [one for one, _ in packet_answers(session, meeting_id)] == [Ground.LAW]


def test_a_layered_meeting_asks_the_consent_for_each_seat(session: Session, case: Case) -> None:
    agree(session, case, agencies="水道課")
    member = Invitee(agency_name="水道課", name="例山")
    principal = Invitee(name="架空 花子", kind="principal")
    meeting_id = call(session, case, MeetingBasis.LAYERED, member, principal)
    assert [one for one, _ in packet_answers(session, meeting_id)] == [Ground.CONSENT]
    other = call(session, case, MeetingBasis.LAYERED, member, Invitee(agency_name="例示診療所", name="見本"))
    ((found, why),) = packet_answers(session, other)
    assert found is Ground.NOTHING
    assert why.count("入っていません") == 1
    assert "例示診療所" in why


def test_the_sheet_of_a_case_at_a_meeting_can_be_for_those_who_come(session: Session, case: Case) -> None:
    call(session, case, MeetingBasis.SUPPORT, Invitee(agency_name="水道課", name="例山"))
    referral = newest_referral(session, case.id)
    assert referral is not None
    assert "meeting" not in [
        one.key for one in receivers(session, paper_of(session, "tsunagi_takashima_b", referral.id))
    ]
    part = packet_of(session, 1).papers
    linkage = next(paper for paper in part if paper.sheet.key == "action_linkage")
    assert "meeting" in [one.key for one in receivers(session, linkage)]
    agenda = next(paper for paper in part if paper.sheet.key == "agenda")
    assert [one.key for one in receivers(session, agenda)] == ["", "meeting"]
