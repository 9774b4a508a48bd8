"""Lists on paper: each holds exactly what the store holds, in a few queries however many rows there are."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Agency,
    Case,
    CaseAgency,
    ClosingLook,
    Contact,
    FilledSheet,
    Handout,
    HandoutCopy,
    Meeting,
    MeetingBasis,
    MeetingCase,
    MeetingSeries,
    MeetingState,
    OpenQuestion,
    Person,
    Plan,
    PlanKind,
    PlanRow,
    Resource,
)
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency, add_contact, save_contact
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.community_issues import add_to_issue, raise_issue
from hokatsu_desktop.services.ecomaps import add_tie
from hokatsu_desktop.services.figures.year_books import write_reason
from hokatsu_desktop.services.figures.yearly import GROUPS
from hokatsu_desktop.services.looks import mark_looked, save_review
from hokatsu_desktop.services.meeting_papers import papers_of_meeting
from hokatsu_desktop.services.meetings import (
    Invitee,
    MeetingCall,
    add_attendee,
    attendances_of,
    call_meeting,
    cases_of,
    decisions_of,
    record_decision,
    save_meeting,
)
from hokatsu_desktop.services.missing_resources import wish_for
from hokatsu_desktop.services.notes import begin_note, write_note
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.papers import blank_paper
from hokatsu_desktop.services.periods import open_period
from hokatsu_desktop.services.resources import add_resource
from hokatsu_desktop.services.series import add_series
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.shown_rows import LAW_ROWS, SHOWN_ROWS, read_shown
from hokatsu_desktop.services.surveys import add_round
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.services.trainings import add_training
from hokatsu_desktop.sheets.answers import Row, as_rows
from hokatsu_desktop.sheets.binding import ROW_BINDS
from hokatsu_desktop.sheets.load import all_sheets
from tests.services.test_growth import received, statements

DAY = date(2026, 11, 26)


def rows_on(session: Session, key: str, subject_id: int, blank: str) -> list[Row]:
    """The rows of one table of a sheet."""
    return as_rows(open_sheet(session, key, subject_id).answers.get(blank))


def column(rows: list[Row], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def directory_of(session: Session) -> list[Contact]:
    """Two agencies with one member each, the second still without a pledge."""
    water = add_agency(session, "水道課", inside_town_hall=True)
    centre = add_agency(session, "相談支援センター れい")
    return [
        add_contact(
            session,
            water.id,
            "例山 たかし",
            post="料金係長",
            registered_on=date(2026, 4, 1),
            pledged_on=date(2026, 4, 2),
        ),
        add_contact(session, centre.id, "図例 たくみ", registered_on=date(2026, 5, 1), easy_to_reach=True),
    ]


def held(session: Session, names: tuple[str, ...] = ("架空 花子", "例文 太郎")) -> Meeting:
    """A meeting with a decision, a question and numbered copies for each case and person."""
    people = directory_of(session)
    cases = [received(session, name).case_id for name in names]
    call = MeetingCall(
        basis=MeetingBasis.SUPPORT,
        held_on=DAY,
        case_ids=tuple(cases),
        aims=("share", "roles"),
        begins_at=time(13, 30),
        invitees=tuple(Invitee(contact_id=one.id) for one in people),
        time_template="90_2",
    )
    meeting = call_meeting(session, call)
    yamamoto = attendances_of(session, meeting.id)[0]
    for number, part in enumerate(cases_of(session, meeting.id), 1):
        record_decision(
            session, part.id, yamamoto.shown, f"止水を待つ{number}", "2026-12-04", attendance_id=yamamoto.id
        )
        with act(session, "ask", "たずねる"):
            question = OpenQuestion(
                case_id=part.case_id, meeting_case_id=part.id, what=f"名義{number}", finder="税務課"
            )
            session.add(question)
    return meeting


def handed_out(session: Session, meeting: Meeting, copies: int = 2) -> Handout:
    """Copies of two papers, of which only the first came back."""
    with act(session, "hand_out", "配る"):
        handout = Handout(
            meeting_id=meeting.id, printed_at=datetime(2026, 11, 25, 20, 0, tzinfo=UTC), papers=["次第", "案件一覧"]
        )
        session.add(handout)
        session.flush()
        for number in range(1, copies + 1):
            copy = HandoutCopy(handout_id=handout.id, number=number, holder=f"水道課　{number}")
            if number == 1:
                copy.returned_on, copy.returned_at = DAY, time(15, 5)
            session.add(copy)
        session.flush()
    return handout


# --- meetings ---------------------------------------------------------------------------------------------------------


def test_every_table_that_is_shown_is_declared_and_used() -> None:
    shown = {blank.bind for sheet in all_sheets() for blank in sheet.blanks if blank.shown_only and blank.columns}
    assert set(SHOWN_ROWS) <= shown
    assert set(SHOWN_ROWS) <= ROW_BINDS
    written = {blank.bind for sheet in all_sheets() for blank in sheet.blanks if blank.bind and not blank.shown_only}
    assert not written & set(SHOWN_ROWS)


def test_the_minutes_hold_all_decisions_and_questions_of_all_cases(session: Session) -> None:
    meeting = held(session)
    numbers = [
        number
        for (number,) in session.execute(
            select(Case.number).join(MeetingCase, MeetingCase.case_id == Case.id).order_by(MeetingCase.position)
        )
    ]
    decisions = rows_on(session, "minutes", meeting.id, "decisions")
    who = "水道課　例山 たかし"
    assert column(decisions, "number", "who", "what", "due") == [
        (numbers[0], who, "止水を待つ1", "2026-12-04"),
        (numbers[1], who, "止水を待つ2", "2026-12-04"),
    ]
    questions = rows_on(session, "minutes", meeting.id, "open_questions")
    assert column(questions, "number", "what", "finder") == [
        (numbers[0], "名義1", "税務課"),
        (numbers[1], "名義2", "税務課"),
    ]
    people = rows_on(session, "minutes", meeting.id, "attendances")
    assert column(people, "agency_name", "who", "kind", "pledged_on") == [
        ("水道課", "料金係長　例山 たかし", "構成員", "2026-04-02"),
        ("相談支援センター れい", "図例 たくみ", "構成員", ""),
    ]
    assert column(rows_on(session, "minutes", meeting.id, "cases"), "number", "submitter") == [
        (numbers[0], "水道課"),
        (numbers[1], "水道課"),
    ]


def test_an_excused_role_stands_in_the_minutes_with_its_reason(session: Session) -> None:
    meeting = held(session, ("架空 花子",))
    (part,) = cases_of(session, meeting.id)
    empty = next(one for one in decisions_of(session, part.id) if not one.what)
    with act(session, "excuse", "役割なし"):
        empty.no_role_reason = "まだ関わりがない"
    assert ("役割なし（まだ関わりがない）",) in column(rows_on(session, "minutes", meeting.id, "decisions"), "what")


def test_the_minutes_cannot_change_what_they_only_show(session: Session) -> None:
    meeting = held(session)
    before = rows_on(session, "minutes", meeting.id, "decisions")
    save_sheet(session, "minutes", meeting.id, {"decisions": [], "local_issues": [{"theme": "food", "what": "配食"}]})
    assert rows_on(session, "minutes", meeting.id, "decisions") == before
    assert column(rows_on(session, "minutes", meeting.id, "local_issues"), "theme", "what") == [("food", "配食")]


def test_the_case_list_names_the_agency_and_never_a_person(session: Session) -> None:
    meeting = held(session)
    first, second = cases_of(session, meeting.id)
    with act(session, "submit", "提出者を直す"):
        first.submitter, second.submitter = "相談支援センター　れい　図例 たくみ", "架空 花子"
    rows = rows_on(session, "case_list", meeting.id, "cases")
    assert column(rows, "agency") == [("相談支援センター れい",), ("",)]
    assert {row["aim"] for row in rows} == {"情報を共有する\n役割分担を決める"}
    assert [row["times"] for row in rows] == ["初回　37分", "初回　37分"]


def test_how_often_a_case_was_talked_about_is_counted(session: Session) -> None:
    meeting = held(session, ("架空 花子",))
    (part,) = cases_of(session, meeting.id)
    again = call_meeting(
        session,
        MeetingCall(basis=MeetingBasis.SUPPORT, held_on=date(2026, 12, 10), case_ids=(part.case_id,), aims=("roles",)),
    )
    (row,) = rows_on(session, "case_list", again.id, "cases")
    assert row["times"] == "2回目　75分"


def test_copies_that_are_missing_are_told_on_both_papers(session: Session) -> None:
    meeting = held(session)
    handout = handed_out(session, meeting)
    assert rows_on(session, "collection", handout.id, "copies") == [
        {
            "number": "資料1〜2-01",
            "holder": "水道課　1",
            "returned": "yes",
            "time": "R8.11.26　15:05",
            "missing_why": "",
        },
        {"number": "資料1〜2-02", "holder": "水道課　2", "returned": "no", "time": "", "missing_why": ""},
    ]
    (row,) = rows_on(session, "minutes", meeting.id, "collection")
    assert (row["papers"], row["copies"], row["returned"]) == ("次第、案件一覧", "2", "1")
    assert row["missing"] == "2番：まだ戻っていない"


def test_the_papers_of_a_meeting_are_listed_in_the_order_it_needs_them(session: Session) -> None:
    meeting = held(session)
    handout = handed_out(session, meeting)
    save_sheet(session, "minutes", meeting.id, {"next_words": "同じ場所"})
    first, second = (part.id for part in cases_of(session, meeting.id))
    found = papers_of_meeting(session, meeting.id)
    assert [(one.key, one.subject_id) for one in found] == [
        ("invitation", meeting.id),
        ("agenda", meeting.id),
        ("case_list", meeting.id),
        ("attendance", meeting.id),
        ("action_linkage", first),
        ("whiteboard", first),
        ("action_linkage", second),
        ("whiteboard", second),
        ("minutes", meeting.id),
        ("minutes_case", first),
        ("minutes_case", second),
        ("collection", handout.id),
    ]
    assert {one.key: one.changed_on for one in found}["minutes"] == date(2026, 11, 23)


# --- cases, agencies, the office --------------------------------------------------------------------------------------


def test_the_list_of_cases_is_the_open_shelf(session: Session) -> None:
    kept, closed = (received(session, name) for name in ("架空 花子", "例文 太郎"))
    with act(session, "involve", "関わる機関"):
        session.add(CaseAgency(case_id=kept.case_id, agency_name="水道課"))
        session.add(CaseAgency(case_id=kept.case_id, agency_name="水道課"))
        session.add(CaseAgency(case_id=kept.case_id, agency_name="税務課"))
        session.add(CaseAgency(case_id=kept.case_id, agency_name="前の機関", until_on=date(2026, 1, 1)))
        plan = Plan(case_id=kept.case_id, number="R8-001-P1", period_from=date(2026, 4, 1))
        plan.period_until = date(2026, 9, 30)
        session.add(plan)
    change_case(session, closed.case_id, stage="closed")
    rows = rows_on(session, "open_cases", the_office(session).id, "cases")
    open_numbers = session.scalars(select(Case.number).where(ON_SHELF == Shelf.OPEN)).all()
    assert [row["number"] for row in rows] == list(open_numbers)
    (row,) = rows
    assert (row["name"], row["agencies"]) == ("架空 花子", "水道課、税務課")
    assert row["state"].endswith("\n未確認")
    assert row["plan"] == "R8.4.1〜R8.9.30"


def test_the_list_of_notes_leaves_out_drafts_and_says_what_comes_next(session: Session) -> None:
    case_id = received(session).case_id
    note = write_note(session, case_id, facts="母と話した。" * 40, partner="母", mode="home_visit")
    begin_note(session, case_id)
    with act(session, "next", "次にすること"):
        session.add(
            FilledSheet(
                sheet_key="note_record",
                edition=0,
                subject="note",
                subject_id=note.id,
                case_id=case_id,
                answers={"next": [{"what": "手紙を書く", "who": "", "due": ""}, {"what": "電話する"}]},
            )
        )
    rows = rows_on(session, "note_list", case_id, "notes")
    (row,) = [one for one in rows if one["mode"] == "home_visit"]
    assert (row["partner"], row["next"], row["recorder"]) == ("母", "手紙を書く\n電話する", "井上 まこと")
    assert row["content"] == "母と話した。" * 16
    assert len(rows) == 2  # the reception and the visit


def test_a_member_who_was_released_stays_on_the_list_until_the_year_ends(session: Session) -> None:
    first, second = directory_of(session)
    save_contact(session, first.id, released_on=date(2026, 3, 31))
    office = the_office(session).id
    assert column(rows_on(session, "members", office, "members"), "name", "released_on") == [("図例 たくみ", "")]
    save_contact(session, second.id, released_on=date(2026, 10, 1))
    assert column(rows_on(session, "members", office, "members"), "name", "released_on") == [
        ("図例 たくみ", "2026-10-01")
    ]


def test_the_agency_sheet_lists_who_is_there_now_and_writes_to_the_directory(session: Session) -> None:
    first, second = directory_of(session)
    add_contact(session, second.agency_id, "去った 人", released_on=date(2026, 6, 1))
    rows = rows_on(session, "agency_sheet", second.agency_id, "contacts")
    assert column(rows, "name", "role", "member") == [("図例 たくみ", "話が早い人", "構成員")]
    save_sheet(session, "agency_sheet", first.agency_id, {"can_do": "分割の相談", "for_whom": "町内の人"})
    assert session.get_one(Agency, first.agency_id).can_do == "分割の相談"
    assert open_sheet(session, "agency_sheet", first.agency_id).answers["for_whom"] == "町内の人"


def test_a_pledge_prints_the_law_of_its_day_and_nothing_unchecked(session: Session) -> None:
    signed, _ = directory_of(session)
    names = [name for (name,) in column(rows_on(session, "pledge", signed.id, "articles"), "name")]
    assert names == ["社会福祉法第106条の6第1項", "社会福祉法第106条の6第5項"]
    save_contact(session, signed.id, pledged_on=date(2021, 3, 31))
    assert rows_on(session, "pledge", signed.id, "articles") == []
    assert column(rows_on(session, "request", signed.id, "articles"), "name") == [("社会福祉法第106条の6第3項",)]


def test_an_empty_pledge_carries_the_town_and_the_law(session: Session) -> None:
    answers = blank_paper(session, "pledge").answers
    assert answers["mayor"] == "みどり町長"
    assert len(as_rows(answers["articles"])) == 2
    assert set(answers) == {"mayor", "articles"}
    assert blank_paper(session, "members").answers == {}


# --- growth -----------------------------------------------------------------------------------------------------------


def read_all(session: Session, subjects: dict[str, object]) -> dict[str, tuple[int, int]]:
    """For each shown bind how many queries it took and how many rows it gave."""
    found = {}
    for bind in SHOWN_ROWS:
        session.expire_all()
        for record in subjects.values():
            session.refresh(record)
        with statements(session) as asked:
            rows = read_shown(session, bind, subjects)
        found[bind] = (len(asked), len(rows))
    return found


AS_MANY = ("year.figures", "year.figures_outside", "year.breakdowns", "year.breakdowns_outside", "series.days")
"""A row for each thing that is counted however often it happened, and for each day of a rule."""
MADE_ELSEWHERE = ("office.disposed", "office.media", "office.media_loans")
"""Rows of records that are not made here: of cases destroyed, and of media."""


def two_plans(session: Session, case_id: int) -> Plan:
    """The later of two plans of a case."""
    with act(session, "plans", "プラン"):
        plans = [Plan(case_id=case_id, number=f"P-{n}", kind=PlanKind.FIRST, made_on=DAY) for n in range(2)]
        session.add_all(plans)
    return plans[1]


def another_role_and_look(session: Session, case_id: int, number: int) -> None:
    """One more role in the newest plan, and one more person whose leftovers are looked at."""
    plan = session.scalars(select(Plan).where(Plan.case_id == case_id).order_by(Plan.id.desc())).first()
    period = open_period(session, case_id)
    assert plan is not None
    assert period is not None
    with act(session, "more", "ふやす"):
        person = Person(name=f"架空 {number}")
        session.add(person)
        session.flush()
        session.add(PlanRow(plan_id=plan.id, position=number, who="だれか", what=f"なにか{number}"))
        session.add(ClosingLook(case_id=case_id, period_id=period.id, person_id=person.id))


def test_more_rows_take_no_more_queries(session: Session) -> None:
    meeting = held(session)
    case = session.get_one(Case, cases_of(session, meeting.id)[0].case_id)
    contact = session.get_one(Contact, 1)
    agency = session.get_one(Agency, contact.agency_id)
    handout = handed_out(session, meeting)
    subjects: dict[str, object] = {
        "meeting": meeting,
        "case": case,
        "contact": contact,
        "agency": agency,
        "handout": handout,
        "office": the_office(session),
        "previous_part": cases_of(session, meeting.id)[0],
        "attendance": attendances_of(session, meeting.id)[0],
        "review": save_review(session, words="とくになし"),
        "issue": raise_issue(session, "封筒のこと"),
        "year": write_reason(session, 2026, "referrals", "窓口が一つふえた"),
        "plan": two_plans(session, case.id),
        "period": open_period(session, case.id),
        "series": add_series(session, "定例"),
        "survey": add_round(session, "秋の訪問"),
    }
    with act(session, "hold", "終える"):
        meeting.state = MeetingState.HELD
    few = read_all(session, subjects)
    grow: list[Callable[[int], object]] = [
        lambda n: write_note(session, case.id, facts=f"話した{n}", small_change=f"変わった{n}"),
        lambda n: add_task(session, f"すること{n}", case_id=case.id),
        lambda n: add_tie(session, case.id, "now", f"関わり{n}"),
        lambda n: add_attendee(session, meeting.id, Invitee(agency_name="試験", name=f"{n}")),
        lambda n: add_contact(session, contact.agency_id, f"試験{n}", registered_on=date(2026, 4, 1)),
        lambda n: raise_issue(session, f"課題{n}"),
        lambda n: add_to_issue(session, wish_for(session, f"願い{n}").id, 1),
        lambda n: add_training(session, f"研修{n}"),
        lambda n: add_agency(session, f"機関{n}"),
        lambda n: save_sheet(session, "survey_round", 1, {"visits": [{"district": f"地区{n}"}] * (n + 1)}),
        lambda n: add_resource(session, f"資源{n}"),
        lambda n: mark_looked(session, received(session, f"届いた{n}").id),
        lambda n: write_reason(session, 2026, GROUPS[n].key, f"わけ{n}"),
        lambda n: another_role_and_look(session, case.id, n),
    ]
    for number in range(4):
        for one in grow:
            one(number)
    more = call_meeting(
        session,
        MeetingCall(
            basis=MeetingBasis.SUPPORT,
            held_on=date(2026, 12, 10),
            case_ids=tuple(received(session, f"試験{n}").case_id for n in range(4)),
            aims=("roles",),
        ),
    )
    seat = attendances_of(session, meeting.id)[0]
    with act(session, "move", "移す"):
        for part in cases_of(session, more.id):
            part.meeting_id = meeting.id
        session.flush()
        for part in cases_of(session, meeting.id):
            record_decision(session, part.id, "だれか", "なにか")
            record_decision(session, part.id, seat.shown, "なにか", attendance_id=seat.id)
            session.add(OpenQuestion(case_id=part.case_id, meeting_case_id=part.id, what="分からない"))
        for number in range(3, 7):
            session.add(HandoutCopy(handout_id=handout.id, number=number))
        for known in session.scalars(select(Contact)):
            session.add(CaseAgency(case_id=case.id, contact_id=known.id, agency_id=known.agency_id))
        session.add(MeetingSeries(name="定例の会議", why="顔を合わせるため"))
        session.add(Resource(name="見本の畑", district="山手"))
    handed_out(session, meeting, 5)
    save_meeting(session, meeting.id, place="役場")
    many = read_all(session, subjects)
    grown = {bind for bind in SHOWN_ROWS if many[bind][1] > few[bind][1]}
    assert set(SHOWN_ROWS) - grown == {*LAW_ROWS, *AS_MANY, *MADE_ELSEWHERE}
    assert {bind: many[bind][0] for bind in SHOWN_ROWS} == {bind: few[bind][0] for bind in SHOWN_ROWS}
