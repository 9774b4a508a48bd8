"""The main window at work: sections, finding, printing, undo, and where to go; the Frame holds the looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Meeting
from hokatsu_desktop.services.history import redo, redoable, undo, undoable
from hokatsu_desktop.services.meetings import meetings
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.field_acts import steps_in_field
from hokatsu_desktop.ui.finding import find_anything, find_case
from hokatsu_desktop.ui.frame import Frame
from hokatsu_desktop.ui.frame_acts import Act
from hokatsu_desktop.ui.guide_names import name_guide
from hokatsu_desktop.ui.guides import show_guide
from hokatsu_desktop.ui.late_printer import LatePrinter
from hokatsu_desktop.ui.notes.writer import NoteWriter
from hokatsu_desktop.ui.palette_dialog import Found, PaletteDialog
from hokatsu_desktop.ui.place import HOME, Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.section import Section
from hokatsu_desktop.ui.section_titles import LAST, TITLES
from hokatsu_desktop.ui.settings.kept_backups import newest_words
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.widgets.message_bar import MessageKind
from hokatsu_desktop.ui.window_sections import late_cases, other_sections

if TYPE_CHECKING:  # loaded when first opened: unlocking need not wait for what is not shown
    from hokatsu_desktop.ui.cases.history_dialog import CaseHistoryDialog
    from hokatsu_desktop.ui.help_panel import HelpPanel
    from hokatsu_desktop.ui.keys_card import KeysCard
    from hokatsu_desktop.ui.loss.dialog import LossDialog
    from hokatsu_desktop.ui.paper_state_dialog import PaperStateDialog

KINDS = {
    "info": MessageKind.INFO,
    "success": MessageKind.SUCCESS,
    "warning": MessageKind.WARNING,
    "error": MessageKind.ERROR,
}
PAST = 50  # places that Alt+← remembers


class MainWindow(Frame):
    """The window of one member of staff at one open store."""

    def __init__(self, desk: Desk, *, lock: Callable[[], None]) -> None:
        super().__init__(office_words(desk), desk.now, practice=desk.store.practice)
        self.desk = desk
        self._lock = lock
        self._past: list[Place] = []
        self._future: list[Place] = []
        self._passing: str | None = None
        self.printer: Printer = LatePrinter(self._make_printer)
        self.sections: dict[str, Section] = {}
        self._offered: list[Act] = []
        self._add_sections()
        self._offer_acts()
        desk.wanted.connect(self._wanted)
        desk.said.connect(self.say)
        desk.offered.connect(self.offer_in_bar)
        desk.changed.connect(self._something_changed)
        desk.stored.connect(self._say_stored)
        desk.not_stored.connect(self._say_not_stored)
        self.section_changed.connect(self._section_shown)
        self.about_to_close.connect(self.flush)
        self._section_shown(self.section())
        self._show_counts()
        self._show_backup()

    # What bootstrap and the lock ask for

    def flush(self) -> None:
        """Store everything typed anywhere, at once."""
        for section in self.sections.values():
            section.flush()
        for writer in self.findChildren(NoteWriter):
            writer.flush()
        for dialog in self.findChildren(Dialog, "loss_report"):
            dialog.keep()

    def place(self) -> Place:
        """Where the member of staff is."""
        return self.sections[self.section()].place()

    def show_place(self, place: Place) -> None:
        """Go to a place; a section that is not here leads to きょう."""
        section = self.sections.get(place.section)
        if section is None:
            place, section = HOME, self.sections["today"]
        if place.case_id != self.place().case_id:
            self._forget_passing()
        self.show_section(place.section)
        section.show_place(place)

    def say(self, kind: str, words: str) -> None:
        """Say something in the message bar; it is old when another section or case is opened, a failure is not."""
        self.message.tell(KINDS[kind], words)
        self._passing = None
        if KINDS[kind] is not MessageKind.ERROR:
            QTimer.singleShot(0, self, lambda: self._remember(words))  # the act itself may still go elsewhere

    def offer_in_bar(self, kind: str, words: str, actions: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Say something in the message bar with buttons for what can be done about it."""
        self.message.tell(KINDS[kind], words, actions)

    def _remember(self, words: str) -> None:
        self._passing = words

    # Sections and acts

    def _add_sections(self) -> None:
        self.cases = late_cases(self.desk, self.printer)
        made: dict[str, Section] = {"cases": self.cases, **other_sections(self.desk, self.printer, self._hands)}
        for place, (key, title) in enumerate(TITLES.items(), 1):
            self.sections[key] = made[key]
            self.add_section(key, title, made[key].widget(), f"Ctrl+{place}", at_bottom=key == LAST)

    def _make_printer(self) -> Printer:
        from hokatsu_desktop.ui.print_desk import PrintDesk

        return PrintDesk(self.desk, self.flush, self)

    def _hands(self) -> WindowHands:
        printer = self.printer
        return WindowHands(
            self._lock, self.zoom, self.set_zoom, self._show_backup, printer.print_handover, printer.print_sheet
        )

    def offer(self, act: Act, do: Callable[[], object]) -> None:
        """Remembers the act for the list of keys as well."""
        self._offered.append(act)
        super().offer(act, do)

    def _offer_acts(self) -> None:
        acts: tuple[tuple[Act, Callable[[], object]], ...] = (
            (Act.SAVE_NOW, self._save_by_hand),
            (Act.FINISH_RECORD, self._finish),
            (Act.LOCK_NOW, self._lock),
            (Act.UNDO, self._take_back),
            (Act.REDO, self._do_again),
            (Act.FIND, self.open_palette),
            (Act.GO_BACK, self._go_back),
            (Act.GO_FORWARD, self._go_forward),
            (Act.REFRESH, self._refresh),
            (Act.RECEIVE_REFERRAL, self._receive),
            (Act.REFERRAL_INBOX, lambda: self.desk.go(Place(section="cases", tab="inbox"))),
            (Act.WRITE_NOTE, self._write_note),
            (Act.NARROW_LIST, lambda: self._in_cases(self.cases.made().narrow_list)),
            (Act.CASE_HISTORY, self.open_case_history),
            (Act.CLOSE_CASE, lambda: self._in_cases(self.cases.made().begin_closing)),
            (Act.REOPEN_CASE, lambda: self._in_cases(self.cases.made().begin_reopening)),
            (Act.TODAYS_MEETING, self._todays_meeting),
            (Act.CALL_MEETING, lambda: self.desk.go(Place(section="meetings", tab="new", case_id=self._case_id()))),
            (Act.PRINT_SHEET, self._print_here),
            (Act.PRINT_PACKET, self._print_packet),
            (Act.PRINT_CONSENT, self._print_consent),
            (Act.PAPER_STATE, self.open_paper_state),
            (Act.REPORT_LOSS, self.open_loss_report),
            (Act.HELP, self.open_help),
            (Act.SHOW_KEYS, self.open_keys),
        )
        for act, do in acts:
            self.offer(act, do)
        self.edit_menu().aboutToShow.connect(self._grey_steps)
        self.edit_menu().aboutToHide.connect(lambda: self._let_step(undo=True, redo=True))

    def _save_by_hand(self) -> None:
        self.flush()
        self.set_saved(f"保存しました {self.desk.now():%H:%M}")

    def _finish(self) -> None:
        self.sections[self.section()].finish()

    def _print_here(self) -> None:
        self.sections[self.section()].print_here()

    def _print_packet(self) -> None:
        self.sections[self.section()].print_packet()

    def _grey_steps(self) -> None:
        """The open menu shows whether there is anything to undo or redo; the shortcuts themselves never rest."""
        in_field = steps_in_field()
        self.flush()
        with self.desk.reading() as session:
            self._let_step(undo=in_field or bool(undoable(session)), redo=in_field or redoable(session) is not None)

    def _let_step(self, *, undo: bool, redo: bool) -> None:
        self.set_possible(Act.UNDO, undo)
        self.set_possible(Act.REDO, redo)

    def _take_back(self) -> None:
        self._turn(undo, "元に戻しました：{}　（Ctrl+Y でやり直せます）")

    def _do_again(self) -> None:
        self._turn(redo, "やり直しました：{}")

    def _turn(self, way: Callable[[Session], str], words: str) -> None:
        """Undo or redo. What is open may be gone by it, and is closed before the others look at the store again."""
        self.flush()
        title = self.desk.try_act(way, quiet=True)
        if title is None:
            return
        closed = [section.close_gone() for section in self.sections.values()]
        for writer in self.findChildren(NoteWriter):
            writer.catch_up()
        self.desk.changed.emit()
        self.say(
            "info", words.format(title) + ("　開いていた記録がなくなったので、閉じました。" if any(closed) else "")
        )

    def _refresh(self) -> None:
        self.set_today(self.desk.today())
        self._show_backup()
        self.desk.changed.emit()

    def _say_stored(self, moment: datetime) -> None:
        self.set_saved(f"保存しました {moment:%H:%M}")

    def _say_not_stored(self, words: str) -> None:
        self.set_saved(f"保存できません（{words.split('。', maxsplit=1)[0]}）")

    def _something_changed(self) -> None:
        self._show_counts()
        self.top.set_office(office_words(self.desk))

    def _show_backup(self) -> None:
        self.set_backup(newest_words(self.desk))

    # The guide and the keys

    def open_help(self) -> HelpPanel:
        """F1: the guide of where the keyboard is, beside the work."""
        return show_guide(self)

    def open_case_history(self) -> CaseHistoryDialog | None:
        """Who did what with the case that is open; None, and said, when none is."""
        self.flush()
        case_id = self._case_id()
        if case_id is None:
            self.say("info", "先に、ケースを開いてください。")
            return None
        from hokatsu_desktop.ui.cases.history_dialog import CaseHistoryDialog

        dialog = CaseHistoryDialog(self.desk, case_id, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _print_consent(self) -> None:
        """The 同意書 of somebody of the case that is open."""
        self.flush()
        case_id = self._case_id()
        if case_id is None:
            self.say("info", "先に、ケースを開いてください。")
            return
        from hokatsu_desktop.ui.cases.consent_printing import ConsentPrinting

        ConsentPrinting(self.desk, self.printer, case_id).ask(self)

    def open_paper_state(self) -> PaperStateDialog:
        """What has changed since a paper was printed, by the digits at its foot."""
        from hokatsu_desktop.ui.paper_state_dialog import PaperStateDialog

        self.flush()
        dialog = PaperStateDialog(self.desk, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def open_loss_report(self) -> LossDialog:
        """A medium, a paper or the PC is missing."""
        from hokatsu_desktop.ui.loss.dialog import LossDialog

        self.flush()
        dialog = LossDialog(self.desk, self)
        dialog.open()
        return dialog

    def open_keys(self) -> KeysCard:
        """All keys on one card."""
        from hokatsu_desktop.ui.keys_card import KeysCard, key_groups

        sections = [(f"Ctrl+{place}", title) for place, title in enumerate(TITLES.values(), 1)]
        card = KeysCard(key_groups(sections, self._offered), self)
        card.open()
        return card

    # Going somewhere

    def _wanted(self, place: Place) -> None:
        here = self.place()
        if here != place:
            self._past = [*self._past[-PAST:], here]
            self._future.clear()
        self.sections[self.section()].flush()
        self.show_place(place)

    def _go_back(self) -> None:
        if self._past:
            self._future.append(self.place())
            self.show_place(self._past.pop())

    def _go_forward(self) -> None:
        if self._future:
            self._past.append(self.place())
            self.show_place(self._future.pop())

    def _forget_passing(self) -> None:
        if self._passing is not None and self.message.words() == self._passing:
            self.message.dismiss()

    def _section_shown(self, key: str) -> None:
        self._forget_passing()
        self.set_side(self.sections[key].side_panel())
        name_guide(self, key)

    def _show_counts(self) -> None:
        for key, section in self.sections.items():
            self.set_count(key, section.count())

    def _case_id(self) -> int | None:
        return self.place().case_id

    def _in_cases(self, do: Callable[[], None]) -> None:
        """Do something that belongs to the section ケース, going there first."""
        self.show_section("cases")
        do()

    def _receive(self) -> None:
        self.desk.go(Place(section="cases", tab="new"))

    def _todays_meeting(self) -> None:
        meeting = self._next_meeting()
        if meeting is None:
            self.say("info", "きょうからの会議はありません。「会議を開く」から作れます。")
        else:
            self.desk.go(Place(section="meetings", meeting_id=meeting.id, tab="board"))

    def _next_meeting(self) -> Meeting | None:
        today = self.desk.today()
        with self.desk.reading() as session:
            coming = [one for one in meetings(session) if one.state == "planned" and one.held_on >= today]
        return min(coming, key=lambda one: (one.held_on, one.id), default=None)

    # Finding and writing a note

    def open_palette(self) -> None:
        """Ctrl+K: find anything and go there."""
        self._palette(partial(find_anything, self.desk), self._found)

    def _palette(self, search: Callable[[str], list[Found]], chosen: Callable[[object], None]) -> None:
        dialog = PaletteDialog(search, self)
        dialog.chosen.connect(chosen)
        dialog.open()

    def _found(self, target: object) -> None:
        if isinstance(target, Place):
            self.desk.go(target)

    def _write_note(self) -> None:
        case_id = self._case_id()
        if case_id is None:
            self._palette(partial(find_case, self.desk), self._note_for)
        else:
            self._note_for(case_id)

    def _note_for(self, case_id: object) -> None:
        if isinstance(case_id, int):
            self.flush()
            NoteWriter(self.desk, case_id, self).open()


def office_words(desk: Desk) -> str:
    """Town and department for the top bar."""
    with desk.reading() as session:
        office = the_office(session)
    return f"{office.town}　{office.department}"
