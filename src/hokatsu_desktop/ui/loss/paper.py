"""The loss report as a paper through the preview, with the store or without it. Loads the PDF parts; import it late."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.papers import Imprint, Paper
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.print_window.job import Made, Output, PrintJob
from hokatsu_desktop.ui.print_window.notices import notices_about


def show_loss_paper(
    sheet: Sheet, answers: Answers, imprint: Imprint, parent: QWidget, told: Callable[[Output], None]
) -> Preview:
    """Opens the preview of the sheet; `told` hears of each print and file."""
    paper = Paper(sheet, answers)
    printed = print_papers([paper], imprint, title=sheet.title)
    made = Made(printed, notices=notices_about(printed, [paper]))
    job = PrintJob(sheet.title, made, sheet.short_title, told=lambda _made, output: told(output))
    preview = Preview(job, parent)
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.open()
    return preview
