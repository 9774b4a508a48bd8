"""The cases behind a number, one row each; Enter goes there."""

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.figures.figure import Figure
from hokatsu_desktop.services.figures.opened import opened
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.words import Look, Words

NOT_OF_CASES = "この数は、ケースの数ではないので、開けません。"
NOTHING = "この年度は0です。"
_ABOUT = "日の順です。Enter でケースを開きます。"


class OpenedDialog(Dialog):
    """Begins in the list."""

    def __init__(self, desk: Desk, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(f"{figure.label}　{figure.year}", parent)
        self._desk = desk
        with desk.reading() as session:
            found = opened(session, figure)
        self.list = ListView(figure.label)
        self.list.set_rows(
            [
                ListRow(title=one.title, meta=f"{short(one.day)}　{one.number}", target=one.case_id)
                for one in found.cases
            ]
        )
        self.list.opened.connect(self._go)
        self.unseen = Words(f"{found.unseen}件は表示できません。" if found.unseen else "", Look.QUIET)
        self.unseen.setVisible(bool(found.unseen))
        self.body.addWidget(Words(_ABOUT, Look.QUIET, wrap=True))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.unseen)
        self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self.resize(px(560), px(460))

    def _go(self, case_id: object) -> None:
        if isinstance(case_id, int):
            self.accept()
            self._desk.go(Place(section="cases", case_id=case_id, tab="overview"))
