"""Message bar, step bar, tag, card and words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.step_bar import Step, StepBar, StepState
from hokatsu_desktop.ui.widgets.tag import Tag, Tone, tag_size
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words
from tests.ui.hands import press, show

STEPS = [
    Step("つなぎ", StepState.DONE),
    Step("支援会議", StepState.NOW),
    Step("プラン", StepState.AHEAD),
    Step("終結", StepState.AHEAD),
]


def test_a_message_says_its_kind_and_closes_when_its_action_is_taken(qtbot: QtBot) -> None:
    bar = MessageBar()
    done: list[str] = []
    show(qtbot, bar, 600, 90)
    bar.tell(MessageKind.ERROR, "書き込めませんでした。", [("もう一度", lambda: done.append("again"))])
    assert bar.accessibleName() == "失敗：書き込めませんでした。"
    bar.buttons()[0].click()
    assert done == ["again"]
    assert not bar.isVisible()


def test_a_new_message_replaces_the_actions_of_the_old_one(qtbot: QtBot) -> None:
    bar = MessageBar()
    show(qtbot, bar, 600, 90)
    bar.tell(MessageKind.WARNING, "一", [("あ", lambda: None), ("い", lambda: None)])
    bar.tell(MessageKind.INFO, "二", [("う", lambda: None)])
    assert [made.text() for made in bar.buttons()] == ["う"]
    assert [made.text() for made in bar.findChildren(QPushButton) if made.isVisible()] == ["う"]


def test_escape_closes_a_message_that_may_be_closed(qtbot: QtBot) -> None:
    bar = MessageBar()
    show(qtbot, bar, 600, 90)
    bar.tell(MessageKind.WARNING, "一", [("あ", lambda: None)], closes=False)
    press(bar.buttons()[0], Qt.Key.Key_Escape)
    assert bar.isVisible()
    bar.tell(MessageKind.WARNING, "一", [("あ", lambda: None)])
    press(bar.buttons()[0], Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_steps_are_said_in_words_and_reached_by_tab(qtbot: QtBot) -> None:
    bar = StepBar()
    bar.set_steps(STEPS)
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "進み具合：つなぎ 済み、支援会議 いま、プラン これから、終結 これから"
    assert bar.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_steps_take_a_second_line_where_one_is_too_short(qtbot: QtBot) -> None:
    bar = StepBar()
    bar.set_steps(STEPS)
    qtbot.addWidget(bar)
    assert bar.heightForWidth(260) > bar.heightForWidth(900)


def test_a_tag_has_room_for_its_words(qtbot: QtBot) -> None:
    tag = Tag("主担当 未定", Tone.WRONG)
    qtbot.addWidget(tag)
    assert tag.sizeHint() == tag_size("主担当 未定")
    tag.set_tag("決", Tone.GOOD)
    assert tag.sizeHint().width() < tag_size("主担当 未定").width()


def test_words_are_never_taken_as_markup(qtbot: QtBot) -> None:
    words = Words("<b>1 & 2</b>\n次の行", wrap=True)
    qtbot.addWidget(words)
    assert words.words() == "<b>1 & 2</b>\n次の行"
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;<br>" in words.text()


def test_a_paragraph_is_as_tall_as_its_width_makes_it(qtbot: QtBot) -> None:
    words = Words("長い文です。" * 20, Look.QUIET, wrap=True)
    qtbot.addWidget(words)
    assert words.heightForWidth(200) > 2 * words.heightForWidth(800)


def test_elided_words_tell_the_whole_in_the_tool_tip(qtbot: QtBot) -> None:
    words = ElidedWords("みどり町　地域包括支援センター　福祉課", Look.CARD)
    show(qtbot, words, 120, 30)
    words.grab()
    assert words.toolTip() == "みどり町　地域包括支援センター　福祉課"


def test_a_card_names_itself(qtbot: QtBot) -> None:
    card = Card("本人")
    qtbot.addWidget(card)
    assert card.accessibleName() == "本人"


def test_no_button_waits_for_enter(qtbot: QtBot) -> None:
    for look in ButtonLook:
        made = button("押す", look, picture="add")
        qtbot.addWidget(made)
        assert not made.autoDefault()


def test_a_label_names_its_field(qtbot: QtBot) -> None:
    page, field, named = QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(page)
    named.setAccessibleName("相手の電話")
    column = QVBoxLayout(page)
    column.addLayout(labelled("相手", field))
    column.addLayout(labelled("電話", named))
    assert [field.accessibleName(), named.accessibleName()] == ["相手", "相手の電話"]
    assert [label.buddy() for label in page.findChildren(Words)] == [field, named]
