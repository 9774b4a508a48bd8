"""A case closed to a colleague: what they read, what the store keeps counting, and who may close and open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from hokatsu_desktop.models import (
    Base,
    Case,
    CommunityVoice,
    Degree,
    Household,
    MeetingBasis,
    MeetingCase,
    Note,
    Person,
    Staff,
    StaffRole,
    Stage,
    Veil,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.cases import case_list
from hokatsu_desktop.services.community_issues import add_to_issue, raise_issue
from hokatsu_desktop.services.consent_sheets import consent_sheet_of
from hokatsu_desktop.services.finding import still_there, why_gone
from hokatsu_desktop.services.held_meetings import end_meeting
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.households import other_cases
from hokatsu_desktop.services.known_people import use_known_person
from hokatsu_desktop.services.meetings import (
    Invitee,
    MeetingCall,
    attendances_of,
    call_meeting,
    cases_of,
    finish_meeting,
)
from hokatsu_desktop.services.missing_resources import gather, put_together, ungathered, voices, wish_for
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.papers_given import give_papers, papers_given, sharing_of
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import Closed, Refusal
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.staff import join_office, leave_office, set_role
from hokatsu_desktop.services.veils import hidden_words, hide_case, lift_veil, may_be_closed_to, may_see, seen, veils

SHEET = "tsunagi_takashima_a"
SECRET = "秘川"


@contextmanager
def working(session: Session, staff_id: int) -> Iterator[None]:
    """Somebody else sits down at the program."""
    before = session.info["staff_id"]
    session.flush()
    session.expunge_all()
    session.info["staff_id"] = staff_id
    yield
    session.flush()
    session.expunge_all()
    session.info["staff_id"] = before


def received(session: Session, name: str) -> int:
    referral = begin_referral(session)
    save_sheet(session, SHEET, referral.id, {"person_name": name, "from_agency": "水道課"})
    receive_referral(session, referral.id)
    return referral.case_id


@pytest.fixture
def colleague(session: Session) -> int:
    return join_office(session, "見本 ひろし").id


@pytest.fixture
def chief(session: Session) -> int:
    return join_office(session, "例森 おさむ", role=StaffRole.CHIEF).id


@pytest.fixture
def secret(session: Session) -> int:
    return received(session, f"{SECRET} 花子")


@pytest.fixture
def other(session: Session) -> int:
    return received(session, "架空 次郎")


def test_a_closed_case_is_in_no_query_of_any_kind(session: Session, colleague: int, secret: int, other: int) -> None:
    write_note(session, secret, facts=f"{SECRET}さんと電話で話した")
    hide_case(session, secret, colleague, "いとこ")
    with working(session, colleague):
        assert [line.case_id for line in case_list(session)] == [other]
        assert session.scalars(select(Case.id)).all() == [other]
        assert session.scalar(select(func.count()).select_from(Case)) == 1
        twice = aliased(Case)
        assert session.scalars(select(twice.id)).all() == [other]
        assert set(session.scalars(select(Note.case_id))) == {other}
        assert session.scalars(select(Person.id).where(Person.name.contains(SECRET))).all() == []
        assert session.get(Case, secret) is None
        assert len(session.scalars(select(Household)).all()) == 1
        assert session.scalars(select(Case.id).where(seen(session))).all() == [other]
        assert find(session, SECRET) == []
        assert not may_see(session, secret)
        assert may_see(session, other)


def test_every_table_that_names_a_case_is_covered(session: Session, colleague: int, secret: int, other: int) -> None:
    hide_case(session, secret, colleague, "近所")
    with working(session, colleague):
        for mapper in Base.registry.mappers:
            if "case_id" in mapper.local_table.c:
                kind = mapper.class_
                assert secret not in session.scalars(select(kind.case_id)).all(), kind.__name__


def test_the_chief_and_others_find_it(session: Session, colleague: int, chief: int, secret: int) -> None:
    hide_case(session, secret, colleague, "いとこ")
    assert [hit.case_id for hit in find(session, SECRET)] == [secret]
    with working(session, chief):
        assert [line.case_id for line in case_list(session)] == [secret]


def test_opening_says_that_it_is_closed_and_names_nobody(session: Session, colleague: int, secret: int) -> None:
    hide_case(session, secret, colleague, "いとこ")
    with working(session, colleague):
        words = why_gone(session, Case, secret)
        assert "閉じられている" in words
        assert "所属長" in words
        assert SECRET not in words
        with pytest.raises(Closed):
            still_there(session, Case, secret)
        with pytest.raises(Closed):
            history_of_case(session, secret)


def test_search_reaches_past_the_hits_of_a_closed_case(session: Session, colleague: int, secret: int) -> None:
    other = received(session, f"{SECRET}辺 三郎")
    for _ in range(3):
        write_note(session, secret, facts=f"{SECRET}さん")
    hide_case(session, secret, colleague, "いとこ")
    with working(session, colleague):
        assert [hit.case_id for hit in find(session, SECRET, most=2)] == [other]


def test_somebody_who_stands_in_an_open_case_too_stays_in_sight(session: Session, colleague: int, secret: int) -> None:
    person = session.get_one(Case, secret).principal_id
    referral = begin_referral(session)
    open_case = use_known_person(session, referral.id, person, secret).id
    hide_case(session, secret, colleague, "いとこ")
    with working(session, colleague):
        assert session.get_one(Person, person).name.startswith(SECRET)
        assert session.scalars(select(Case.id)).all() == [open_case]
        assert other_cases(session, open_case) == []
        session.get_one(Person, person)
        save_person(session, person)
    assert {hit.case_id for hit in find(session, "1234")} == {secret, open_case}


def save_person(session: Session, person_id: int) -> None:
    with act(session, "save_person", "人を直す"):
        session.get_one(Person, person_id).phone = "0770-12-1234"


def test_numbers_go_on_behind_a_closed_case(session: Session, colleague: int, other: int, secret: int) -> None:
    number = session.get_one(Case, secret).number
    hide_case(session, secret, colleague, "いとこ")
    with working(session, colleague):
        mine = received(session, "仮名 春子")
        assert (session.get_one(Case, mine).number or "") > (number or "")


def test_writing_leaves_the_closed_case_in_the_index(session: Session, colleague: int, secret: int) -> None:
    person = session.get_one(Case, secret).principal_id
    hide_case(session, secret, colleague, "いとこ")
    with working(session, colleague):
        received(session, "仮名 春子")
    assert session.get_one(Person, person).name.startswith(SECRET)
    assert [hit.case_id for hit in find(session, SECRET)] == [secret]


def test_a_meeting_counts_what_it_does_not_show(session: Session, colleague: int, secret: int, other: int) -> None:
    call = MeetingCall(
        basis=MeetingBasis.SUPPORT,
        held_on=date(2026, 11, 25),
        case_ids=(secret, other),
        invitees=(Invitee(agency_name="社協", name="見本 あき"), Invitee(name=f"{SECRET}　花子", kind="principal")),
        time_template="90_2",
    )
    meeting = call_meeting(session, call)
    hide_case(session, secret, colleague, "いとこ")
    assert hidden_words(session, meeting.id) == ""
    with working(session, colleague):
        assert [one.case_id for one in cases_of(session, meeting.id)] == [other]
        assert [one.agency_name for one in attendances_of(session, meeting.id)] == ["社協"]
        assert hidden_words(session, meeting.id) == "1件は表示できません"
        with pytest.raises(Refusal) as refused:
            end_meeting(session, meeting.id, "reached")
        assert "1件は表示できません" in refused.value.words
    assert len(session.scalars(select(MeetingCase)).all()) == 2
    assert session.get_one(Case, secret).stage == Stage.SUPPORT_MEETING


def test_it_leaves_a_trace_and_a_line_in_the_history(session: Session, colleague: int, secret: int) -> None:
    hide_case(session, secret, colleague, "いとこ")
    (line,) = veils(session, secret)
    assert (line.staff_name, line.why, line.lifted_on) == ("見本 ひろし", "いとこ", None)
    newest = history_of_case(session, secret).acts[0]
    assert newest.title == "ケースを1人の職員に閉じる"
    assert any("いとこ" in change.after for change in newest.changes)
    with working(session, colleague):
        assert veils(session) == []


def test_it_is_lifted_by_others_only(session: Session, colleague: int, secret: int) -> None:
    veil = hide_case(session, secret, colleague, "いとこ")
    with working(session, colleague):
        with pytest.raises(Closed):
            lift_veil(session, veil.id)
        with pytest.raises(Refusal):
            undo(session)
    lift_veil(session, veil.id)
    with working(session, colleague):
        assert session.scalars(select(Case.id)).all() == [secret]
    (line,) = veils(session, secret)
    assert line.lifted_by_name == "井上 まこと"


def test_what_others_did_with_it_is_not_taken_back(session: Session, colleague: int, secret: int) -> None:
    hide_case(session, secret, colleague, "いとこ")
    write_note(session, secret, facts="訪問した")
    with working(session, colleague), pytest.raises(Refusal) as refused:
        undo(session)
    assert "閉じられている" in refused.value.words
    assert "訪問した" in session.scalars(select(Note.facts)).all()


@pytest.mark.parametrize("why", ["", "　 "])
def test_it_needs_a_reason(session: Session, colleague: int, secret: int, why: str) -> None:
    with pytest.raises(Refusal):
        hide_case(session, secret, colleague, why)


def test_not_from_the_chief(session: Session, chief: int, secret: int) -> None:
    with pytest.raises(Refusal) as refused:
        hide_case(session, secret, chief, "親族")
    assert "所属長" in refused.value.words
    assert chief not in [one.id for one in may_be_closed_to(session, secret)]


def test_not_from_the_last_who_could_see_it(session: Session, colleague: int, secret: int) -> None:
    me = session.info["staff_id"]
    hide_case(session, secret, colleague, "いとこ")
    with pytest.raises(Refusal):
        hide_case(session, secret, me, "近所")
    with pytest.raises(Refusal):
        hide_case(session, secret, colleague, "いとこ")
    with pytest.raises(Refusal):
        set_role(session, me, StaffRole.VIEWER)
    with working(session, colleague), pytest.raises(Refusal):
        leave_office(session, me)


def test_oneself_when_another_sees_it(session: Session, colleague: int, secret: int) -> None:
    hide_case(session, secret, session.info["staff_id"], "近所")
    session.expunge_all()
    assert session.scalars(select(Case.id)).all() == []
    with pytest.raises(Closed):
        lift_veil(session, session.connection().scalar(select(Veil.id)) or 0)


def test_a_viewer_alone_does_not_keep_a_case(session: Session, secret: int) -> None:
    join_office(session, "見本 かな", role=StaffRole.VIEWER)
    with pytest.raises(Refusal):
        hide_case(session, secret, session.info["staff_id"], "近所")


def test_becoming_chief_opens_and_ceasing_closes(session: Session, colleague: int, secret: int) -> None:
    hide_case(session, secret, colleague, "いとこ")
    with working(session, colleague), pytest.raises(Refusal):
        set_role(session, colleague, StaffRole.CHIEF)
    set_role(session, colleague, StaffRole.CHIEF)
    with working(session, colleague):
        assert session.scalars(select(Case.id)).all() == [secret]
    set_role(session, colleague, StaffRole.WORKER)
    with working(session, colleague):
        assert session.scalars(select(Case.id)).all() == []


def test_who_has_left_is_not_chosen(session: Session, colleague: int, secret: int) -> None:
    leave_office(session, colleague)
    with pytest.raises(Refusal):
        hide_case(session, secret, colleague, "いとこ")
    assert session.get_one(Staff, colleague).left_on is not None


def test_what_was_said_in_a_closed_case_alone_is_not_heard(
    session: Session, colleague: int, secret: int, other: int
) -> None:
    alone = wish_for(session, "夜に話せる場所", case_id=secret)
    both = wish_for(session, "買物の足", case_id=secret)
    wish_for(session, "買物の足", case_id=other)
    issue = raise_issue(session, "移動")
    add_to_issue(session, both.id, issue.id)
    hide_case(session, secret, colleague, "近所")
    with working(session, colleague):
        assert [(line.voice.words, line.times) for line in voices(session)] == [("買物の足", 1)]
        assert [hit.title for hit in find(session, "夜に話せる")] == []
        assert [hit.title for hit in find(session, "買物の足")] == ["買物の足"]
        assert session.get(CommunityVoice, alone.id) is None
        into = wish_for(session, "通院の足", case_id=other)
        put_together(session, both.id, into.id)
    assert {line.voice.words: line.times for line in voices(session)} == {"夜に話せる場所": 1, "通院の足": 3}


def test_wishes_of_a_closed_case_are_gathered_by_others(
    session: Session, colleague: int, secret: int, other: int
) -> None:
    for case_id, wish in ((secret, "夜に話せる場所"), (other, "買物の足")):
        call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=date(2026, 11, 20), case_ids=(case_id,))
        meeting = call_meeting(session, call)
        (part,) = cases_of(session, meeting.id)
        save_sheet(session, "action_linkage", part.id, {"resource_wish": wish})
        finish_meeting(session, meeting.id, goal_result="reached")
    hide_case(session, secret, colleague, "近所")
    with working(session, colleague):
        assert [one.words for one in ungathered(session)] == ["買物の足"]
        assert gather(session) == 1
        assert ungathered(session) == []
    assert [one.words for one in ungathered(session)] == ["夜に話せる場所"]


def test_papers_given_and_sheets_of_consent_stay_closed(session: Session, colleague: int, secret: int) -> None:
    paper = paper_of(session, "assessment", secret)
    answers = sharing_of(session, (paper,), "own", Degree.NAMED)
    give_papers(session, answers, receiver="見本の受取人", papers=(paper,))
    assert [one.kind for one in find(session, "見本の受取人")] == ["given"]
    sheet = consent_sheet_of(session, secret, session.get_one(Case, secret).principal_id)
    hide_case(session, secret, colleague, "近所")
    assert len(papers_given(session, secret, most=9)) == 1
    with working(session, colleague):
        assert papers_given(session, secret, most=9) == []
        assert find(session, "見本の受取人") == []
        with pytest.raises(Closed):
            open_sheet(session, "consent_form", sheet)
