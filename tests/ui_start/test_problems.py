"""Faults of the program: one dialog, and not one value of what was being worked on."""

import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop import __version__
from hokatsu_desktop.ui.start.problem_dialog import ProblemDialog
from hokatsu_desktop.ui.start.problem_hooks import ProblemHooks
from hokatsu_desktop.ui.start.problems import report_of

SECRET = "髙橋 まこと 090-0000-0000"


def caught() -> BaseException:
    """An error with values in its message, its cause and the local names."""
    name_of_a_person = SECRET
    try:
        try:
            int(name_of_a_person)
        except ValueError as error:
            raise KeyError(name_of_a_person) from error
    except KeyError as error:
        found = error
    return found


def open_dialog(hooks: ProblemHooks, bot: QtBot) -> ProblemDialog:
    """The dialog, once it is there."""
    bot.waitUntil(lambda: hooks.dialog is not None)
    assert hooks.dialog is not None
    return hooks.dialog


def test_a_report_names_kinds_places_and_versions_and_no_value() -> None:
    error = caught()
    report = report_of(type(error), error, error.__traceback__)
    assert __version__ in report
    assert "builtins.KeyError" in report
    assert "builtins.ValueError" in report
    assert f"{Path(__file__).name}:" in report
    for part in (SECRET, *SECRET.split(), str(Path.home()), str(Path(__file__).parent)):
        assert part not in report


def test_our_own_places_are_named_within_the_package() -> None:
    from hokatsu_desktop.japanese.partial_date import PartialDate

    with pytest.raises(ValueError) as info:
        PartialDate.from_text("いつか")
    report = report_of(info.type, info.value, info.tb)
    assert "  hokatsu_desktop/japanese/partial_date.py:" in report


def test_one_dialog_for_many_errors(qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> None:
    left: list[str] = []
    before = (sys.excepthook, threading.excepthook)
    hooks = ProblemHooks(lambda: left.append("closed"))
    hooks.install()
    try:
        error = caught()
        sys.excepthook(type(error), error, error.__traceback__)
        sys.excepthook(type(error), error, error.__traceback__)
        dialog = open_dialog(hooks, qtbot)
        qtbot.waitUntil(dialog.isVisible)
        assert SECRET not in dialog.report.toPlainText()
        dialog.stay_button.click()
        assert left == []
        sys.excepthook(type(error), error, error.__traceback__)
        open_dialog(hooks, qtbot).close_button.click()
        assert left == ["closed"]
    finally:
        hooks.remove()
    assert (sys.excepthook, threading.excepthook) == before
    assert SECRET not in capfd.readouterr().err


def test_an_error_in_another_thread_reaches_the_screen(qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> None:
    hooks = ProblemHooks(lambda: None)
    hooks.install()
    try:
        thread = threading.Thread(target=lambda: int(SECRET))
        thread.start()
        thread.join()
        open_dialog(hooks, qtbot).stay_button.click()
    finally:
        hooks.remove()
    told = capfd.readouterr().err
    assert "ValueError" in told
    assert SECRET not in told


def test_ctrl_c_closes_without_a_dialog() -> None:
    left: list[str] = []
    hooks = ProblemHooks(lambda: left.append("closed"))
    hooks.install()
    try:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        hooks.remove()
    assert left == ["closed"]
    assert hooks.dialog is None
