"""概要: the household, what is difficult, what comes next, what can be done before consent, and closing or reopening."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.models import ConsentState
from hokatsu_desktop.services.cases import CasePage, case_page, change_case
from hokatsu_desktop.services.districts import people_of_district
from hokatsu_desktop.services.tasks import open_tasks, waiting_tasks
from hokatsu_desktop.ui.cases.after_closing import LookAgainCard, ReopenCard
from hokatsu_desktop.ui.cases.case_facts import district_facts, household_facts, next_words, period_words, worry_facts
from hokatsu_desktop.ui.cases.closing_card import ClosingCard, end_row
from hokatsu_desktop.ui.cases.earlier_period_card import EarlierPeriodCard
from hokatsu_desktop.ui.cases.facts_grid import FactsGrid
from hokatsu_desktop.ui.cases.page import Page, clear, lay_out_now, show_all
from hokatsu_desktop.ui.cases.saved_words import SavedWords
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.cases.task_list import TaskEntry, TaskList, labelled
from hokatsu_desktop.ui.cases.veil_card import VeilCard, VeilDialog
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.settings.retention_dialog import KeepDialog, kept_words
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.words import Look, Words

_WORDS = {
    "can_do_now": "今できること（同意が取れるまで）",
    "how_to_approach": "関わり方・避けること",
    "warning_signs": "気をつけるしるし",
}


class OverviewTab(CaseTab):
    """One page that says where the case stands."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__(hands, case_id)
        self.facts = FactsGrid()
        self.next = Words(wrap=True)
        self.tasks = TaskList(self.desk, "約束していることは、いまありません。")
        self.waiting = TaskList(
            self.desk, "同意が取れた日に、ここに書いたことが「やること」に変わります。", ticks=False
        )
        self.words = {name: LinesField(name, label, 2) for name, label in _WORDS.items()}
        self.saved = SavedWords(self.desk, self.words, self._keep, self)
        self.closing = ClosingCard(self.desk, hands.printer, case_id)
        self.reopening = ReopenCard(self.desk, case_id)
        self.again = LookAgainCard(self.desk, case_id)
        self.earlier = EarlierPeriodCard(self.desk, hands.printer, case_id)
        self._waiting_card = Card("同意が取れたら")
        self._periods = Card("これまでの区切り")
        self._shown_periods: object = None
        self.close_button = button("終結にする…")
        self.reopen_button = button("再開する…")
        self.veils = VeilCard(self.desk, case_id)
        self.veil_button = button("職員に閉じる…", ButtonLook.QUIET)
        self.veil_button.setToolTip("親族や近所など、見ないほうがよい職員に、このケースを表示しないようにします")
        self.kept_line = Words(look=Look.QUIET, wrap=True)
        self.keep_button = button("保存年限…", ButtonLook.QUIET)
        self.keep_button.setToolTip("このケースを何年保存するか、廃棄を保留するかを決めます")
        self.review_button = button("確認（モニタリング）を記録する", ButtonLook.INLINE)
        self.page = Page()
        self.column.addWidget(self.page)
        self._build()

    def show_page(self, page: CasePage) -> None:
        today = self.desk.today()
        with self.desk.reading() as session:
            self.tasks.set_tasks(open_tasks(session, self.case_id))
            asleep = waiting_tasks(session, self.case_id)
            district = people_of_district(session, page.person)
        worries = worry_facts(page.referrals[0][0]) if page.referrals else []
        self.facts.set_facts([*household_facts(page, today), *district_facts(page.person, district), *worries])
        self._say_next(page)
        self.waiting.set_tasks(asleep)
        self._waiting_card.setVisible(page.consent.state != ConsentState.GIVEN or bool(asleep))
        self.saved.show_stored({name: getattr(page.case, name) for name in _WORDS})
        self._show_periods(page)
        self.veils.reread()
        self._say_kept()
        self.again.show_page(page)
        self.earlier.show_page(page)
        self.closing.show_page(page)
        self.closing.setVisible(self.closing.isVisibleTo(self.page) and page.case.is_open)
        self.close_button.setVisible(page.case.is_open and self.closing.isHidden())
        ended = page.case.number is not None and not page.case.is_open
        self.reopening.setVisible(self.reopening.isVisibleTo(self.page) and ended)
        self.reopen_button.setVisible(ended and self.reopening.isHidden())

    def begin_closing(self) -> None:
        """Opens the card 終結にする with the keyboard in its first field."""
        self.closing.show()
        self.close_button.hide()
        self._go_to(self.closing.reason)

    def begin_reopening(self) -> None:
        """Opens the card 再開する with the keyboard in its field."""
        self.reopening.show()
        self.reopen_button.hide()
        self._go_to(self.reopening.why)

    def begin_look_again(self) -> None:
        """Puts the keyboard into the words on how a closed household is getting on."""
        if not self.again.isHidden():
            self._go_to(self.again.how)

    def begin_veil(self) -> VeilDialog:
        """Asks to whom the case is to be closed."""
        dialog = VeilDialog(self.desk, self.case_id, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def begin_keeping(self) -> KeepDialog:
        """Asks how long the closed case is kept, and whether it is held."""
        dialog = KeepDialog(self.desk, self.case_id, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_record(self, record_id: int | None, blank: str) -> None:
        field = self.words.get(blank)
        if record_id is not None and not blank:
            self._go_to_task(record_id)
        elif field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.page.ensureWidgetVisible(field)

    def _go_to_task(self, task_id: int) -> None:
        """Shows the line of a task: one to be done, or one that waits for consent."""
        for row in (self.tasks.go_to(task_id), self.waiting.go_to(task_id)):
            if row is not None:
                lay_out_now()
                self.page.ensureWidgetVisible(row, 0, px(80))

    def spot(self) -> tuple[int | None, str]:
        return None, next((name for name, field in self.words.items() if field.hasFocus()), "")

    def flush(self) -> bool:
        return all([self.saved.flush(), self.closing.flush(), self.reopening.flush(), self.again.flush()])

    def finish(self) -> bool:
        if not self.closing.isHidden():
            self.closing.close_now()
            return True
        if not self.reopening.isHidden():
            self.reopening.reopen_now()
            return True
        return False

    def _build(self) -> None:
        household = Card("世帯のあらまし")
        household.add(self.facts)
        coming = Card("次にすること")
        coming.corner.addWidget(self.review_button)
        coming.add(self.next)
        coming.add(self.tasks)
        coming.add(TaskEntry(self.desk, self.case_id))
        self._waiting_card.add(self.waiting)
        self._waiting_card.add(TaskEntry(self.desk, self.case_id, asleep=True))
        cards: tuple[QWidget, ...] = (
            self.closing,
            self.reopening,
            self.again,
            coming,
            self.earlier,
            household,
            self._words_card("いま、できること", "can_do_now"),
            self._waiting_card,
            self._words_card("関わり方", "how_to_approach", "warning_signs"),
            self._periods,
            self.veils,
        )
        for card in cards:
            self.page.add(card)
        self.page.add(self.kept_line)
        self.page.column.addLayout(end_row(self.close_button, self.reopen_button, self.veil_button, self.keep_button))
        self.closing.hide()
        self.reopening.hide()
        self._connect()

    def _say_kept(self) -> None:
        words = kept_words(self.desk, self.case_id)
        self.kept_line.say(words)
        for part in (self.kept_line, self.keep_button):
            part.setVisible(bool(words))

    def _connect(self) -> None:
        self.keep_button.clicked.connect(lambda _checked=False: self.begin_keeping())
        self.close_button.clicked.connect(lambda _checked=False: self.begin_closing())
        self.reopen_button.clicked.connect(lambda _checked=False: self.begin_reopening())
        self.veil_button.clicked.connect(lambda _checked=False: self.begin_veil())
        self.review_button.clicked.connect(
            lambda _checked=False: self.desk.go(Place(section="cases", case_id=self.case_id, tab="monitoring"))
        )
        self.closing.done.connect(lambda: self._shut(self.closing, self.close_button))
        self.reopening.done.connect(lambda: self._shut(self.reopening, self.reopen_button))

    def _words_card(self, heading: str, *names: str) -> Card:
        card = Card(heading)
        for name in names:
            card.body.addLayout(labelled(_WORDS[name], self.words[name]))
        return card

    def _shut(self, card: QWidget, opener: QWidget) -> None:
        card.hide()
        with self.desk.reading() as session:
            page = case_page(session, self.case_id)
        self.show_page(page)
        if opener.isVisibleTo(self.page):
            opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, field: QWidget) -> None:
        """The cards that ask for something are the first of the page."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.verticalScrollBar().setValue(0)

    def _say_next(self, page: CasePage) -> None:
        words = next_words(page.case, self.desk.today())
        self.next.say(words)
        self.next.set_look(Look.WRONG if words.startswith("▲") else Look.BODY)
        self.review_button.setVisible(page.case.is_open)

    def _show_periods(self, page: CasePage) -> None:
        told = [
            period_words(period, is_newest=place == 0)
            for place, period in enumerate(page.periods)
            if place != 1  # the one before stands on a card of its own
        ]
        self._periods.setVisible(bool(told))
        if told == self._shown_periods:
            return
        self._shown_periods = told
        clear(self._periods.body)
        for facts in told:
            grid = FactsGrid()
            grid.set_facts(facts)
            self._periods.add(grid)
        show_all(self._periods.body)

    def _keep(self, words: Mapping[str, str]) -> None:
        self.desk.act(lambda session: change_case(session, self.case_id, **words), quiet=True)
