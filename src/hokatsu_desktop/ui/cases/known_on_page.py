"""その日に知っていたこと: a day or a meeting is chosen, and what the office knew then is shown to be read."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import full, short, shown
from hokatsu_desktop.services.households import tie_words
from hokatsu_desktop.services.known_on import KnownFact, KnownMember, KnownOn, known_on
from hokatsu_desktop.services.meetings import meetings_of_case
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.timeline import day_of
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.cases.page import Page, clear, let_grow, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.unwheeled import DropDown
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = (
    "その日の終わりに、事務局が知っていたことです。あとで直したことや消したことは、その日のままに戻して出しています。"
    "「あとで記録」は、日付はその日までですが、書いたのがあとだったものです。"
)
_NONE = "（なし）"
_OTHER_DAY = "日を入れて見る"


class KnownOnPage(Page):
    """Only to be read."""

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._shown: KnownOn | None = None
        self._meetings: list[tuple[int, date, str]] = []
        self.meeting = DropDown()
        self.meeting.setAccessibleName("会議を選ぶ")
        self.day = DateField("known_on", "日付", desk.today())
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self._build()
        self.meeting.activated.connect(self._chosen)
        self.day.changed.connect(self._typed)

    def reread(self) -> None:
        """Shows the day that is chosen, as the store tells it now."""
        with self._desk.reading() as session:
            met = [(one.id, one.held_on, one.name) for one, _ in meetings_of_case(session, self._case_id)]
        met = [one for one in met if one[1] <= self._desk.today()]
        if met != self._meetings:
            self._meetings = met
            self.meeting.clear()
            for meeting_id, held_on, name in met:
                self.meeting.addItem(f"{short(held_on)}　{name}", meeting_id)
            self.meeting.addItem(_OTHER_DAY, 0)
        if not self.day.value():
            self.day.set_day(met[0][1] if met else self._desk.today())
        self._show_day()

    def show_meeting(self, meeting_id: int) -> None:
        """Shows the day of a meeting."""
        found = [held_on for one, held_on, _ in self._meetings if one == meeting_id]
        if found:
            self.day.set_day(found[0])
            self._show_day()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        self.meeting.setMinimumWidth(px(240))
        for words, field in (("会議", self.meeting), ("日付", self.day)):
            label = Words(words, Look.LABEL)
            label.setBuddy(field)
            head.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            head.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        head.addStretch()
        card = Card("その日に知っていたこと")
        card.body.addLayout(head)
        card.add(Words(_ABOUT, Look.QUIET, wrap=True))
        self.add(card)
        self.column.addLayout(self._cards)

    def _chosen(self, _place: int) -> None:
        meeting_id = self.meeting.currentData()
        if meeting_id:
            self.show_meeting(meeting_id)
        else:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if self._day() is not None:
            self._show_day()

    def _day(self) -> date | None:
        found = day_of(self.day.value())
        return found.as_date() if found is not None else None

    def _show_day(self) -> None:
        day = self._day()
        if day is None:
            return
        places = [place for place, one in enumerate(self._meetings) if one[1] == day]
        self.meeting.setCurrentIndex(places[0] if places else len(self._meetings))
        try:
            with self._desk.reading() as session:
                known = known_on(session, self._case_id, day)
        except Gone:
            return
        if known != self._shown:
            self._shown = known
            self._show(known)

    def _show(self, known: KnownOn) -> None:
        clear(self._cards)
        if not known.existed:
            self._cards.addWidget(
                Words(f"{full(known.day)}には、このケースはまだありませんでした。", Look.BODY, wrap=True)
            )
        for heading, lines in _parts(known):
            card = Card(heading, small=True)
            card.add(_table(lines))
            self._cards.addWidget(let_grow(card))
        show_all(self._cards)


def _where(one: KnownMember) -> str:
    if one.has_died:
        return "（故人）"
    return "" if one.lives_together else "（別居）"


def _parts(known: KnownOn) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """The cards of a day: heading and lines of (left, right)."""
    if not known.existed:
        return ()
    stands = [
        ("段階", label_of("stage", known.stage)),
        ("次の確認日", short(known.next_on) if known.next_on else "決まっていない"),
        ("主担当", known.lead_supporter or "決まっていない"),
        *([_line(known.plan)] if known.plan else [("プラン", "決まったプランはない")]),
    ]
    people = [
        (
            one.label or tie_words(one.kinship),
            one.name + _where(one) + ("　★キーパーソン" if one.key_person else ""),
        )
        for one in known.members
    ]
    consents = [
        (
            one.name,
            label_of("consent", one.state)
            + (f"（{short(one.obtained_on)}）" if one.obtained_on else "")
            + ("　あとで記録" if one.written_later else ""),
        )
        for one in known.consents
    ]
    told = (
        ("生活歴", known.timeline),
        ("経過（新しい順）", known.notes),
        ("分かっていなかったこと", known.questions),
        ("残っていたやること", known.tasks),
    )
    return (
        (f"{full(known.day)}の立ち位置", stands),
        ("世帯の人", people),
        ("同意", consents),
        *((f"{heading}　{len(facts)}件", [_line(fact) for fact in facts]) for heading, facts in told),
    )


def _line(fact: KnownFact) -> tuple[str, str]:
    """A fact as (when, words)."""
    who = f"{fact.about}：" if fact.about else ""
    source = f"（{fact.from_whom}から）" if fact.from_whom else ""
    return _when(fact.when), f"{who}{fact.what}{source}" + ("　あとで記録" if fact.written_later else "")


def _when(stored: str) -> str:
    found = day_of(stored)
    day = found.as_date() if found is not None and not found.approximate else None
    return short(day) if day is not None else shown(stored)


def _table(lines: Sequence[tuple[str, str]]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, px(120))
    grid.setColumnStretch(1, 1)
    for row, (left, right) in enumerate(lines or (("", _NONE),)):
        grid.addWidget(Words(left, Look.SMALL), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(right, Look.BODY, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
    return let_grow(box)
