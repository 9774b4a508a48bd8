"""The ring of the keyboard is seen whole in every small window of handover and backups, in large letters, too."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.focus_ring import ring_room
from hokatsu_desktop.ui.handover.comparing_dialog import ComparingDialog
from hokatsu_desktop.ui.handover.giving import GivingDialog
from hokatsu_desktop.ui.handover.here_dialog import HereDialog
from hokatsu_desktop.ui.handover.media_dialogs import RegisterDialog
from hokatsu_desktop.ui.settings.compare_backup_dialog import CompareBackupDialog
from hokatsu_desktop.ui.settings.disposal_dialog import DisposalDialog
from hokatsu_desktop.ui.settings.drill_dialog import DrillDialog
from hokatsu_desktop.ui.settings.restore_over_dialog import RestoreOverDialog
from hokatsu_desktop.ui.theme import apply_theme

WINDOWS: dict[str, Callable[[Desk], Dialog]] = {
    "giving": lambda desk: GivingDialog(desk, lambda: None),
    "here": lambda desk: HereDialog(desk, lambda: None),
    "comparing": lambda desk: ComparingDialog(desk, lambda: None),
    "backup": lambda desk: CompareBackupDialog(desk, []),
    "register": RegisterDialog,
    "disposal": DisposalDialog,
    "drill": lambda desk: DrillDialog(desk, []),
    "going_back": RestoreOverDialog,
}


@pytest.mark.parametrize("zoom", [100, 150])
@pytest.mark.parametrize("name", WINDOWS)
def test_no_ring_is_cut_at_the_edge_of_a_scrolled_page(
    qtbot: QtBot, application: QApplication, desk: Desk, name: str, zoom: int
) -> None:
    apply_theme(application, zoom)
    dialog = WINDOWS[name](desk)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    looked_at = 0
    for stop in list(stops_in(dialog)):
        page = page_around(stop)
        if page is None:
            continue
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        left = stop.mapTo(page, stop.rect().topLeft())
        right = stop.mapTo(page, stop.rect().bottomRight())
        assert left.x() >= ring_room(), stop.accessibleName() or stop.objectName()
        assert left.y() >= ring_room(), stop.accessibleName() or stop.objectName()
        assert right.x() < page.width() - ring_room() + 1, stop.accessibleName() or stop.objectName()
        looked_at += 1
    assert looked_at or name == "disposal"  # nothing to dispose of here
    dialog.reject()


def page_around(widget: QWidget) -> QWidget | None:
    """The scrolled page a widget lies on; None for the buttons below it."""
    step: QWidget | None = widget.parentWidget()
    while step is not None and not step.isWindow():
        around = step.parentWidget()
        if around is not None and isinstance(around.parentWidget(), QScrollArea):
            return step
        step = around
    return None
