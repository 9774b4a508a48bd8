"""つなぎを受け付ける (Ctrl+N): one page from the first name heard to the case number, by keyboard alone."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Referral
from hokatsu_desktop.services.finding import why_gone
from hokatsu_desktop.services.known_people import use_known_person
from hokatsu_desktop.services.referrals import Similar, begin_referral, receive_referral, similar_people
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.sheets import open_sheet, save_sheet, sheet_in_use
from hokatsu_desktop.sheets.answers import Answers, as_text
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.cases.referral_tab import RECEPTION, received_words
from hokatsu_desktop.ui.cases.similar_card import SimilarCard
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.sheet_form.form import SheetForm
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words

_SIMILAR_BY = ("person_name", "person_kana", "person_birth", "person_phone")
_LOOK_AFTER = 250  # milliseconds after the last key


class ReceptionPage(QWidget):
    """A form that nobody typed into leaves nothing; the first word begins the referral as a draft."""

    received = Signal(int)
    """The case that was made of it."""
    left = Signal()
    """The user closes the page; what was typed stays as a draft."""
    throw_wanted = Signal(int)
    """The user throws the draft of this case away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._touched: set[str] = set()
        self.referral_id: int | None = None
        self.case_id: int | None = None
        self._lost: int | None = None  # the draft whose beginning was taken back; a redo brings it back
        self.form = self._make_form(self._sheet_in_use())
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.said.connect(self._tell)
        self.similar = SimilarCard(desk)
        self.receive = button("受け付ける　Ctrl+Enter", ButtonLook.PRIMARY)
        self.away = button("閉じる", ButtonLook.SECOND)
        self.away.setToolTip("書いたものは、書きかけとして残ります")
        self.throw = button("この下書きを捨てる", ButtonLook.QUIET)
        self.throw.setToolTip("ごみ箱に入ります。30日のあいだは、元に戻せます")
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_AFTER)
        self._look.timeout.connect(self._find_similar)
        self.similar.wanted.connect(self._use)
        self._build()

    def begin(self, referral_id: int | None = None) -> None:
        """Shows an empty form, or goes on with a draft, with the keyboard in the first field."""
        self.flush()
        self._hold(referral_id, None)
        self._touched.clear()
        answers: Answers = {}
        sheet = self._sheet_in_use()
        if referral_id is not None:
            with self._desk.reading() as session:
                opened = open_sheet(session, RECEPTION, referral_id)
            sheet, answers = opened.sheet, opened.answers
            self._hold(referral_id, opened.case_id)
        if sheet != self.form.sheet:
            self._renew_form(sheet)
        self.form.set_answers(answers)
        self.form.show_gaps([])
        self.form.scroll_area().verticalScrollBar().setValue(0)
        self._find_similar()
        self.focus_first()

    def forget(self) -> None:
        """Empties the form; what is not stored yet is given up with it."""
        self.autosave.stop()
        self.autosave.state = SaveState.QUIET
        self._touched.clear()
        self._hold(None, None)
        self.form.set_answers({})

    def catch_up(self) -> None:
        """After an undo or redo: shows the draft as it is stored.

        A draft that is gone leaves its words on the form: the next one typed begins a draft with all of them. If it
        comes back before that, it is gone on with.
        """
        if self.autosave.state is SaveState.FAILED:
            return
        referral_id = self.referral_id or self._lost
        if referral_id is None:
            return
        try:
            with self._desk.reading() as session:
                opened = open_sheet(session, RECEPTION, referral_id)
        except Gone:
            self._let_go()
            return
        self._hold(referral_id, opened.case_id)
        if opened.answers != self.form.answers():
            self.form.set_answers(opened.answers)

    def is_received(self) -> bool:
        """Whether the draft of this page was received meanwhile."""
        with self._desk.reading() as session:
            referral = session.get(Referral, self.referral_id) if self.referral_id is not None else None
        return referral is not None and referral.received_on is not None

    def is_trashed(self) -> bool:
        """Whether the draft of this page lies in the trash."""
        with self._desk.reading() as session:
            return bool(why_gone(session, Case, self.case_id))

    def focus_first(self) -> None:
        """Puts the keyboard into 氏名."""
        self.form.focus_blank(self.form.sheet.blanks[0].key)

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self.autosave.flush()

    def receive_now(self) -> bool:
        """Receives the referral. Without a name or 呼び名 it is refused in the message bar, and nothing is lost."""
        if not self.flush():
            return False
        if self.referral_id is None:
            self._desk.said.emit("info", "まだ何も書かれていません。氏名か呼び名から始めてください。")
            self.focus_first()
            return False
        referral_id = self.referral_id
        case = self._desk.try_act(lambda session: receive_referral(session, referral_id))
        if case is None:
            self.focus_first()
            return False
        self._say_received(case.number or "", case.id)
        return True

    def place(self) -> Place:
        """Where the keyboard is."""
        return Place(
            section="cases",
            tab="new",
            case_id=self.case_id,
            record_id=self.referral_id,
            blank=self.form.current_blank(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside.setFixedWidth(px(264))
        self._beside.setVisible(self.width() >= px(860) or self.similar.has_any())

    def _sheet_in_use(self) -> Sheet:
        with self._desk.reading() as session:
            return sheet_in_use(session, RECEPTION)

    def _renew_form(self, sheet: Sheet) -> None:
        """Another edition has other fields."""
        old, self.form = self.form, self._make_form(sheet)
        self._middle.replaceWidget(old, self.form)
        self.form.show()
        old.hide()
        old.deleteLater()
        QWidget.setTabOrder(self._last_stop(), self.receive)

    def _make_form(self, sheet: Sheet) -> SheetForm:
        form = SheetForm(sheet, sheet.choice_list, self._desk.today())
        form.answer_changed.connect(self._changed)
        form.blank_left.connect(lambda _key: self.autosave.leave())
        for key in {blank.key for blank in sheet.blanks} & set(_SIMILAR_BY[:2]):
            field = form.field_widget(key)
            if isinstance(field, TextField):
                field.composing.connect(lambda _text: self._look.start())
        return form

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 24, 4)
        head.setSpacing(12)
        head.addWidget(ElidedWords("つなぎを受け付ける", Look.TITLE))
        head.addStretch()
        head.addWidget(self.throw)
        head.addWidget(self.away)
        head.addWidget(self.receive)
        hint = Words(
            "氏名か呼び名だけで受け付けられます。Enterで次の欄へ進みます。書いたものはそのつど保存されます。",
            Look.QUIET,
            wrap=True,
        )
        hints = QHBoxLayout()
        hints.setContentsMargins(24, 0, 24, 0)
        hints.addWidget(hint)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 16, 16, 16)
        beside.addWidget(self.similar)
        beside.addStretch()
        self._middle = middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.form, 1)
        middle.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(hints)
        column.addLayout(middle, 1)
        self.receive.clicked.connect(lambda _checked=False: self.receive_now())
        self.away.clicked.connect(lambda _checked=False: self._leave())
        self.throw.clicked.connect(lambda _checked=False: self._throw())
        self.throw.hide()
        QWidget.setTabOrder(self._last_stop(), self.receive)
        QWidget.setTabOrder(self.receive, self.away)
        QWidget.setTabOrder(self.away, self.throw)

    def _last_stop(self) -> QWidget:
        stops = list(stops_in(self.form))
        return stops[-1] if stops else self.form

    def _changed(self, key: str) -> None:
        self._touched.add(key)
        if self.form.sheet.blank(key).list:
            self._touched.add(other_key(key))
        self.autosave.touch()
        if key in _SIMILAR_BY:
            self._look.start()

    def _save(self) -> None:
        """Stores what changed; the first words make the draft around them."""
        keys = set(self._touched)
        try:
            self._keep(keys)
        except Gone:
            self._let_go()
            self._keep(keys)
        self._touched -= keys

    def _keep(self, keys: set[str]) -> None:
        """Stores the answers to these blanks; a new draft takes all that stands on the form."""
        answers = self.form.answers()
        is_new = self.referral_id is None
        if not keys or (is_new and not answers):
            return
        changed: Answers = answers if is_new else {key: answers.get(key, "") for key in keys}
        self._hold(*self._desk.act(lambda session: self._store(session, changed), quiet=not is_new))

    def _hold(self, referral_id: int | None, case_id: int | None) -> None:
        """Goes on with this draft, or with none."""
        self.referral_id, self.case_id, self._lost = referral_id, case_id, None
        self.throw.setVisible(referral_id is not None)

    def _let_go(self) -> None:
        lost = self.referral_id or self._lost
        self._hold(None, None)
        self._lost = lost

    def _store(self, session: Session, changed: Answers) -> tuple[int, int]:
        referral_id, case_id = self.referral_id, self.case_id
        if referral_id is None or case_id is None:
            referral = begin_referral(session)
            referral_id, case_id = referral.id, referral.case_id
        save_sheet(session, RECEPTION, referral_id, changed)
        return referral_id, case_id

    def _find_similar(self) -> None:
        if self._desk.store.is_closed:  # locked within the moment after the last key
            return
        answers = self.form.answers()
        typed = [as_text(answers.get(key)) for key in _SIMILAR_BY]
        name = self.form.field_widget("person_name")
        with self._desk.reading() as session:
            found = similar_people(session, *typed, apart_from=self.case_id)
            case = session.get(Case, self.case_id) if self.case_id is not None else None
            used = case.principal_id if case is not None else None
        self.similar.show_people(found, used)
        self._beside.setVisible(self.width() >= px(860) or bool(found))
        name.setAccessibleDescription(self.similar.words())

    def _use(self, known: Similar) -> None:
        """Goes on writing about a person already known."""
        referral_id = self.referral_id if self.flush() else None
        if referral_id is None:
            return
        used = self._desk.try_act(
            lambda session: use_known_person(session, referral_id, known.person_id, known.case_id)
        )
        if used is not None:
            self.catch_up()
            self._find_similar()
            self._desk.said.emit("success", "前からの人で書いています。世帯の人も移しました。Ctrl+Zで元に戻せます。")
            self.focus_first()

    def _say_received(self, number: str, case_id: int) -> None:
        with self._desk.reading() as session:
            referral = session.get(Referral, self.referral_id)
        self._desk.said.emit("success", received_words(number, referral))
        self._hold(None, None)
        self.received.emit(case_id)

    def _throw(self) -> None:
        if self.flush() and self.case_id is not None:
            self.throw_wanted.emit(self.case_id)

    def _leave(self) -> None:
        if self.flush():
            self.left.emit()

    def _tell(self, words: str) -> None:
        if words.startswith("保存できません"):
            self._desk.not_stored.emit(words.removeprefix("保存できません（").removesuffix("）"))
