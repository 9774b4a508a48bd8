"""終結にする, 再開する, and the look at a household after its closing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

from hokatsu_desktop.models import Case, ClosingLook, Stage, Task
from hokatsu_desktop.services.cases import add_family_member, change_case
from hokatsu_desktop.services.closing import Closing, close_case
from hokatsu_desktop.services.notes import notes_of
from hokatsu_desktop.services.periods import open_period, periods_of
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.services.today.after_closing import closed_to_look_at
from hokatsu_desktop.services.unsent import unsent_words
from hokatsu_desktop.ui.cases.overview import OverviewTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.today.places import place_of
from tests.ui.hands import commit, focus_name
from tests.ui_cases.test_case_page import overview
from tests.ui_cases.town import CONTROL, TODAY, FakePrinter, Heard, Keys, held_meeting, new_case


def closing_of(desk: Desk, case_id: int) -> Closing:
    """Everything a closing needs, decided by a meeting."""
    return Closing(
        reason="solved",
        meeting_id=held_meeting(desk, case_id, "close"),
        lead_supporter="例森",
        walks_along="何某",
        missing_resources="夜に見てもらえるところ",
    )


def test_closing_names_everything_that_is_missing_and_keeps_the_words(
    section: CasesSection, desk: Desk, heard: Heard
) -> None:
    case_id = new_case(desk)
    son = desk.act(lambda session: add_family_member(session, case_id, name="仮名 一郎", kinship="child"))
    held_meeting(desk, case_id)
    held_meeting(desk, case_id, "close")
    desk.act(lambda session: add_task(session, "書類を返す", case_id=case_id))
    tab = overview(section, case_id)
    section.begin_closing()
    assert focus_name() == "close_reason"
    section.finish()
    missing = tab.closing.message.words()
    for word in (
        "主担当",
        "そばにいる人",
        "仮名 一郎さんに残ること",
        "「書類を返す」をどうするか",
        "理由",
        "進行中のまま",
    ):
        assert word in missing
    assert "会議" not in missing.replace("決めた会議", "")  # the one that decided it was chosen already
    commit(tab.closing.lines["leftovers"], "家のこと")
    section.flush()
    with desk.reading() as session:
        period = open_period(session, case_id)
        assert period is not None
        assert period.leftovers == "家のこと"
    tab.closing.lead.insert_words("地域包括支援センター　例森")
    tab.closing.walks_along.insert_words("民生委員　何某")
    keys = Keys()
    (_, (carried, by)) = tab.closing.members.fields()
    carried.setFocus()
    keys.press(Qt.Key.Key_2)
    section.finish()
    assert "だれが続けるか" in tab.closing.message.words()
    commit(by, "学校　例田")
    endings = {choice.accessibleName(): (choice, words) for choice, words in tab.closing.tasks.fields()}
    assert [choice.value() for choice, _ in endings.values()] == ["handed", ""]
    choice, why = endings["書類を返す"]
    choice.setFocus()
    keys.press(Qt.Key.Key_4)
    commit(why, "原本がもう要らない")
    tab.closing.reason.setFocus()
    keys.press(Qt.Key.Key_2)
    keys.press(Qt.Key.Key_Return, CONTROL)
    with desk.reading() as session:
        case = session.get_one(Case, case_id)
        assert (case.stage, case.walks_along) == (Stage.CLOSED, "民生委員　何某")
        looks = {one.person_id: (one.left, one.words) for one in session.scalars(select(ClosingLook))}
        tasks = session.scalars(select(Task).where(Task.case_id == case_id)).all()
    assert looks[case.principal_id] == ("carried", "民生委員　何某")
    assert looks[son.id] == ("carried", "学校　例田")
    assert {(one.what, one.ending, one.ending_words) for one in tasks} >= {
        ("訪問する", "handed", "保健センター　木村"),
        ("書類を返す", "dropped", "原本がもう要らない"),
    }
    assert all(one.done_on is not None for one in tasks)
    assert tab.reopen_button.isVisibleTo(tab)
    assert not tab.close_button.isVisibleTo(tab)


def test_w10_closes_in_three_actions_when_everything_is_proposed(
    section: CasesSection, desk: Desk, printer: FakePrinter
) -> None:
    case_id = new_case(desk)
    held_meeting(desk, case_id, "close")
    desk.act(lambda session: change_case(session, case_id, lead_supporter="例森", walks_along="民生委員　何某"))
    offers: list[list[tuple[str, Callable[[], None]]]] = []
    desk.offered.connect(lambda _kind, _words, ways: offers.append(ways))
    overview(section, case_id)
    keys = Keys()
    section.begin_closing()
    keys.press(Qt.Key.Key_2)
    keys.press(Qt.Key.Key_Return, CONTROL)
    with desk.reading() as session:
        period = periods_of(session, case_id)[0]
        assert session.get_one(Case, case_id).stage == Stage.CLOSED
    assert period.look_again_on == date(2027, 5, 24)
    ((words, prints),) = offers[-1]
    assert words == "終結のまとめを印刷"
    prints()
    assert printer.asked[-1] == ("closing_summary", period.id)


def test_a_closed_household_is_looked_at_again(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    closing = replace(closing_of(desk, case_id), look_again_on=TODAY)
    desk.act(lambda session: close_case(session, case_id, closing))
    with desk.reading() as session:
        (row,) = closed_to_look_at(session, TODAY)
    assert (row.title, row.mark) == ("仮名世帯　終結のあとのようすを見る", "today")
    section.show_place(place_of(row))
    assert focus_name() == "look_again_words"
    tab = section.detail.tab()
    assert isinstance(tab, OverviewTab)
    tab.again.record.click()
    assert "ひとこと書いてください" in heard.words()
    commit(tab.again.how, "元気に通っている")
    tab.again.next_on.type_in("きのう")
    tab.again.record.click()
    assert "きょうより前です" in heard.words()
    tab.again.next_on.type_in("2027/5/24")
    tab.again.record.click()
    with desk.reading() as session:
        assert closed_to_look_at(session, TODAY) == []
        assert periods_of(session, case_id)[0].look_again_on == date(2027, 5, 24)
        assert notes_of(session, case_id)[0].facts == "元気に通っている"


def test_w10_reopens_in_two_actions_and_shows_the_earlier_period(
    section: CasesSection, desk: Desk, heard: Heard, printer: FakePrinter
) -> None:
    case_id = new_case(desk)
    closing = closing_of(desk, case_id)
    desk.act(lambda session: close_case(session, case_id, closing))
    tab = overview(section, case_id)
    assert not tab.earlier.isVisibleTo(tab)
    section.begin_reopening()
    keys = Keys()
    keys.type("退院後の生活が心配")
    keys.press(Qt.Key.Key_Return)
    with desk.reading() as session:
        assert session.get_one(Case, case_id).stage == Stage.REOPENED
        periods = periods_of(session, case_id)
    assert len(periods) == 2
    assert tab.close_button.isVisibleTo(tab)
    assert tab.earlier.isVisibleTo(tab)
    facts = dict(tab.earlier.facts.facts())
    assert facts["再開した理由"] == "退院後の生活が心配"
    assert "主担当　例森" in facts["関わった人"]
    assert "訪問する（保健センター　木村）　引き渡す" in facts["約束したこと"]
    jumps = {jump.text(): jump for jump in tab.earlier.findChildren(QPushButton)}
    jumps["終結のまとめ"].click()
    assert printer.asked[-1] == ("closing_summary", periods[1].id)
    jumps["R8.11.20 支援会議"].click()
    assert heard.wanted[-1] == Place(section="meetings", meeting_id=closing.meeting_id)


def test_the_reason_for_reopening_and_the_look_come_back_after_another_case(section: CasesSection, desk: Desk) -> None:
    case_id, other = new_case(desk), new_case(desk, "仮名 別人")
    closing = closing_of(desk, case_id)
    desk.act(lambda session: close_case(session, case_id, closing))
    tab = overview(section, case_id)
    commit(tab.again.how, "畑に出ていた")
    section.begin_reopening()
    keys = Keys()
    keys.type("退院後の生活が心配")
    assert overview(section, other).reopening.why.value() == ""
    tab = overview(section, case_id)
    assert tab.again.how.value() == "畑に出ていた"
    section.begin_reopening()
    assert tab.reopening.why.value() == "退院後の生活が心配"
    section.finish()
    with desk.reading() as session:
        assert session.get_one(Case, case_id).stage == Stage.REOPENED
        assert unsent_words(session, desk.staff_id, f"reopen {case_id}") == {}
        assert unsent_words(session, desk.staff_id, f"look again {case_id}") == {"how": "畑に出ていた"}
