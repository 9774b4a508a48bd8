"""The card 事務局: who we are, how soon we answer, which referral sheets we use, the 心得 on the back of the agenda."""

from PySide6.QtWidgets import QHBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.services.office import change_office, the_office
from hokatsu_desktop.services.office_setup import CONSENT_WORDS, RULES
from hokatsu_desktop.services.referral_presets import PRESETS, choose_referral_preset, referral_preset
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.sheets.shown import ground_rules
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.settings.mode_part import ModePart
from hokatsu_desktop.ui.settings.stored_fields import StoredFields, Values, no_name, outside, something, within
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.number_field import NumberField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

MOST_ANSWER_DAYS = 60
KEYS = ("town", "department", "phone", "answer_days", "ground_rules")
NEEDED, NOT_NEEDED = "needed", "not_needed"
CONSENT_RULES = ChoiceList(
    key="consent_rule",
    label=RULES["layered_needs_consent"],
    values=(Choice(key=NEEDED, label=CONSENT_WORDS[True]), Choice(key=NOT_NEEDED, label=CONSENT_WORDS[False])),
)


def read_office(session: Session) -> Values:
    """The office as its fields show it."""
    office = the_office(session)
    return {key: str(getattr(office, key)) for key in KEYS}


def write_office(session: Session, values: Values) -> None:
    """Store fields of the office."""
    change_office(session, **{key: int(value) if key == "answer_days" else value for key, value in values.items()})


class OfficeCard(Card):
    """Stores itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("事務局")
        self._desk = desk
        self.fields = StoredFields(desk, read_office, write_office, self)
        self.town = TextField("town", "町名")
        self.department = TextField("department", "課名")
        self.phone = TextField("phone", "電話")
        self.answer_days = NumberField("answer_days", "回答までの日数", suffix="日", compact=True)
        self.mode = ModePart(desk)
        self.preset = ChipChoice("referral_preset", PRESETS.label, PRESETS)
        self.consent = ChipChoice("consent_rule", CONSENT_RULES.label, CONSENT_RULES)
        self.rules = LinesField("ground_rules", "会議の心得", 4)
        self.standard = button("標準の心得を読みこんで直す", ButtonLook.INLINE)
        for key, field, check, problem in (
            ("town", self.town, something, no_name("町名")),
            ("department", self.department, something, no_name("課名")),
            (
                "answer_days",
                self.answer_days,
                within(1, MOST_ANSWER_DAYS),
                outside("回答までの日数", 1, MOST_ANSWER_DAYS),
            ),
        ):
            self.fields.add(key, field, check, problem)
        self.fields.add("phone", self.phone)
        self.fields.add("ground_rules", self.rules)
        self._build()
        self.preset.changed.connect(self._preset_chosen)
        self.consent.changed.connect(self._consent_chosen)
        self.standard.clicked.connect(lambda _checked=False: self._take_standard())
        self.rules.changed.connect(self._offer_standard)
        desk.changed.connect(self.reread)
        self.reread()

    def flush(self) -> bool:
        """Store what is typed at once."""
        return self.fields.flush()

    def reread(self) -> None:
        """Show what is stored now."""
        self.fields.reread()
        self.mode.reread()
        with self._desk.reading() as session:
            self.preset.set_value(referral_preset(session))
            self.consent.set_value(NEEDED if the_office(session).layered_needs_consent else NOT_NEEDED)
        self._offer_standard()

    def _preset_chosen(self) -> None:
        preset = self.preset.value()
        if preset:
            self._desk.try_act(lambda session: choose_referral_preset(session, preset))
        else:
            self.reread()  # one of them always holds

    def _consent_chosen(self) -> None:
        rule = self.consent.value()
        if rule:
            self._desk.try_act(lambda session: change_office(session, layered_needs_consent=rule == NEEDED))
        else:
            self.reread()  # one of them always holds

    def _offer_standard(self) -> None:
        self.standard.setVisible(not self.rules.value())

    def _take_standard(self) -> None:
        with self._desk.reading() as session:
            words = ground_rules(the_office(session))
        self.rules.set_value(words)
        self.fields.touch("ground_rules")
        self.rules.setFocus()

    def _build(self) -> None:
        grid = TwelfthsLayout(across=16, down=14)
        wide = (("町名", self.town), ("課名", self.department), ("電話", self.phone))
        for words, field in wide:
            grid.place(field, 6, lambda: px(200), label_for(words, field))
        grid.place(self.answer_days, 6, lambda: px(200), label_for("回答（C票）までの日数", self.answer_days.field))
        grid.place(self.mode, 12, lambda: px(260), Words("事業の進め方", Look.LABEL))
        grid.place(self.preset, 12, lambda: px(260), Words(PRESETS.label, Look.LABEL))
        grid.place(self.consent, 12, lambda: px(260), Words(CONSENT_RULES.label, Look.LABEL))
        grid.place(self._rules_box(), 12, lambda: px(260), label_for("会議の心得（次第のうらに印刷）", self.rules))
        self.body.addLayout(grid)

    def _rules_box(self) -> QWidget:
        box = QWidget()
        column = TwelfthsLayout(box, across=0, down=6)
        column.place(self.rules, 12, lambda: px(200))
        column.place(
            Words("一行に一つずつ、町の言葉で書きます。空けておくと、標準の心得を印刷します。", Look.QUIET, wrap=True),
            12,
            lambda: px(200),
        )
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.standard)
        row.addStretch(1)
        column.place(line, 12, lambda: px(200))
        return box
