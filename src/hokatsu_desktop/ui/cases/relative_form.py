"""The few fields of one person on the genogram: somebody new beside the person chosen, or a correction."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hokatsu_desktop.drawing.new_relative import Relation
from hokatsu_desktop.services.relatives import Chosen, RelativeFacts
from hokatsu_desktop.sheets.lists import Choice, ChoiceList, load_list
from hokatsu_desktop.ui.cases.closing_card import end_row
from hokatsu_desktop.ui.cases.saved_words import Field, UnsentWords
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice, ChoiceField
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.name_kana_pair import NameKanaPair
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words
from hokatsu_desktop.ui.widgets.yes_no import YesNo

_ALONE = "alone"
_HEADINGS = {
    Relation.PARTNER: "配偶者（夫・妻）を加える",
    Relation.CHILD: "子を加える",
    Relation.FATHER: "父を加える",
    Relation.MOTHER: "母を加える",
    Relation.SIBLING: "きょうだいを加える",
}
_USUAL_SEXES = ("male", "female", "unknown")
_OPPOSITE = {"male": "female", "female": "male"}


@dataclass(frozen=True)
class Filled:
    """What the form holds when it is sent."""

    chosen: Chosen
    relation: Relation | None  # None: a correction
    facts: RelativeFacts
    kinship: str
    label: str
    other_parent_id: int | None


class RelativeForm(QFrame):
    """Ctrl+Enter stores, Esc leaves. What is typed comes back until then.

    「とばす」 goes from the father to the mother without adding him.
    """

    sent = Signal(object)  # Filled
    skipped = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__()
        self._case_id = case_id
        self.setProperty("look", "card")
        self._chosen: Chosen | None = None
        self._relation: Relation | None = None
        self.heading = Words(look=Look.CARD)
        self.name = TextField("relative_name", "氏名")
        self.kana = TextField("relative_kana", "フリガナ")
        NameKanaPair(self.name, self.kana)
        self.birth = DateField("relative_birth", "生年月日（年だけも可）", desk.today(), birth=True)
        self.sex = ChipChoice("relative_sex", "性別", _sexes())
        self.together = YesNo("relative_together", "同居")
        self.kinship = ChoiceField("relative_kinship", "続柄（本人から）", load_list("kinship"))
        self.label = TextField("relative_label", "図に書く続柄（長男・長女など）")
        typed: dict[str, Field] = {
            "name": self.name,
            "kana": self.kana,
            "birth": self.birth,
            "sex": self.sex,
            "together": self.together,
            "kinship": self.kinship,
            "label": self.label,
        }
        self._unsent = UnsentWords(desk, typed, self)
        self._parents = QVBoxLayout()
        self.other_parent: ChipChoice | None = None
        self._correcting = QWidget()
        self._with_whom = QWidget()
        self.store = button("入れる　Ctrl+Enter", ButtonLook.PRIMARY)
        self.skip = button("とばして母へ", ButtonLook.SECOND)
        self.away = button("やめる", ButtonLook.SECOND)
        self._build()

    def add(self, chosen: Chosen, relation: Relation) -> None:
        """Empties the form for somebody new and puts the keyboard into it."""
        sex = {Relation.FATHER: "male", Relation.MOTHER: "female"}.get(relation, "")
        if relation is Relation.PARTNER:
            sex = _OPPOSITE.get(chosen.facts.sex, "")
        together = relation in (Relation.PARTNER, Relation.CHILD)
        self._begin(chosen, relation, RelativeFacts(sex=sex, lives_together=together))
        self.heading.say(f"{_HEADINGS[relation]}　―　{chosen.title} から見て")
        self.skip.setVisible(relation is Relation.FATHER and Relation.MOTHER in chosen.missing_parents)
        self.store.setText("入れる　Ctrl+Enter")
        self._ask_with_whom(chosen if relation is Relation.CHILD else None)
        self._come_up()

    def correct(self, chosen: Chosen) -> None:
        """Shows what is known of somebody and puts the keyboard into it."""
        self._begin(chosen, None, chosen.facts, kinship=chosen.kinship, label=chosen.label)
        self.heading.say(f"直す　―　{chosen.title}")
        self.skip.hide()
        self.store.setText("直す　Ctrl+Enter")
        self._ask_with_whom(None)
        self._come_up()

    def send(self) -> None:
        """Gives what was filled in."""
        if self._chosen is None:
            return
        facts = RelativeFacts(
            name=self.name.value(),
            kana=self.kana.value(),
            birth=self.birth.value(),
            sex=self.sex.value(),
            lives_together=self.together.value() != "no",
        )
        kinship, label = self.kinship.value(), self.label.value()
        self.sent.emit(Filled(self._chosen, self._relation, facts, kinship, label, self._parent()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self._unsent.flush()

    def forget(self) -> None:
        """What was typed is stored with the person, or given up."""
        self._unsent.forget()

    def _begin(
        self, chosen: Chosen, relation: Relation | None, facts: RelativeFacts, *, kinship: str = "", label: str = ""
    ) -> None:
        self.flush()
        self._chosen, self._relation = chosen, relation
        self.name.set_value("")
        self.kana.set_value("")
        self.name.set_value(facts.name)
        self.kana.set_value(facts.kana)
        self.birth.set_value(facts.birth)
        self.sex.set_value(facts.sex)
        self.together.set_value("yes" if facts.lives_together else "no")
        self.kinship.set_value(kinship)
        self.label.set_value(label)
        self._correcting.setVisible(relation is None)
        self._unsent.show(f"relative {self._case_id} {chosen.person_id} {relation or 'correct'}")

    def _come_up(self) -> None:
        self.setAccessibleName(self.heading.words())
        self.show()
        self.opened.emit()
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_with_whom(self, chosen: Chosen | None) -> None:
        """The other parent of a child, where the person chosen has a partner or had one."""
        if self.other_parent is not None:
            self._parents.removeWidget(self.other_parent)
            self.other_parent.hide()
            self.other_parent.deleteLater()
            self.other_parent = None
        partners = () if chosen is None else chosen.partners
        self._with_whom.setVisible(bool(partners))
        if not partners:
            return
        choices = [Choice(key=str(person_id), label=f"{name}さんとの子") for person_id, name in partners]
        choices.append(Choice(key=_ALONE, label="ほかの人との子"))
        of_list = ChoiceList(key="other_parent", label="だれとの子か", values=tuple(choices))
        self.other_parent = ChipChoice("relative_other_parent", of_list.label, of_list)
        self.other_parent.set_value(str(partners[0][0]))
        self._parents.addWidget(self.other_parent)

    def _parent(self) -> int | None:
        value = self.other_parent.value() if self.other_parent is not None else ""
        return int(value) if value.isdecimal() else None

    def _leave(self) -> None:
        self.forget()
        self.hide()
        self.left.emit()

    def _build(self) -> None:
        grid = TwelfthsLayout(across=16, down=12)
        fields: tuple[tuple[QWidget, int, int], ...] = (
            (self.name, 4, 150),
            (self.kana, 4, 150),
            (self.birth, 4, 150),
            (self.sex, 7, 350),
            (self.together, 5, 230),
        )
        for field, twelfths, least in fields:
            grid.place(field, twelfths, partial(px, least), _label(field))
        more = TwelfthsLayout(self._correcting, across=16, down=12)
        more.place(self.kinship, 6, lambda: px(220), _label(self.kinship))
        more.place(self.label, 6, lambda: px(220), _label(self.label))
        self._parents.setContentsMargins(0, 0, 0, 0)
        self._parents.setSpacing(6)
        self._parents.addWidget(Words("だれとの子か", Look.LABEL))
        self._with_whom.setLayout(self._parents)
        self.store.clicked.connect(lambda _checked=False: self.send())
        self.skip.clicked.connect(lambda _checked=False: self.skipped.emit())
        self.away.clicked.connect(lambda _checked=False: self._leave())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(grid)
        for part in (self._correcting, self._with_whom):
            column.addWidget(part)
        column.addLayout(end_row(self.store, self.skip, self.away))


def _sexes() -> ChoiceList:
    """男性, 女性 and 不明; the other values of the list are shown where they are the answer."""
    values = tuple(replace(one, retired=one.key not in _USUAL_SEXES) for one in load_list("sex").values)
    return replace(load_list("sex"), values=values)


def _label(field: QWidget) -> Words:
    name = field.accessibleName() or (field.focusProxy() or field).accessibleName()
    label = Words(name, Look.LABEL)
    label.setBuddy(field)
    return label
