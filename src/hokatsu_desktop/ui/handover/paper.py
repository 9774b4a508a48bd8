"""The papers of a handover that are no sheets, through the preview; they leave no line in the log."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.printing.papers import Printed
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.print_window.job import Made, PrintJob
from hokatsu_desktop.ui.print_window.notices import notices_about


def show_paper(desk: Desk, title: str, make: Callable[[], Printed], parent: QWidget) -> None:
    """Has the worker make a paper, and shows it before it is printed."""

    def show(printed: Printed) -> None:
        made = Made(printed, notices=notices_about(printed, ()))
        preview = Preview(PrintJob(heading=title, made=made, file_name=title, told=lambda _made, _output: None), parent)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    desk.tasks.run(make, show)
