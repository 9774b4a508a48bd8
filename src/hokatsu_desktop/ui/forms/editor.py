"""様式を直す: outline at the left, properties in the middle, the page at the right. What is half done is kept."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hokatsu_desktop.services.edition_archive import same_paper, sheet_for_use, standard_sheet
from hokatsu_desktop.services.editions import draft_of, drop_draft, keep_draft, make_edition
from hokatsu_desktop.services.papers import Imprint, Paper, blank_of, imprint_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.definition import Kind, Sheet
from hokatsu_desktop.sheets.editing import completed
from hokatsu_desktop.sheets.edition_rules import edition_faults
from hokatsu_desktop.ui.autosave import Autosave
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.forms.outline import SHEET, Part
from hokatsu_desktop.ui.forms.outline_acts import added, hidden_turned, moved, removed
from hokatsu_desktop.ui.forms.outline_pane import OutlinePane
from hokatsu_desktop.ui.forms.page_preview import PagePreview
from hokatsu_desktop.ui.forms.panel import Panel
from hokatsu_desktop.ui.forms.steps import Steps
from hokatsu_desktop.ui.forms.why_dialog import WhyDialog
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.own_steps import OwnSteps
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words

OUTLINE_WIDTH, PANEL_WIDTH = 280, 360
WIDE = 940  # pixels at 100 % from which properties and page stand side by side
UNCHANGED = "まだ直していません。"
HALF_WAY = "直しかけです。ここまでは保存されています。"
NOTHING_CHANGED = "今の様式から、変わったところがありません。"
NO_MORE_BACK = "これより前の直しはありません。"
NO_MORE_FORWARD = "やり直せる直しはありません。"
EDIT, PAGE = "edit", "page"


class Editor(OwnSteps):
    """Edits one sheet, going on with its draft if there is one. Nothing of it is in use before `made`."""

    left = Signal()
    made = Signal(int)
    """The number of the edition that was made."""

    def __init__(self, desk: Desk, key: str, part: Part = SHEET) -> None:
        super().__init__()
        self._desk = desk
        self._why = ""
        with desk.reading() as session:
            self._standing = completed(sheet_for_use(session, key))
            draft = draft_of(session, key)
        self.steps = Steps(completed(draft.sheet) if draft else self._standing)
        self.title = ElidedWords("", Look.TITLE)
        self.state = Words(look=Look.QUIET)
        self.back = button("戻る", ButtonLook.QUIET, picture="chevron-left")
        self.standard = button("標準の形にする")
        self.make = button("新しい版にする", ButtonLook.PRIMARY)
        self.outline = OutlinePane()
        self.panel = Panel(desk)
        self.preview = PagePreview(desk.tasks)
        self.parts = Segments("直すところと見本")
        self.parts.set_parts(((EDIT, "直す"), (PAGE, "見本")))
        self.autosave = Autosave(self._keep, desk.now, reason=reason_of, parent=self)
        self._build()
        self._connect()
        self.outline.show_sheet(self.sheet)
        self.outline.go_to(self.sheet, part)
        self._show_part()
        self._show_state()
        self._show_page(at_once=True)

    @property
    def sheet(self) -> Sheet:
        """The sheet as it is edited so far."""
        return self.steps.sheet

    def part(self) -> Part:
        """What is chosen in the outline."""
        return self.outline.view.part()

    def flush(self) -> bool:
        """Store what is half done at once; True if it is stored."""
        return self.autosave.flush()

    def close_sheet(self) -> None:
        """Leaves the sheet; what is half done is kept."""
        if self.flush():
            self.left.emit()

    def stop(self) -> None:
        """Draws and stores nothing more."""
        self.preview.stop()
        self.autosave.stop()

    def finish(self) -> None:
        """Asks for the reason and makes the edition."""
        if not self.flush():
            return
        fault = next(edition_faults(self.sheet), "") if self.is_changed() else NOTHING_CHANGED
        if fault:
            self._desk.said.emit("warning", fault)
            return
        dialog = WhyDialog(self.sheet.title, self._standing.edition + 1, self._why, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.why.changed.connect(lambda: self._remember_why(dialog.why.value()))
        dialog.given.connect(self._make)
        dialog.open()

    def is_changed(self) -> bool:
        """Whether the sheet is another than the one in use."""
        return not same_paper(self.sheet, self._standing)

    def step_back(self) -> None:
        if self.steps.back():
            self._show_anew()
        else:
            self._desk.said.emit("info", NO_MORE_BACK)

    def step_forward(self) -> None:
        if self.steps.forward():
            self._show_anew()
        else:
            self._desk.said.emit("info", NO_MORE_FORWARD)

    def take_standard(self) -> None:
        """Makes the sheet like the program's, as one step."""
        if self.steps.take(completed(standard_sheet(self.sheet.key))):
            self._show_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_widths()
            self._arrange()

    # Changes

    def _changed(self, change: Callable[[Sheet], Sheet], name: str) -> None:
        self._take(change(self.sheet), name)

    def _take(self, sheet: Sheet, name: str = "") -> None:
        if self.steps.take(sheet, name):
            self.outline.show_sheet(self.sheet)
            self._told()

    def _told(self) -> None:
        self.autosave.touch()
        self._show_state()
        self._show_page()

    def _show_anew(self) -> None:
        """After a step back or forward: the part is shown as it is now, or the whole sheet if it is gone."""
        inside = self.panel.isAncestorOf(self.focusWidget())
        self.outline.show_sheet(self.sheet)
        self._show_part()
        self._told()
        if inside:
            self.outline.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _outline_act(self, act: Callable[[Sheet, Part], tuple[Sheet, Part]]) -> bool:
        """Does something to the chosen part; what is not possible is said."""
        try:
            sheet, part = act(self.sheet, self.part())
        except Refusal as refusal:
            self._desk.said.emit("info", refusal.words)
            return False
        self.steps.end_name()
        self._take(sheet)
        self.outline.go_to(self.sheet, part)
        self._show_part()
        return True

    def _add(self, kind: Kind) -> None:
        if self._outline_act(lambda sheet, part: added(sheet, part, kind)):
            self._go_to_fields("label")

    def _rebuild(self, field: str) -> None:
        self._show_part()
        self.panel.focus_field(field)

    def _go_to_fields(self, name: str = "") -> None:
        self.parts.show_part(EDIT)
        self._arrange()
        self.panel.focus_field(name)

    # Showing

    def _show_part(self) -> None:
        self.steps.end_name()
        self.panel.show_part(self.sheet, self.part())
        self.outline.show_acts(self.sheet)

    def _show_state(self) -> None:
        self.title.say(f"様式を直す：{self.sheet.title}")
        self.state.say(HALF_WAY if self.is_changed() else UNCHANGED)
        self.make.setEnabled(self.is_changed())

    def _show_page(self, *, at_once: bool = False) -> None:
        self.preview.show_paper(self._gathered, at_once=at_once)

    def _gathered(self) -> tuple[Paper, Imprint] | None:
        if self._desk.store.is_closed:  # locked within the moment of resting
            return None
        with self._desk.reading() as session:
            return blank_of(session, self.sheet), imprint_of(session)

    def _arrange(self) -> None:
        """Properties and page side by side, or one of them where there is little room."""
        wide = self.width() >= px(WIDE)
        self.parts.setVisible(not wide)
        self.panel.setVisible(wide or self.parts.key() == EDIT)
        self.preview.setVisible(wide or self.parts.key() == PAGE)

    def _keep_widths(self) -> None:
        self.outline.setFixedWidth(px(OUTLINE_WIDTH))
        self.panel.setMinimumWidth(px(PANEL_WIDTH))

    # Storing

    def _keep(self) -> None:
        """Keep the draft; one without a change is put away."""
        sheet, changed = self.sheet, self.is_changed()
        self._desk.act(
            lambda session: keep_draft(session, sheet) if changed else drop_draft(session, sheet.key), quiet=True
        )

    def _remember_why(self, why: str) -> None:
        self._why = why

    def _make(self, why: str) -> None:
        number = self._desk.try_act(lambda session: make_edition(session, self.sheet, why))
        if number is not None:
            self.made.emit(number)

    # Building

    def _connect(self) -> None:
        view = self.outline.view
        self.autosave.failed.connect(lambda error: self._desk.not_stored.emit(reason_of(error)))
        self._desk.changed.connect(self._show_page)
        self.back.clicked.connect(lambda _checked=False: self.close_sheet())
        self.standard.clicked.connect(lambda _checked=False: self.take_standard())
        self.make.clicked.connect(lambda _checked=False: self.finish())
        self.outline.undo.clicked.connect(lambda _checked=False: self.step_back())
        self.outline.redo.clicked.connect(lambda _checked=False: self.step_forward())
        self.outline.chosen.connect(self._show_part)
        self.outline.opened.connect(self._go_to_fields)
        self.outline.add_wanted.connect(self._add)
        view.move_wanted.connect(lambda step: self._outline_act(lambda sheet, part: moved(sheet, part, step)))
        view.hide_wanted.connect(lambda: self._outline_act(hidden_turned))
        view.remove_wanted.connect(lambda: self._outline_act(removed))
        self.panel.changed.connect(self._changed)
        self.panel.rebuild_wanted.connect(self._rebuild)
        self.parts.shown.connect(lambda _part: self._arrange())

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.state)
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 20, 10)
        head.setSpacing(12)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.standard, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.make, 0, Qt.AlignmentFlag.AlignTop)
        self._keep_widths()
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.panel, 9)
        beside.addWidget(self.preview, 11)
        right = QVBoxLayout()
        right.setSpacing(0)
        choice = QHBoxLayout()
        choice.setContentsMargins(16, 8, 16, 0)
        choice.addWidget(self.parts)
        choice.addStretch(1)
        right.addLayout(choice)
        right.addLayout(beside, 1)
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addWidget(self.outline)
        panes.addWidget(_line(across=False))
        panes.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(_line(across=True))
        column.addLayout(panes, 1)


def _line(*, across: bool) -> QFrame:
    line = QFrame()
    line.setProperty("look", "line")
    if across:
        line.setFixedHeight(1)
    else:
        line.setFixedWidth(1)
    return line
