"""保存年限と廃棄 on the screen: the rule, one case's own years and hold, the candidates, two persons, and what is told."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Disposal, Person, Stage
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.retention import RetentionRule, StartRule, kept_of, retention_rule
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.store.backup import back_up, backups
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.second_person import SecondPersonDialog
from hokatsu_desktop.ui.settings import disposal_work
from hokatsu_desktop.ui.settings.disposal_dialog import DisposalDialog
from hokatsu_desktop.ui.settings.kept_backups import usual_place
from hokatsu_desktop.ui.settings.retention_card import RetentionCard
from hokatsu_desktop.ui.settings.retention_dialog import KeepDialog, kept_words, read_years
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.widgets.words import Words
from tests.services.test_story import received
from tests.ui.hands import show
from tests.ui_settings.office import NOW

Wait = Callable[[], None]
CLOSED_ON = date(2020, 5, 1)
LATER = datetime(2026, 4, 1, 10, 0, tzinfo=NOW.tzinfo)


@pytest.fixture
def printed() -> list[tuple[str, int]]:
    return []


@pytest.fixture
def card(qtbot: QtBot, desk: Desk, printed: list[tuple[str, int]]) -> RetentionCard:
    """The card in the April in which the time of two cases is over."""
    for name in ("架空 花子", "例示 一郎"):
        desk.act(lambda session, name=name: received(session, name))  # type: ignore[misc]  # mypy cannot infer the default
    desk.act(close_all)
    set_clock(desk, LATER)
    hands = WindowHands(
        lambda: None, lambda: 100, lambda _percent: None, lambda: None, print_sheet=lambda *what: printed.append(what)
    )
    card = RetentionCard(desk, hands)
    show(qtbot, card, 700, 600)
    return card


def set_clock(desk: Desk, moment: datetime) -> None:
    desk.clock = lambda: moment
    desk.store.session_facts["clock"] = desk.clock


def close_all(session: Session) -> None:
    with act(session, "close_case", "終結にする"):
        for case in session.scalars(select(Case)):
            case.stage, case.closed_on = Stage.CLOSED, CLOSED_ON


def agree(dialog: DisposalDialog) -> None:
    """The second person agrees, as the window of the practice town lets them; what it types is tested elsewhere."""
    assert isinstance(dialog.asking, SecondPersonDialog)
    dialog.asking._agree()


def test_the_rule_is_shown_and_changed_in_any_spelling(desk: Desk, card: RetentionCard) -> None:
    assert card.rule.words() == (
        "終結したケースは、終結した翌年度の4月1日から5年保存します（区分：永久・10年・5年・3年・1年）。"
    )
    dialog = card.begin_rule()
    dialog.classes.set_value("永久、３０年, 7")
    dialog.usual.set_value("7年")
    dialog.start.set_value(StartRule.NEXT_DAY)
    dialog.go_on.click()
    with desk.reading() as session:
        assert retention_rule(session) == RetentionRule(7, (0, 30, 7), StartRule.NEXT_DAY)
    assert "終結した日の翌日から7年" in card.rule.words()
    desk.act(undo)
    assert "5年保存" in card.rule.words()


@pytest.mark.parametrize(("classes", "usual"), [("", "5"), ("五年", "5"), ("5・1000", "5"), ("5・10", "3"), ("5", "")])
def test_a_rule_that_makes_no_sense_is_said_and_not_stored(
    desk: Desk, card: RetentionCard, classes: str, usual: str
) -> None:
    dialog = card.begin_rule()
    dialog.classes.set_value(classes)
    dialog.usual.set_value(usual)
    dialog.go_on.click()
    assert dialog.message.words()
    assert dialog.isVisible()
    with desk.reading() as session:
        assert retention_rule(session) == RetentionRule()


def test_a_message_of_two_lines_lies_over_no_field(card: RetentionCard, qtbot: QtBot) -> None:
    dialog = card.begin_rule()
    dialog.usual.set_value("10・5")
    dialog.go_on.click()
    assert "ふだんの保存年限" in dialog.message.words()

    def is_below() -> bool:
        ends = dialog.start.mapTo(dialog, dialog.start.rect().bottomLeft()).y()
        return dialog.message.height() > 0 and ends < dialog.message.geometry().top()

    qtbot.waitUntil(is_below)


def test_years_are_read_in_any_spelling() -> None:
    assert read_years("永久・１０年、5，3 1") == [0, 10, 5, 3, 1]
    assert read_years("すぐ") is None
    assert read_years("") == []


def test_nothing_can_be_pressed_before_a_case_is_ticked(card: RetentionCard) -> None:
    dialog = card.begin_disposal()
    assert len(dialog.ticks) == 2
    assert not dialog.go_on.isEnabled()
    for tick in dialog.ticks.values():
        tick.click()
    assert dialog.go_on.text() == "印をつけた2件を廃棄する…"


def test_a_held_case_cannot_be_ticked(desk: Desk, card: RetentionCard) -> None:
    dialog = card.begin_disposal()
    first = next(iter(dialog.ticks))
    change = dialog.begin_change(first)
    why = "開示請求の答えが出るまで、総務課と相談しながら、廃棄しないで待つ。" * 3
    change.why.set_value(why)
    change.go_on.click()
    assert not dialog.ticks[first].isEnabled()
    assert f"保留：{why}" in {words.words() for words in dialog.findChildren(Words)}
    right = dialog.change_buttons[first].mapTo(dialog, dialog.change_buttons[first].rect().topRight()).x()
    assert right < dialog.width()  # however long the reason is, it can be changed
    assert card.over.words() == "保存年限の過ぎた廃棄候補が1件あります。ほかに、保留しているものが1件あります。"
    assert "開示請求" in kept_words(desk, first)
    again = dialog.begin_change(first)
    again.why.set_value("")
    again.years.set_value("10")
    again.starts.set_value("2021-06-01")
    again.go_on.click()
    assert first not in dialog.ticks
    assert kept_words(desk, first) == "保存年限：10年（令和3年6月1日から、令和13年5月31日まで保存）。"


def test_a_day_that_is_none_is_said(desk: Desk, card: RetentionCard, qtbot: QtBot) -> None:
    with desk.reading() as session:
        case_id = session.scalars(select(Case.id)).first()
    assert case_id is not None
    dialog = KeepDialog(desk, case_id)
    qtbot.addWidget(dialog)
    dialog.starts.set_value("2021-06")
    dialog.go_on.click()
    assert "年月日まで" in dialog.message.words()
    with desk.reading() as session:
        kept = kept_of(session, case_id)
        assert kept is not None
        assert kept.starts_on == date(2021, 4, 1)


def test_two_persons_dispose_of_what_is_ticked_and_the_book_can_be_printed(
    desk: Desk, card: RetentionCard, printed: list[tuple[str, int]], idle: Wait
) -> None:
    back_up(desk.store, usual_place(desk), LATER - timedelta(days=1))
    assert card.book_button.isHidden()
    dialog = card.begin_disposal()
    first, second = dialog.ticks
    dialog.ticks[first].click()
    dialog.go_on.click()
    agree(dialog)
    idle()
    with desk.reading() as session:
        assert session.scalars(select(Case.id)).all() == [second]
        assert session.scalars(select(Person.name)).all() == ["例示 一郎"]
        assert find(session, "架空") == []
        done = session.scalars(select(Disposal)).one()
        assert (done.made_by, done.rewritten_on) == ("𠮷田 まこと", LATER.date())
    assert "1件を廃棄しました" in card.message.words()
    assert "前回の廃棄：R8.4.1" in card.last.words()
    assert "まだ入っている控え：1個" in card.copies.words()
    card.book_button.click()
    assert printed == [("disposal_book", 1)]
    destroying = card.begin_destroying()
    destroying.go_on.click()
    assert "廃棄のあとの控えがまだありません" in card.message.words()
    back_up(desk.store, usual_place(desk), LATER)
    card.begin_destroying().go_on.click()
    assert card.message.words() == "廃棄した記録の入った控えを1個捨てました。"
    assert len(backups(usual_place(desk))) == 1
    assert card.destroy_button.isHidden()


def test_a_card_that_is_not_seen_looks_for_no_copies(
    desk: Desk, card: RetentionCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Session] = []

    def look(session: Session) -> list[Disposal]:
        looked.append(session)
        return []

    monkeypatch.setattr("hokatsu_desktop.ui.settings.retention_card.disposals", look)
    desk.changed.emit()
    assert len(looked) == 1
    card.hide()
    desk.changed.emit()
    assert len(looked) == 1


def test_leaving_the_second_persons_window_disposes_of_nothing(desk: Desk, card: RetentionCard, idle: Wait) -> None:
    dialog = card.begin_disposal()
    for tick in dialog.ticks.values():
        tick.click()
    dialog.go_on.click()
    assert isinstance(dialog.asking, SecondPersonDialog)
    dialog.asking.reject()
    idle()
    with desk.reading() as session:
        assert len(session.scalars(select(Case.id)).all()) == 2
        assert session.scalars(select(Disposal)).all() == []


def test_a_file_that_cannot_be_written_anew_is_said_and_tried_again(
    desk: Desk, card: RetentionCard, idle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: object) -> None:
        raise StoreRefusal(Situation.DISK_FULL)

    monkeypatch.setattr(disposal_work, "rewrite", full)
    dialog = card.begin_disposal()
    for tick in dialog.ticks.values():
        tick.click()
    dialog.go_on.click()
    agree(dialog)
    idle()
    assert "書き直しが" in card.message.words()
    assert card.rewrite_button.isVisible()
    monkeypatch.undo()
    card.rewrite_button.click()
    idle()
    assert card.rewrite_button.isHidden()
    assert card.message.words() == "台帳のファイルを書き直しました。"


def test_today_says_so_in_april_only(desk: Desk, card: RetentionCard) -> None:
    def told() -> list[str]:
        with desk.reading() as session:
            return [row.title for group in today_page(session) if group.key == "retention" for row in group.rows]

    assert card.isVisible()
    assert told() == ["保存年限の過ぎたケースが2件あります"]
    set_clock(desk, LATER.replace(month=5))
    assert told() == []


def test_a_closed_case_says_how_long_it_is_kept_and_an_open_one_nothing(desk: Desk, card: RetentionCard) -> None:
    with desk.reading() as session:
        case_id = session.scalars(select(Case.id)).first()
    assert case_id is not None
    assert "保存年限が過ぎています" in kept_words(desk, case_id)
    desk.act(lambda session: reopen(session, case_id))
    assert kept_words(desk, case_id) == ""


def reopen(session: Session, case_id: int) -> None:
    with act(session, "reopen", "再開する"):
        session.get_one(Case, case_id).stage = Stage.REOPENED
