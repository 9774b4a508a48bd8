"""A process of its own that ends while a meeting's board is open: run with a folder, it must give the program's code."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.ui.application import make_application
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.start.window_program import run_until_the_end
from hokatsu_desktop.ui.widgets.busy import Tasks
from tests.ui_meetings.town import NOW, FakePrinter, Host, called, found

CODE = 7
KEPT: list[object] = []
"""What is still there when the interpreter ends, as the program's own window is."""


def main(folder: Path) -> int:
    """Opens the board, asks the application to end, and gives what the program gives."""
    application = make_application(sys.argv[:1])
    words = Passphrase("みどり色の 自転車と 夕やけ雲")
    store, _ = create_store(folder, words, practice=True, now=NOW, cost=Cost.floor(), any_place=True)
    store.session_facts.update(clock=lambda: NOW)
    with store.transaction() as session:
        town = found(session)
    tasks = Tasks()
    desk = Desk(store, town.staff_id, tasks, clock=lambda: NOW)
    host = Host(MeetingsSection(desk, FakePrinter()))
    KEPT.extend((application, desk, host))
    host.show()
    host.section.show_place(Place(section="meetings", meeting_id=called(desk, town), tab="board"))

    def end() -> None:
        tasks.close()
        store.close()

    QTimer.singleShot(0, lambda: application.exit(CODE))
    return run_until_the_end(application, end)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
