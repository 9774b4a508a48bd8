"""The small windows of 保存年限: the office's rule, and how long one case is kept or held."""

import re
import unicodedata
from datetime import date

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.models import Case
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.retention import (
    RetentionRule,
    StartRule,
    decide_rule,
    end_hold,
    hold,
    keep_for,
    kept_of,
    retention_rule,
    years_words,
)
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.tall_dialog import TallDialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice, ListChoice
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDTH = 600
_AS_OFFICE = "office"
_STARTS = ChoiceList(
    key="retention_start",
    label="起算日",
    values=(
        Choice(key=StartRule.APRIL, label="終結した翌年度の4月1日"),
        Choice(key=StartRule.NEXT_DAY, label="終結した日の翌日"),
    ),
)
_ABOUT_RULE = "町の文書の決まりに合わせてください。区分は「永久・10・5・3・1」のように、点や読点でくぎって書きます。"
_ABOUT_CASE = "ここで決めると、事務局の決まりより優先します。年限が過ぎても、廃棄は二人で確かめてからです。"
_BAD_CLASSES = "区分は「永久・10・5・3・1」のように、年の数をくぎって書いてください。前の決まりは残っています。"
_BAD_USUAL = "ふだんの保存年限は、区分の中から一つだけ、「5」のように書いてください。前の決まりは残っています。"
_BAD_DAY = "起算日は、年月日まで書くか、空けてください。まだ何も変わっていません。"


class RetentionRuleDialog(TallDialog):
    """Closes itself when the rule was stored."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("保存年限の決まり", parent)
        self._desk = desk
        with desk.reading() as session:
            rule = retention_rule(session)
        self.classes = TextField("retention_classes", "区分")
        self.classes.set_value("・".join("永久" if not years else str(years) for years in rule.classes))
        self.usual = TextField("retention_usual", "ふだんの保存年限")
        self.usual.set_value("永久" if not rule.usual_years else str(rule.usual_years))
        self.start = ChipChoice("retention_start", "起算日", _STARTS)
        self.start.set_value(rule.start)
        self.message = MessageBar()
        self.fields.addWidget(Words(_ABOUT_RULE, Look.QUIET, wrap=True))
        self.fields.addLayout(labelled("区分（年）", self.classes))
        self.fields.addLayout(labelled("ふだんの保存年限（年）", self.usual))
        self.fields.addLayout(labelled("起算日", self.start))
        self.body.addWidget(self.message)
        self.go_on = self.add_button(button("この決まりにする", ButtonLook.PRIMARY), closes=False)
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(px(_WIDTH))

    def press(self) -> None:
        """Stores the rule, or says what is wrong with it."""
        classes, usual = read_years(self.classes.value()), read_years(self.usual.value())
        if not classes:
            self.message.tell(MessageKind.WARNING, _BAD_CLASSES, closes=False)
            return
        if usual is None or len(usual) != 1:
            self.message.tell(MessageKind.WARNING, _BAD_USUAL, closes=False)
            return
        rule = RetentionRule(usual[0], tuple(classes), StartRule(self.start.value() or StartRule.APRIL))
        try:
            self._desk.act(lambda session: decide_rule(session, rule))
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            return
        self.accept()
        self._desk.said.emit("success", "保存年限の決まりを変えました。Ctrl+Z で元に戻せます。")


class KeepDialog(TallDialog):
    """How long one case is kept, from which day on, and whether it is held; closes itself when that was stored."""

    def __init__(self, desk: Desk, case_id: int, parent: QWidget | None = None) -> None:
        super().__init__("保存年限と廃棄の保留", parent)
        self._desk = desk
        self._case_id = case_id
        with desk.reading() as session:
            rule, case = retention_rule(session), session.get_one(Case, case_id)
            years, starts = case.retention_years, case.retention_from
            self._was_held, why = case.retention_hold, case.retention_hold_why
        self.years = ListChoice("retention_years", "保存年限", _classes(rule))
        self.years.set_value(_AS_OFFICE if years is None else str(years))
        self.starts = DateField("retention_from", "起算日", desk.today())
        self.starts.set_value(PartialDate.of(starts).text if starts is not None else "")
        self.why = TextField("retention_hold_why", "廃棄を保留するわけ")
        self.why.set_value(why)
        self.message = MessageBar()
        self.fields.addWidget(Words(_ABOUT_CASE, Look.QUIET, wrap=True))
        self.fields.addLayout(labelled("保存年限", self.years))
        self.fields.addLayout(labelled("起算日（空けると、事務局の決まりの日）", self.starts))
        self.fields.addLayout(labelled("廃棄を保留するわけ（開示請求、係争など。空けると保留しない）", self.why))
        self.body.addWidget(self.message)
        self.go_on = self.add_button(button("この内容にする", ButtonLook.PRIMARY), closes=False)
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(px(_WIDTH))

    def press(self) -> None:
        """Stores it, or says what is wrong."""
        try:
            starts = self._day()
        except ValueError:
            self.message.tell(MessageKind.WARNING, _BAD_DAY, closes=False)
            return
        chosen = self.years.value()
        years = None if chosen in ("", _AS_OFFICE) else int(chosen)
        try:
            self._desk.act(lambda session: self._store(session, years, starts))
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            return
        self.accept()

    def _store(self, session: Session, years: int | None, starts: date | None) -> None:
        """All of it or nothing."""
        why = self.why.value().strip()
        keep_for(session, self._case_id, years, starts)
        if why:
            hold(session, self._case_id, why)
        elif self._was_held:
            end_hold(session, self._case_id)

    def _day(self) -> date | None:
        """The day written, None for none. Raises ValueError."""
        written = self.starts.value()
        if not written:
            return None
        day = PartialDate.from_text(written).as_date()
        if day is None:
            raise ValueError(written)
        return day


def read_years(typed: str) -> list[int] | None:
    """The years in a text such as 「永久・10年、5」 in any spelling; None if something in it is no number of years."""
    parts = [part for part in re.split(r"[・,、，/\s]+", unicodedata.normalize("NFKC", typed)) if part]
    plain_parts = [part.removesuffix("年") for part in parts]
    if not all(part == "永久" or part.isdecimal() for part in plain_parts):
        return None
    return [0 if part == "永久" else int(part) for part in plain_parts]


def kept_words(desk: Desk, case_id: int) -> str:
    """How long a closed case is kept, in one sentence; "" for one that is open."""
    with desk.reading() as session:
        kept = kept_of(session, case_id)
    if kept is None:
        return ""
    until = "永久に" if kept.expires_on is None else f"{plain(kept.expires_on)}まで"
    held = f"　廃棄を保留しています（{kept.hold_why}）。" if kept.hold_why else ""
    over = "　保存年限が過ぎています。" if kept.is_over(desk.today()) else ""
    return f"保存年限：{years_words(kept.years)}（{plain(kept.starts_on)}から、{until}保存）。{over}{held}"


def _classes(rule: RetentionRule) -> ChoiceList:
    usual = Choice(key=_AS_OFFICE, label=f"事務局の決まり（{years_words(rule.usual_years)}）")
    own = tuple(Choice(key=str(years), label=years_words(years)) for years in rule.classes)
    return ChoiceList(key="retention_years", label="保存年限", values=(usual, *own))
