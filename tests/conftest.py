"""What every test gets: no screen, no real user folders or keyring, no thread left behind; slow sweeps on demand."""

import gc
import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests.faults.machine import NEEDED, lacking

# Set before Qt or keyring is imported anywhere: a test must not open windows or touch the developer's own secrets.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

PATIENCE_SECONDS = 30.0  # how long a slow machine may take before something that is waited for counts as not happening

# How fast an example runs depends on the machine, so neither a deadline nor slowness fails a test.
_ANY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("developer", _ANY_MACHINE)
settings.register_profile("ci", _ANY_MACHINE, derandomize=True, database=None)
settings.register_profile("long", _ANY_MACHINE, max_examples=1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --long, which also runs the tests marked long."""
    parser.addoption("--long", action="store_true", help="run the slow sweeps too")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how long Qt is waited for, and how hypothesis searches: the same examples in CI, many with --long."""
    for waiting in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitCallback):
        waiting.__kwdefaults__ = {**(waiting.__kwdefaults__ or {}), "timeout": int(PATIENCE_SECONDS * 1000)}
    if config.getoption("--hypothesis-profile"):
        return
    searching = "long" if config.getoption("--long") else "ci" if os.environ.get("CI") else "developer"
    settings.load_profile(searching)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests marked long unless they were asked for, and those that need what this machine lacks.

    They are not there, rather than skipped or passed.
    """
    asked = [item for item in items if config.getoption("--long") or not item.get_closest_marker("long")]
    here = [item for item in asked if not lacking(one for mark in item.iter_markers("needs") for one in mark.args)]
    left_out = set(items) - set(here)
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = here


def pytest_collection_finish() -> None:
    """Take what was imported and collected out of Python's search for garbage: it stays until the end of the run."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say once what this machine lacks for the slow sweeps."""
    if config.getoption("--long") and (missing := lacking(NEEDED)):
        terminalreporter.write_line(
            f"left out, because this machine lacks it: every test that needs {', '.join(missing)}"
        )


@pytest.fixture(autouse=True, scope="session")
def _own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point the user's data, settings and state folders into a temporary one, for tests and their child processes."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "XDG_RUNTIME_DIR",
            "APPDATA",
            "LOCALAPPDATA",
        ):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_window_is_left_behind() -> Iterator[None]:
    """Take the windows down at the end of the run, as the program itself does."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if application is not None:
        from hokatsu_desktop.ui.start.window_program import take_down

        take_down(application)


@pytest.fixture(autouse=True)
def _no_thread_is_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread or a job of Qt's pool running: it would disturb a later test at random."""
    before = set(threading.enumerate())
    yield
    left = _threads_still_running(before)
    if left:
        pytest.fail(f"threads left behind: {', '.join(sorted(thread.name for thread in left))}")
    if not _qt_pool_is_done():
        pytest.fail("a job in Qt's thread pool is still running")


def _threads_still_running(before: set[threading.Thread]) -> set[threading.Thread]:
    """The threads started since, after giving them a moment to end."""
    patience_ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        # A dummy stands for a Qt thread that once ran Python; it says nothing about whether that thread still lives.
        left = {
            thread
            for thread in threading.enumerate()
            if thread not in before and not isinstance(thread, threading._DummyThread)
        }
        if not left or time.monotonic() > patience_ends:
            return left
        time.sleep(0.01)


def _qt_pool_is_done() -> bool:
    """Whether Qt's shared pool is idle; Qt is not loaded for the sake of asking."""
    qt_core = sys.modules.get("PySide6.QtCore")
    if qt_core is None:
        return True
    idle: bool = qt_core.QThreadPool.globalInstance().waitForDone(int(PATIENCE_SECONDS * 1000))
    return idle
