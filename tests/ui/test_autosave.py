"""Saving by itself: after a pause, at every change of field, at once on demand; and what is said about it."""

import errno

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.autosave import Autosave, SaveState, reason_of
from tests.ui.hands import NOW


class Desk:
    """Counts saves and can be told to fail."""

    def __init__(self) -> None:
        self.saves = 0
        self.error: Exception | None = None

    def save(self) -> None:
        if self.error is not None:
            raise self.error
        self.saves += 1


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _autosave(desk: Desk) -> tuple[Autosave, list[str]]:
    autosave = Autosave(desk.save, lambda: NOW)
    said: list[str] = []
    autosave.said.connect(said.append)
    return autosave, said


def test_a_change_is_saved_after_a_short_pause(qtbot: QtBot, desk: Desk) -> None:
    autosave, said = _autosave(desk)
    autosave.touch()
    assert (desk.saves, said) == (0, ["保存中…"])
    qtbot.waitUntil(lambda: desk.saves == 1)
    assert said[-1] == "保存しました 10:32"


def test_steady_typing_is_saved_once_it_pauses(qtbot: QtBot, desk: Desk) -> None:
    autosave, _ = _autosave(desk)
    for _ in range(5):
        autosave.touch()
        qtbot.wait(50)
    assert desk.saves == 0
    qtbot.waitUntil(lambda: desk.saves == 1)


def test_endless_typing_is_saved_all_the_same(qtbot: QtBot, desk: Desk) -> None:
    autosave, _ = _autosave(desk)
    for _ in range(22):
        autosave.touch()
        qtbot.wait(100)
    assert desk.saves >= 1


def test_leaving_a_field_saves_at_once_and_only_what_is_new(desk: Desk) -> None:
    autosave, _ = _autosave(desk)
    autosave.leave()
    assert desk.saves == 0
    autosave.touch()
    autosave.leave()
    autosave.leave()
    assert desk.saves == 1


def test_flush_ends_the_composition_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    class InputMethod:
        def commit(self) -> None:
            order.append("commit")
            autosave.touch()

    autosave = Autosave(lambda: order.append("save"), lambda: NOW)
    monkeypatch.setattr(QGuiApplication, "inputMethod", InputMethod)
    assert autosave.flush()
    assert order == ["commit", "save"]


def test_a_failed_save_is_said_kept_and_tried_again(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hokatsu_desktop.ui.autosave.AGAIN", 50)
    autosave, said = _autosave(desk)
    desk.error = OSError(errno.ENOSPC, "full")
    with qtbot.waitSignal(autosave.failed) as failed:
        autosave.touch()
        assert not autosave.flush()
    assert failed.args == [desk.error]
    assert said[-1] == "保存できません（保存先の空きがありません）"
    assert autosave.state is SaveState.FAILED
    desk.error = None
    qtbot.waitUntil(lambda: desk.saves == 1)
    assert said[-1] == "保存しました 10:32"


def test_ctrl_s_saves_and_says_so_even_without_a_change(desk: Desk) -> None:
    autosave, said = _autosave(desk)
    assert autosave.save_by_hand()
    assert (desk.saves, said) == (1, ["保存しました 10:32"])


def test_a_change_during_the_save_is_saved_as_well(qtbot: QtBot) -> None:
    saves: list[int] = []

    def save() -> None:
        saves.append(len(saves))
        if len(saves) == 1:
            autosave.touch()

    autosave = Autosave(save, lambda: NOW)
    autosave.touch()
    autosave.leave()
    assert autosave.state is SaveState.WAITING
    qtbot.waitUntil(lambda: len(saves) == 2)


def test_stopping_ends_waiting(qtbot: QtBot, desk: Desk) -> None:
    autosave, _ = _autosave(desk)
    autosave.touch()
    autosave.stop()
    qtbot.wait(1000)
    assert desk.saves == 0


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EACCES, "no"), "保存先に書き込めません"),
        (OSError(errno.ENOENT, "gone"), "保存先が見つかりません"),
        (ValueError("佐藤ハナ"), "もう一度ためしています"),
    ],
)
def test_reasons_are_plain_and_hold_nothing_that_was_typed(error: Exception, words: str) -> None:
    assert reason_of(error) == words
