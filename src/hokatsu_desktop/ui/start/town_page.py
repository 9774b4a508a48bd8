"""The first questions: 町名, 課名, お名前, and where the store shall be."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hokatsu_desktop.store.place import place_problem
from hokatsu_desktop.ui.folder_choice import ask_for_folder
from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.start.store_work import Founding, has_store
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.text_field import TextField


class TownPage(Page):
    """Who and where. With `asks_place` off it only asks for the names, for a store that has none yet."""

    open_wanted = Signal(object)
    """The folder (Path) of a store that is already there."""
    practice_wanted = Signal()
    receive_wanted = Signal()
    from_backup_wanted = Signal()
    loss_wanted = Signal()

    def __init__(self, folder: Path, *, asks_place: bool = True, any_place: bool = False) -> None:
        super().__init__(
            "はじめまして", "台帳を新しく作ります。町と担当の方を教えてください。あとから直せます。", "次へ"
        )
        self._asks_place = asks_place
        self._any_place = any_place
        self.town = Question("町名", TextField("town", "町名"), "例：みどり町", width=300)
        self.department = Question("課名", TextField("department", "課名"), "例：福祉課", width=300)
        self.staff_name = Question(
            "お名前", TextField("staff_name", "お名前"), "台帳に書いた人として残ります。", width=300
        )
        self.place = Question("保存場所", TextField("folder", "保存場所"), "このパソコンの中のフォルダーです。")
        self.place.field.set_value(str(folder))
        self.choose = button("ほかの場所にする…", ButtonLook.INLINE)
        self.practice = button("練習用の町で試す", ButtonLook.SECOND)
        self.receive = button("引継ぎを受け取る", ButtonLook.SECOND)
        self.from_backup = button("控えから始める", ButtonLook.SECOND)
        self.loss = button("紛失したとき", ButtonLook.LINK)
        self._lay_out()
        self.receive.clicked.connect(self.receive_wanted)
        self.from_backup.clicked.connect(self.from_backup_wanted)
        self.loss.clicked.connect(self.loss_wanted)
        self.choose.clicked.connect(self.choose_folder)
        self.practice.clicked.connect(self.practice_wanted)
        self.place.field.left.connect(self._look_at_place)
        for question in (self.town, self.department, self.staff_name):
            question.field.changed.connect(question.clear)

    def first_field(self) -> QWidget:
        return self.town.field

    def folder(self) -> Path:
        """The folder as typed or chosen."""
        return Path(self.place.field.value()).expanduser()

    def founding(self) -> Founding:
        """The answers."""
        return Founding(
            town=self.town.field.value(),
            department=self.department.field.value(),
            staff_name=self.staff_name.field.value(),
            folder=self.folder(),
        )

    def accept_or_tell(self) -> bool:
        """Whether all is answered; if not, says what is missing and goes to the first such field."""
        asked = (("町名", self.town), ("課名", self.department), ("お名前", self.staff_name))
        missing = [question for label, question in asked if not question.field.value()]
        for label, question in asked:
            if question in missing:
                question.wrong(f"{label}を入れてください。")
        if self._asks_place and not self._look_at_place():
            missing.append(self.place)
        if missing:
            missing[0].field.setFocus(Qt.FocusReason.OtherFocusReason)
        return not missing

    def choose_folder(self) -> None:
        """Lets the user choose the folder in the system's own window."""
        ask_for_folder(self, "保存場所を選ぶ", self.take_folder, self.folder().parent)

    def take_folder(self, folder: Path) -> None:
        """Takes a chosen folder; a store gets a folder of its own inside one that holds other things."""
        holds_others = folder.is_dir() and not has_store(folder) and any(folder.iterdir())
        self.place.field.set_value(str(folder / "daicho" if holds_others else folder))
        self._look_at_place()

    def _look_at_place(self) -> bool:
        """Says what speaks against the folder; True if nothing does."""
        if not self.place.field.value():
            self.place.wrong("保存場所を入れてください。")
            return False
        folder = self.folder()
        if has_store(folder):
            self.place.wrong("このフォルダーには、もう台帳があります。上書きはしません。")
            self.place.note.wrong(self.place.note.words(), "この台帳を開く", lambda: self.open_wanted.emit(folder))
            return False
        if not self._any_place and (problem := place_problem(folder)):
            self.place.wrong(problem)
            return False
        self.place.clear()
        return True

    def _lay_out(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(20)
        pair.addWidget(self.town, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.department, 1, Qt.AlignmentFlag.AlignTop)
        names = QWidget()
        names.setLayout(pair)
        pair.setContentsMargins(0, 0, 0, 0)
        for widget in (names, self.staff_name, self.place):
            self.body.addWidget(narrow(widget))
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        others = QWidget()
        flow = FlowLayout(others, across=12, down=8)
        for made in (self.receive, self.from_backup, self.practice, self.loss):
            flow.addWidget(made)
        self.buttons.insertWidget(1, others, 1, Qt.AlignmentFlag.AlignTop)
        self.buttons.setStretch(self.buttons.count() - 1, 0)  # in large letters the others need two lines
        self.buttons.setAlignment(self.main_button, Qt.AlignmentFlag.AlignTop)
        for widget in (self.place, self.choose, self.practice, self.receive, self.from_backup, self.loss):
            widget.setVisible(self._asks_place)
        QWidget.setTabOrder(self.town.field, self.department.field)
        QWidget.setTabOrder(self.department.field, self.staff_name.field)
        QWidget.setTabOrder(self.staff_name.field, self.place.field if self._asks_place else self.main_button)
        QWidget.setTabOrder(self.place.field, self.main_button)
