"""Work in the background: one after the other, answers on the screen's thread, a clean end."""

import gc
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.widgets.busy import BusyBar, Progress, Tasks
from tests.ui.hands import show


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_job_runs_elsewhere_and_the_result_comes_back_here(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, bool]] = []
    here = threading.get_ident()
    tasks.run(threading.get_ident, lambda there: seen.append((there, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1]


def test_jobs_run_one_after_the_other_in_their_order(qtbot: QtBot, tasks: Tasks) -> None:
    running: list[int] = []
    done: list[int] = []

    def job(number: int) -> int:
        running.append(number)
        assert len(running) - len(done) >= 1
        return number

    for number in range(20):
        tasks.run(partial(job, number), done.append)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == running == list(range(20))


def test_an_error_comes_back_as_an_error(qtbot: QtBot, tasks: Tasks) -> None:
    errors: list[Exception] = []

    def job() -> None:
        raise OSError("disk")

    tasks.run(job, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], OSError)


def test_an_error_nobody_asked_for_is_not_swallowed(qtbot: QtBot, tasks: Tasks) -> None:
    def job() -> None:
        raise ValueError("bug")

    with qtbot.captureExceptions() as caught:
        tasks.run(job)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ValueError


def test_nothing_is_called_back_after_the_end(qtbot: QtBot) -> None:
    tasks = Tasks()
    called: list[str] = []
    gate = threading.Event()
    tasks.run(gate.wait, lambda _result: called.append("first"))
    tasks.run(lambda: "second", called.append)
    gate.set()
    tasks.close()
    qtbot.wait(50)
    assert called == []
    with pytest.raises(RuntimeError):
        tasks.run(lambda: None)


def test_busy_is_told_once_and_rubbish_is_collected_again_afterwards(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[bool] = []
    tasks.busy_changed.connect(told.append)
    tasks.run(lambda: None)
    tasks.run(lambda: None)
    assert tasks.is_busy
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert told == [True, False]
    assert gc.isenabled()


def test_a_long_job_tells_how_far_it_is_and_can_be_stopped(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[tuple[str, int, int]] = []
    tasks.told.connect(lambda words, done, total: told.append((words, done, total)))
    ended: list[str] = []

    def job(progress: Progress) -> str:
        progress.say("数えています", 1, 3)
        while not progress.is_asked_to_stop:
            threading.Event().wait(0.005)
        return "stopped"

    tasks.run_long(job, ended.append)
    qtbot.waitUntil(lambda: bool(told))
    tasks.ask_to_stop()
    qtbot.waitUntil(lambda: bool(ended))
    assert told == [("数えています", 1, 3)]
    assert ended == ["stopped"]


def test_a_quick_job_shows_no_bar_and_a_slow_one_does(qtbot: QtBot, tasks: Tasks) -> None:
    bar = BusyBar(tasks)
    show(qtbot, bar)
    bar.hide()
    gate = threading.Event()
    tasks.run(gate.wait)
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    gate.set()
    qtbot.waitUntil(lambda: not bar.isVisible())


@pytest.mark.parametrize("gives_way", [True, False])
def test_a_job_that_nobody_waits_for_gives_way_to_the_next(qtbot: QtBot, tasks: Tasks, gives_way: bool) -> None:
    begun, done = threading.Event(), threading.Event()
    ended: list[str] = []

    def look_around(progress: Progress) -> str:
        begun.set()
        done.wait(5 if gives_way else 0)
        return "asked to stop" if progress.is_asked_to_stop else "to its end"

    tasks.run_long(look_around, ended.append, gives_way=gives_way)
    assert begun.wait(5)
    tasks.run(lambda: "printed", ended.append)
    done.set()
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert ended == ["asked to stop" if gives_way else "to its end", "printed"]
