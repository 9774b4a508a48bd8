"""The main window without the derivation of a key, which takes 256 MiB for a second and gives them back.

`python -m benchmarks.programs.main_window DATA_FOLDER`: opens every section and a case, then tells its memory.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks.programs.first_paint import at_first_paint
from benchmarks.programs.telling import memory_mb, tell
from benchmarks.programs.town import open_by_key
from hokatsu_desktop.ui.place import HOME, Place

if TYPE_CHECKING:
    from hokatsu_desktop.ui.main_window import MainWindow

LOOKING_MS = 200  # each place is looked at for so long
PLACES = (
    HOME,
    Place(section="cases", case_id=1, tab="overview"),
    Place(section="cases", case_id=1, tab="referral"),
    Place(section="cases", case_id=1, tab="notes"),
    Place(section="meetings", meeting_id=1),
    Place(section="agencies"),
)


def main() -> int:
    """Open the store by its key, show the window, walk through it."""
    from hokatsu_desktop.services.office import present_staff
    from hokatsu_desktop.ui.application import make_application
    from hokatsu_desktop.ui.desk import Desk
    from hokatsu_desktop.ui.main_window import MainWindow
    from hokatsu_desktop.ui.widgets.busy import Tasks

    application = make_application(sys.argv[:1])
    store = open_by_key(Path(sys.argv[1]))
    with store.session() as session:
        staff_id = present_staff(session)[0].id
    tasks = Tasks()
    window = MainWindow(Desk(store, staff_id, tasks), lock=QCoreApplication.quit)
    at_first_paint("MainWindow", lambda: walk(window, 0, memory_mb().get("peak_mb", 0.0)))
    window.show()
    code = application.exec()
    tasks.close()
    store.close()
    return code


def walk(window: "MainWindow", place: int, opened_mb: float) -> None:
    """Go through the places one by one, then tell; `opened_mb` is what the window took before."""
    if place == len(PLACES):
        tell(opened_mb=opened_mb, **memory_mb())
        window.close()
        QCoreApplication.quit()
        return
    window.show_place(PLACES[place])
    QTimer.singleShot(LOOKING_MS, lambda: walk(window, place + 1, opened_mb))


if __name__ == "__main__":
    sys.exit(main())
