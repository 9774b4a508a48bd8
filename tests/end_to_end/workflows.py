"""Each piece of everyday work as ux.md tells it, counted key by key: what the clerk does, and what must come of it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CaseAgency, Meeting, MeetingBasis, Monitoring, Person
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency
from hokatsu_desktop.services.assessment import ASSESSMENT
from hokatsu_desktop.services.ecomaps import NOW as PRESENT
from hokatsu_desktop.services.ecomaps import ties_of
from hokatsu_desktop.services.meetings import attendances_of, cases_of
from hokatsu_desktop.services.members import members_of
from hokatsu_desktop.services.series import add_series
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.meeting import SEATED, make_the_plan
from tests.end_to_end.workplace import NOW, PREVIEW, WorkPlace
from tests.end_to_end.writing import open_by

SERIES = "みどり町支援会議"
FAMILY = (  # the key that adds them, reading and name, birth as typed, kinship and birth as stored
    ("1", ("やまだ　いちろう", "山田　一郎"), "s18", ("husband", "1943")),
    ("2", ("やまだ　けんじ", "山田　健二"), "s45.5.1", ("child", "1970-05-01")),
    ("2", ("やまだ　みちこ", "山田　道子"), "s48", ("child", "1973")),
    ("4", ("かわべり　さち", "川辺　さち"), "s25", ("other", "1950")),
)
LINES = (("1", "6", "strong", "to_person"), ("3", "8", "weak", "both"))  # keys, and what they stand for
BOXES = {"1": "health_disability", "3": "income", "7": "job_search"}


def prepare(session: Session) -> None:
    """What the office has before: the agencies of the household, and a regular meeting with its three members."""
    case = session.scalars(select(Case)).one()
    save_sheet(session, "tsunagi_takashima_a", 1, {"person_sex": "female"})
    with act(session, "add_agencies", "関わる機関を書く"):
        for name in (seat.split("　")[0] for seat in SEATED):
            agency = add_agency(session, name)
            session.add(CaseAgency(case_id=case.id, agency_id=agency.id, agency_name=name))
    series = add_series(session, SERIES)
    facts = {"basis": MeetingBasis.SUPPORT.value, "rule": "第2火曜", "place": "役場第1会議室", "minutes": "90"}
    save_sheet(session, "meeting_series", series.id, dict(facts))
    rows = [dict(zip(("agency_name", "name"), seat.split("　"), strict=True)) for seat in SEATED]
    save_sheet(session, "series_members", series.id, {"members": rows})


def a_referral_is_received(clerk: Clerk, place: WorkPlace) -> None:
    """W1: the seven things a referrer says; the reading and what is usual fill themselves in."""
    with clerk.counting("W1 つなぎ"):
        clerk.press("Ctrl+N")
        clerk.wait_to_be_at("氏名")
        clerk.type_words(("かくう", "架空"), ("　", ""), ("たろう", "太郎"))
        clerk.enter(3)
        clerk.type_keys("s30.4.1")
        clerk.enter(2)
        clerk.type_words(("きたまち", "北町"))
        clerk.enter()
        clerk.type_words(("すいどうか", "水道課"))
        clerk.go_to("病気や健康")
        clerk.press("Space")
        clerk.tab()
        clerk.type_kana("みずのつかいかたがおかしい", "水の使い方がおかしい")
        clerk.tab()
        clerk.press("4")
        clerk.press("Ctrl+Enter")
        clerk.wait_to_see("受け付けました。ケース番号はR8-002です。")
    with place.stored() as session:
        case = session.scalars(select(Case).where(Case.number == "R8-002")).one()
        person = session.get_one(Person, case.principal_id)
        answers = open_sheet(session, "tsunagi_takashima_a", case.id).answers
    assert (person.name, person.kana, person.birth) == ("架空　太郎", "カクウ　タロウ", "1955-04-01")
    assert (answers["from_agency"], person.address) == ("水道課", "北町")


def a_family_is_drawn(clerk: Clerk, place: WorkPlace) -> None:
    """W2: four relatives of 山田 花子 on the drawing; that they live together is taken for granted."""
    open_by(clerk, "やまだ")
    clerk.press("Ctrl+Tab")
    clerk.wait_to_be_at("本人")
    with clerk.counting("W2 家族"):
        for key, (reading, name), birth, _stored in FAMILY:
            clerk.press(key)
            clerk.wait_to_be_at("relative_name")
            clerk.type_kana(reading, name)
            clerk.tab(2)
            clerk.type_keys(birth)
            clerk.press("Ctrl+Enter")
            clerk.wait_to_be_at("本人")
    with place.stored() as session:
        members = members_of(session, session.get_one(Case, 1))
        found = {person.name: (member.kinship, person.birth) for member, person in members}
    assert found == {"山田　花子": ("self", "1945~"), **{name: stored for _, (_, name), _, stored in FAMILY}}


def an_ecomap_is_drawn(clerk: Clerk, place: WorkPlace) -> None:
    """W3: the agencies that are offered become lines, each with its strength and direction."""
    clerk.press("F7", 3)
    clerk.wait_to_be_at("今とこれから")
    with clerk.counting("W3 エコマップ"):
        for strength, direction, _strong, _way in LINES:
            clerk.go_to("への線を加える")
            clerk.press("Space")
            clerk.wait_to_be_at("mark_tie")
            clerk.press(strength)
            clerk.press(direction)
    with place.stored() as session:
        drawn = [(tie.name, tie.strength, tie.direction) for tie in ties_of(session, 1, PRESENT)]
    wanted = [(seat.split("　")[0], *line[2:]) for seat, line in zip(SEATED, LINES, strict=False)]
    assert drawn == wanted


def an_assessment_is_ticked(clerk: Clerk, place: WorkPlace) -> None:
    """W4: boxes by their digit, 未確認 by a key, a block done by a key, and nothing has to be filled in."""
    clerk.press("Ctrl+Tab")
    with clerk.counting("W4 見立て"):
        clerk.go_to("[own_complaint]")
        clerk.press("F9")
        clerk.tab()
        for box in BOXES:
            clerk.press(box)
        clerk.press("F8")
        clerk.press("Ctrl+S")
    with place.stored() as session:
        answers = open_sheet(session, ASSESSMENT, 1).answers
    assert (answers["own_complaint"], answers["worries"]) == ("未確認", {"most": "", "also": [*BOXES.values()]})
    assert clerk.sees("済")


def a_meeting_is_prepared(clerk: Clerk, place: WorkPlace) -> None:
    """W5: the regular meeting brings kind, place and members; the day, the case, and all papers in front of the clerk."""
    clerk.press("Ctrl+1")
    clerk.wait_to_be_at("回答を待っているつなぎ")
    with clerk.counting("W5 会議の準備"):
        clerk.press("Alt+M")
        clerk.press("N")
        clerk.wait_to_be_at("定例の会議")
        clerk.press("Down")
        clerk.go_to("会議の日 [held_on]")
        clerk.type_kana("きょう")
        clerk.go_to("[cases]")
        clerk.type_keys("001")
        clerk.enter()
        clerk.press("Ctrl+Enter")
        clerk.wait_to_be_at("会議の画面")
        clerk.press("Ctrl+Shift+P")
        clerk.wait_to_see(PREVIEW)
    clerk.press("Esc")
    clerk.wait_until(lambda: not clerk.sees(PREVIEW), "the preview to close")
    with place.stored() as session:
        meeting = session.scalars(select(Meeting)).one()
        seats = [one.shown for one in attendances_of(session, meeting.id)]
        cases = [one.case_id for one in cases_of(session, meeting.id)]
    assert (meeting.name, meeting.basis, meeting.place, meeting.minutes) == (SERIES, "support", "役場第1会議室", 90)
    assert (seats, cases) == (SEATED, [1])


def a_plan_is_made(clerk: Clerk, place: WorkPlace) -> None:
    """W7: goal, rows, members and the next day come from the meeting."""
    with clerk.counting("W7 プラン"):
        make_the_plan(clerk)
    assert clerk.sees("令和8年11月27日")


def it_is_looked_at_again(clerk: Clerk, place: WorkPlace) -> None:
    """W9: from the row on きょう; the next day is proposed."""
    with clerk.counting("W9 確認"):
        clerk.press("Ctrl+1")
        clerk.wait_to_be_at("回答を待っているつなぎ")
        clerk.tab()
        clerk.press("Down")
        clerk.enter()
        clerk.wait_to_be_at("良い")
        clerk.press("2")
        clerk.type_kana("かわりなし", "変わりなし")
        clerk.press("Ctrl+Enter")
        clerk.wait_to_see("確認を記録しました。")
    with place.stored() as session:
        (done, proposed) = session.scalars(select(Monitoring).order_by(Monitoring.id))
    assert (done.change, done.memo, done.done_on) == ("same", "変わりなし", NOW.date())
    assert (proposed.due_on, proposed.done_on) == (date(2027, 2, 22), None)  # three months on, the next open day
