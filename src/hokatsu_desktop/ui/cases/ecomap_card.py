"""The ecomap of a case, edited on the drawing: suggestions with one key, a line's strength and direction, 今 and これから."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, EcoTie
from hokatsu_desktop.services.drawing_places import forget_shifts
from hokatsu_desktop.services.ecomaps import (
    AHEAD,
    KIND_WORDS,
    NOW,
    TENSE_WORDS,
    Suggestion,
    add_tie,
    carry_ahead,
    change_tie,
    directory_named,
    drag_tie,
    drawing_name,
    eco_picture,
    household_titles,
    suggestions,
    take_away_tie,
)
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.cases.entry_key import EntryKey
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.cases.task_list import labelled
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice, ListChoice
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.marks_view import MarksView
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_HINT = (
    "図の相手を選んで、1〜4で強さ、5〜8で向きを決めます。Deleteで外します。"
    "印は動かせます（マウス、または Shift＋矢印キー）。"
)
_STRENGTHS = (
    ("strong", "強い（太線）"),
    ("normal", "ふつう（細線）"),
    ("weak", "弱い（点線）"),
    ("conflict", "対立（ギザギザ）"),
)
_DIRECTIONS = (
    ("none", "矢印なし"),
    ("to_person", "本人・世帯へ"),
    ("from_person", "本人・世帯から"),
    ("both", "たがいに"),
)


def _list(key: str, label: str, values: tuple[tuple[str, str], ...]) -> ChoiceList:
    return ChoiceList(key=key, label=label, values=tuple(Choice(key=one, label=words) for one, words in values))


class EcomapCard(Card):
    """Each act is stored at once and can be taken back with Ctrl+Z. Three keys a line: take, strength, direction."""

    def __init__(self, desk: Desk, case_id: int, ready: Callable[[], bool]) -> None:
        super().__init__("エコマップ")
        self._desk = desk
        self._case_id = case_id
        self._ready = ready
        self._suggested: tuple[Suggestion, ...] | None = None
        self._people: tuple[tuple[str, str], ...] = ()
        self._directory: list[Suggestion] = []
        self.tense = Segments("今とこれから")
        self.tense.set_parts([(NOW, TENSE_WORDS[NOW]), (AHEAD, TENSE_WORDS[AHEAD])])
        self.view = MarksView("エコマップ", largest=1.0, moves_down=True)
        self.name = TextField("eco_name", "相手の名前（機関・人・場）")
        self.add_named = button("加える", ButtonLook.SECOND)
        self.directory = ListChoice(
            "eco_directory", "機関・資源から", _list("agencies", "機関・資源", ()), nothing="（機関・資源から選ぶ）"
        )
        self.carry = button("今の線を写す", ButtonLook.INLINE)
        self.in_order = button("並べなおす", ButtonLook.INLINE)
        self.out = button("外す（Delete）", ButtonLook.INLINE)
        self.who_is = Words(look=Look.LABEL)
        self.strength = ChipChoice("eco_strength", "つながりの強さ", _list("strength", "強さ", _STRENGTHS))
        self.direction = ChipChoice("eco_direction", "支援・働きかけの向き", _list("direction", "向き", _DIRECTIONS))
        self.kind = ChipChoice("eco_kind", "相手", _list("kind", "相手", tuple(KIND_WORDS.items())))
        self.person = ListChoice("eco_person", "だれと", _list("who", "だれと", ()), nothing="世帯（みんな）")
        self.renamed = TextField("eco_renamed", "相手の名前")
        self.note = TextField("eco_note", "メモ")
        self.suggested = FlowLayout(across=8, down=6)
        self._line = QWidget()
        self._build()

    def reread(self) -> None:
        """Shows the drawing, the suggestions and the chosen line as they are stored now."""
        tense = self.tense.key()
        with self._desk.reading() as session:
            case = still_there(session, Case, self._case_id)
            picture = eco_picture(session, self._case_id, tense)
            people = tuple((str(one), words) for one, words in household_titles(session, case).items())
            self._directory = directory_named(session)
            suggested = tuple(suggestions(session, self._case_id, tense))
        self.view.set_marks(picture.shapes, picture.words, picture.marks)
        self.carry.setVisible(tense == AHEAD)
        self.in_order.setEnabled(any(mark.shift != (0.0, 0.0) for mark in picture.marks))
        _offer(self.person, people)
        _offer(self.directory, tuple((str(place), one.name) for place, one in enumerate(self._directory)))
        self._suggest(suggested)
        self._show_line()

    def go_to(self, tie_id: int) -> None:
        """Shows the drawing that has this line, with the keyboard on its mark; nothing happens for one that is gone."""
        with self._desk.reading() as session:
            tie = session.get(EcoTie, tie_id)
        if tie is None or tie.case_id != self._case_id:
            return
        self.tense.show_part(tie.tense)
        self.reread()
        self.view.enter(f"tie:{tie_id}")

    # The line chosen

    def _tie_id(self) -> int | None:
        key = self.view.current()
        return int(key.removeprefix("tie:")) if key else None

    def _show_line(self) -> None:
        tie_id = self._tie_id()
        with self._desk.reading() as session:
            tie = session.get(EcoTie, tie_id) if tie_id is not None else None
            self._line.setVisible(tie is not None)
            if tie is None:
                return
            self.who_is.say(tie.name)
            self.strength.set_value(tie.strength)
            self.direction.set_value(tie.direction)
            self.kind.set_value(tie.kind)
            self.person.set_value(str(tie.person_id) if tie.person_id else "")
            self.renamed.set_value(tie.name)
            self.note.set_value(tie.note)

    def _change(self, **values: object) -> None:
        tie_id = self._tie_id()
        if tie_id is not None and self._ready():
            self._desk.try_act(lambda session: change_tie(session, tie_id, **values))
            self._show_line()

    def _change_words(self) -> None:
        """Stores name and note when the keyboard leaves them."""
        tie_id = self._tie_id()
        if tie_id is None:
            return
        with self._desk.reading() as session:
            tie = session.get(EcoTie, tie_id)
            known = (tie.name, tie.note) if tie else None
        typed = (self.renamed.value(), self.note.value())
        if known is not None and typed != known:
            self._change(name=typed[0], note=typed[1])

    # Acts

    def _add(self, job: Callable[[Session], int]) -> None:
        """Adds a line and chooses it, with the keyboard on its mark."""
        if not self._ready():
            return
        tie_id = self._desk.try_act(job)
        if tie_id is not None:
            self.view.enter(f"tie:{tie_id}")

    def _take_suggestion(self, one: Suggestion) -> None:
        case_id, tense = self._case_id, self.tense.key()
        values = {"kind": one.kind, "agency_id": one.agency_id, "resource_id": one.resource_id}
        self._add(lambda session: add_tie(session, case_id, tense, one.name, **values))

    def _add_named(self) -> None:
        case_id, tense, name = self._case_id, self.tense.key(), self.name.value()
        self._add(lambda session: add_tie(session, case_id, tense, name))
        if self.view.current():
            self.name.set_value("")

    def _add_from_directory(self) -> None:
        chosen = self.directory.value()
        if not chosen:
            return
        self.directory.set_value("")
        self._take_suggestion(self._directory[int(chosen)])

    def _take_away(self) -> None:
        tie_id = self._tie_id()
        if tie_id is None or not self._ready():
            return
        self._desk.try_act(lambda session: take_away_tie(session, tie_id))
        self._desk.said.emit("success", "線を外しました。Ctrl+Z で元に戻せます。")
        self.view.enter()

    def _carry(self) -> None:
        if self._ready():
            self._desk.try_act(lambda session: carry_ahead(session, self._case_id))
            self.view.enter()

    def _move(self, key: str, right: float, down: float) -> None:
        if self._ready():
            case_id, tense = self._case_id, self.tense.key()
            self._desk.try_act(lambda session: drag_tie(session, case_id, tense, key, (right, down)))

    def _put_in_order(self) -> None:
        if self._ready():
            drawing = drawing_name(self.tense.key())
            self._desk.try_act(lambda session: forget_shifts(session, self._case_id, drawing))
            self.view.enter()

    def _key(self, _mark: str, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        event.accept()
        if 0 <= number < len(_STRENGTHS):
            self._change(strength=_STRENGTHS[number][0])
        elif len(_STRENGTHS) <= number < len(_STRENGTHS) + len(_DIRECTIONS):
            self._change(direction=_DIRECTIONS[number - len(_STRENGTHS)][0])
        elif event.key() == Qt.Key.Key_Delete:
            self._take_away()
        elif event.key() == Qt.Key.Key_F2:
            self.renamed.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.ignore()

    # Building

    def _suggest(self, suggested: tuple[Suggestion, ...]) -> None:
        if suggested == self._suggested:
            return
        self._suggested = suggested
        clear(self.suggested)
        before = self.view.last_stop()
        for one in suggested:
            take = button(f"＋{one.name}", ButtonLook.INLINE)
            take.setAccessibleName(f"{one.name}への線を加える")
            take.clicked.connect(lambda _checked=False, one=one: self._take_suggestion(one))
            self.suggested.addWidget(take)
            self.setTabOrder(before, take)  # the next line is one Tab away from the one just drawn
            before = take
        show_all(self.suggested)

    def _build(self) -> None:
        self.tense.shown.connect(lambda _key: self.reread())
        self.view.chosen.connect(lambda _key: self._show_line())
        self.view.moved_mark.connect(self._move)
        self.view.key_on_mark.connect(self._key)
        self.add_named.clicked.connect(self._add_named)
        EntryKey(self.name, self._add_named)
        self.directory.changed.connect(self._add_from_directory)
        self.carry.clicked.connect(self._carry)
        self.in_order.clicked.connect(self._put_in_order)
        self.out.clicked.connect(self._take_away)
        self.strength.changed.connect(lambda: self._change(strength=self.strength.value() or "normal"))
        self.direction.changed.connect(lambda: self._change(direction=self.direction.value() or "none"))
        self.kind.changed.connect(lambda: self._change(kind=self.kind.value() or "agency"))
        self.person.changed.connect(lambda: self._change(person_id=int(self.person.value() or 0) or None))
        for field in (self.renamed, self.note):
            field.left.connect(self._change_words)
        for control in (self.carry, self.in_order):
            self.corner.addWidget(control)
        self.corner.setSpacing(8)
        entry = QHBoxLayout()
        entry.setSpacing(8)
        entry.addLayout(labelled("相手の名前（機関・人・場）", self.name), 3)
        entry.addWidget(self.add_named, 0, Qt.AlignmentFlag.AlignBottom)
        entry.addLayout(labelled("機関・資源から", self.directory), 2)
        holder = QWidget()
        holder.setLayout(self.suggested)
        self.add(self.tense)
        self.add(self.view)
        self.add(holder)
        self._build_line()
        self.add(self._line)
        self.body.addLayout(entry)
        self.add(Words(_HINT, Look.QUIET, wrap=True))

    def _build_line(self) -> None:
        """What can be said of the line chosen."""
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.who_is)
        head.addWidget(self.out)
        head.addStretch(1)
        words = QHBoxLayout()
        words.setSpacing(16)
        for name, field in (("相手の名前", self.renamed), ("だれと", self.person), ("メモ", self.note)):
            words.addLayout(labelled(name, field), 1)
        column = QVBoxLayout(self._line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(labelled("つながりの強さ（1〜4）", self.strength))
        column.addLayout(labelled("支援・働きかけの向き（5〜8）", self.direction))
        column.addLayout(words)
        column.addLayout(labelled("相手は", self.kind))


def _offer(field: ListChoice, values: tuple[tuple[str, str], ...]) -> None:
    """Makes these the values of the list; the chosen one stays."""
    shown = tuple((str(field.itemData(at)), field.itemText(at)) for at in range(1, field.count()))
    if shown == values:
        return
    chosen = field.value()
    field.blockSignals(True)
    while field.count() > 1:
        field.removeItem(1)
    for key, words in values:
        field.addItem(words, key)
    field.blockSignals(False)
    field.set_value(chosen)
