"""機関・資源のしおり: the whole directory to paper, or from the print window to Excel."""

from hokatsu_desktop.ui.agencies.issues_part import print_list
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.shelf import ListAct
from hokatsu_desktop.ui.printer import Printer


def booklet_act(desk: Desk, printer: Printer) -> ListAct:
    """The button above the lists of agencies and of resources."""
    return ListAct(
        words="しおり", picture="print", then=lambda: print_list(desk, printer, "directory_booklet"), beside=True
    )
