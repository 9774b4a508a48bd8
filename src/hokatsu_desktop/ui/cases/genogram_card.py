"""The genogram of a case, edited on the drawing: choose a person, add relatives, set marks, drag, take out."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.new_relative import Relation
from hokatsu_desktop.drawing.relatives import TieKind
from hokatsu_desktop.services.drawing_places import GENOGRAM, forget_shifts
from hokatsu_desktop.services.genograms import household_picture, mark_of, person_of
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.relatives import (
    Chosen,
    add_relative,
    change_couple,
    change_relative,
    chosen_person,
    drag_person,
    set_dead,
    set_key_person,
    set_living_together,
    take_out,
)
from hokatsu_desktop.ui.cases.relative_form import Filled, RelativeForm
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.marks_view import MarksView
from hokatsu_desktop.ui.widgets.words import Look, Words

_HINT = "矢印キーで人を選び、1〜9の数字キーでも押せます。印は左右にずらせます（マウス、または Shift＋←→）。"
_SPOUSES = {"male": "＋妻（1）", "female": "＋夫（1）"}


class GenogramCard(Card):
    """Each act is stored at once and can be taken back with Ctrl+Z.

    ready: stores what is being typed in the table below, so that table and drawing do not overwrite each other.
    """

    def __init__(self, desk: Desk, case_id: int, ready: Callable[[], bool]) -> None:
        super().__init__("ジェノグラム")
        self._desk = desk
        self._case_id = case_id
        self._ready = ready
        self._person: Chosen | None = None
        self.view = MarksView("ジェノグラム", largest=1.25)
        self.form = RelativeForm(desk, case_id)
        self.who = Words(look=Look.LABEL)
        self.partner = button("＋配偶者（1）", ButtonLook.INLINE)
        self.child = button("＋子（2）", ButtonLook.INLINE)
        self.parents = button("＋父母（3）", ButtonLook.INLINE)
        self.sibling = button("＋きょうだい（4）", ButtonLook.INLINE)
        self.parted = QCheckBox("別れた（5）")
        self.unregistered = QCheckBox("内縁（6）")
        self.together = QCheckBox("同居（7）")
        self.dead = QCheckBox("故人（8）")
        self.key_person = QCheckBox("キーパーソン（9）")
        self.correct = button("直す（F2）", ButtonLook.INLINE)
        self.out = button("外す（Delete）", ButtonLook.INLINE)
        self.in_order = button("並べなおす", ButtonLook.INLINE)
        self._keys: dict[Qt.Key, QPushButton | QCheckBox] = {}
        self._build()

    def reread(self) -> None:
        """Shows the drawing and the chosen person as they are stored now."""
        with self._desk.reading() as session:
            picture = household_picture(session, self._case_id)
        self.view.set_marks(picture.shapes, picture.words, picture.marks)
        if not self.view.current():
            first = next((mark.key for mark in picture.marks if mark.words.startswith("本人")), "")
            self.view.choose(first or next(iter(self.view.marks()), ""))
        self._show_person()
        dragged = any(mark.shift != (0.0, 0.0) for mark in picture.marks)
        self.in_order.setEnabled(dragged)

    def finish(self) -> bool:
        """Ctrl+Enter: stores the form that is open; False when none is."""
        if self.form.isHidden():
            return False
        self.form.send()
        return True

    # The person chosen

    def _show_person(self) -> None:
        key = self.view.current()
        try:
            with self._desk.reading() as session:
                self._person = chosen_person(session, self._case_id, person_of(key)) if key else None
        except Gone:
            self._person = None
        person = self._person
        self.who.say(person.title if person else "図の人を選んでください")
        for control in self._keys.values():
            control.setEnabled(person is not None)
        if person is None:
            return
        self.partner.setText(_SPOUSES.get(person.facts.sex, "＋配偶者（1）"))
        self.parents.setEnabled(bool(person.missing_parents))
        self.out.setEnabled(not person.is_principal)
        for box in (self.parted, self.unregistered):
            box.setEnabled(person.couple is not None)
        self.parted.setChecked(person.couple is TieKind.FORMER)
        self.unregistered.setChecked(person.couple is TieKind.UNREGISTERED)
        self.together.setChecked(person.facts.lives_together and not person.is_dead)
        self.together.setEnabled(not person.is_dead)
        self.dead.setChecked(person.is_dead)
        self.key_person.setChecked(person.is_key_person)

    def _act(self, job: Callable[[Session, int], object], said: str = "") -> bool:
        """Does one act on the person chosen; afterwards the controls show what is stored, whatever came of it."""
        person = self._person
        if person is None or not self._ready():
            return False
        done = self._desk.try_act(lambda session: (job(session, person.person_id), True)[1])
        if done and said:
            self._desk.said.emit("success", f"{said}Ctrl+Z で元に戻せます。")
        self._show_person()
        return bool(done)

    # Acts

    def _add(self, relation: Relation) -> None:
        if self._person is not None and self._ready():
            self._show_person()
            self.form.add(self._person, relation)

    def _add_parents(self) -> None:
        if self._person is not None and self._person.missing_parents:
            self._add(self._person.missing_parents[0])

    def _correct(self) -> None:
        if self._person is not None and self._ready():
            self._show_person()
            self.form.correct(self._person)

    def _store(self, filled: Filled) -> None:
        """Stores the form; goes on with the mother after the father, else back to the person in the drawing."""
        case_id, person_id = self._case_id, filled.chosen.person_id
        if filled.relation is None:
            done = self._act(
                lambda session, _: change_relative(
                    session, case_id, person_id, filled.facts, kinship=filled.kinship, label=filled.label
                )
            )
        else:
            relation = filled.relation
            done = self._act(
                lambda session, _: add_relative(
                    session, case_id, person_id, relation, filled.facts, other_parent_id=filled.other_parent_id
                )
            )
        if not done:
            return
        self.form.forget()
        if filled.relation is Relation.FATHER and self._person and Relation.MOTHER in self._person.missing_parents:
            self.form.add(self._person, Relation.MOTHER)
            return
        self.form.hide()
        self.view.enter(mark_of(person_id))

    def _skip_father(self) -> None:
        if self._person is not None:
            self.form.add(self._person, Relation.MOTHER)

    def _take_out(self) -> None:
        if self._person is None:
            return
        if self._act(lambda session, person: take_out(session, self._case_id, person), "世帯から外しました。"):
            self.view.enter()

    def _change_couple(self, box: QCheckBox, kind: TieKind) -> None:
        wanted = kind if box.isChecked() else TieKind.MARRIED
        self._act(lambda session, person: change_couple(session, self._case_id, person, wanted))

    def _move(self, key: str, right: float, _down: float) -> None:
        if not self._ready():
            return
        case_id = self._case_id
        self._desk.try_act(lambda session: drag_person(session, case_id, person_of(key), right))

    def _put_in_order(self) -> None:
        if self._ready():
            self._desk.try_act(lambda session: forget_shifts(session, self._case_id, GENOGRAM))
            self.view.enter()

    def _key(self, _mark: str, event: QKeyEvent) -> None:
        control = self._keys.get(Qt.Key(event.key()))
        if control is not None:
            event.accept()
            control.click()

    # Building

    def _build(self) -> None:
        case_id = self._case_id
        self._keys = {
            Qt.Key.Key_1: self.partner,
            Qt.Key.Key_2: self.child,
            Qt.Key.Key_3: self.parents,
            Qt.Key.Key_4: self.sibling,
            Qt.Key.Key_5: self.parted,
            Qt.Key.Key_6: self.unregistered,
            Qt.Key.Key_7: self.together,
            Qt.Key.Key_8: self.dead,
            Qt.Key.Key_9: self.key_person,
            Qt.Key.Key_F2: self.correct,
            Qt.Key.Key_Delete: self.out,
        }
        self.partner.clicked.connect(lambda: self._add(Relation.PARTNER))
        self.child.clicked.connect(lambda: self._add(Relation.CHILD))
        self.parents.clicked.connect(self._add_parents)
        self.sibling.clicked.connect(lambda: self._add(Relation.SIBLING))
        self.parted.clicked.connect(lambda: self._change_couple(self.parted, TieKind.FORMER))
        self.unregistered.clicked.connect(lambda: self._change_couple(self.unregistered, TieKind.UNREGISTERED))
        self.together.clicked.connect(
            lambda on: self._act(lambda session, one: set_living_together(session, case_id, one, together=on))
        )
        self.dead.clicked.connect(
            lambda on: self._act(lambda session, one: set_dead(session, case_id, one, is_dead=on))
        )
        self.key_person.clicked.connect(
            lambda on: self._act(lambda session, one: set_key_person(session, case_id, one, is_key_person=on))
        )
        self.correct.clicked.connect(self._correct)
        self.out.clicked.connect(self._take_out)
        self.in_order.clicked.connect(self._put_in_order)
        self.in_order.setToolTip("ずらした印をもとの並びに戻します")
        self.form.sent.connect(self._store)
        self.form.skipped.connect(self._skip_father)
        self.form.left.connect(self.view.enter)
        self.view.chosen.connect(lambda _key: self._show_person())
        self.view.moved_mark.connect(self._move)
        self.view.key_on_mark.connect(self._key)
        self.form.hide()
        self.corner.addWidget(self.in_order)
        self.add(self.view)
        self.body.addLayout(self._controls())
        self.add(self.form)
        self.add(Words(_HINT, Look.QUIET, wrap=True))

    def _controls(self) -> QHBoxLayout:
        """Who is chosen, and what can be done with them."""
        rows = FlowLayout(across=8, down=6)
        rows.addWidget(self.who)
        for control in self._keys.values():
            rows.addWidget(control)
        holder = QWidget()
        holder.setLayout(rows)
        line = QHBoxLayout()
        line.addWidget(holder)
        return line
