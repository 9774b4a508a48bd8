"""会議・プラン: the meetings and plans of a case, one plan as its sheet, and the reviews."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import full, short
from hokatsu_desktop.models import Meeting, MeetingCase, MeetingState, Monitoring, Plan, RoleReview
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.meetings import meetings_of_case
from hokatsu_desktop.services.plans import decide_plan, make_plan, monitorings_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.role_reviews import role_reviews
from hokatsu_desktop.services.roles_only import go_on_with_roles, roles_only_of
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.monitoring_card import CHANGES, MonitoringCard
from hokatsu_desktop.ui.cases.page import Page, clear, show_all
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.sheet_pane import SheetPane
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import Look, Words

PLAN_SHEET, COMPARISON = "support_plan", "plan_comparison"
EVALUATION, ROLE_EVALUATION = "evaluation", "role_evaluation"


class PlanTab(CaseTab):
    """The list of what was met about and planned; a plan opens in its place and leads back."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__(hands, case_id)
        self._pane: SheetPane | None = None
        self._shown: object = None
        self._plans: tuple[Plan, ...] = ()
        self.call = button("会議を開く", ButtonLook.SECOND)
        self.review = button("確認を記録する", ButtonLook.SECOND)
        self.monitoring = MonitoringCard(self.desk, case_id)
        self.meetings = QGridLayout()
        self.plans = QGridLayout()
        self.reviews = QGridLayout()
        self.back = button("一覧にもどる", ButtonLook.QUIET, picture="chevron-left")
        self.decide = button("プランを決める　Ctrl+Enter", ButtonLook.PRIMARY)
        self.print = button("印刷", ButtonLook.SECOND, picture="print")
        self.by_hand = button("手書き用", ButtonLook.QUIET)
        self.plan_tag = Tag("")
        self.page = Page()
        self.stack = QStackedWidget()
        self._sheet = QVBoxLayout()
        self._build()

    def show_page(self, page: CasePage) -> None:
        with self.desk.reading() as session:
            met = meetings_of_case(session, self.case_id)
            reviews = monitorings_of(session, self.case_id)
            said = role_reviews(session, self.case_id)
            alone = roles_only_of(session, self.case_id)
        self._plans = page.plans
        if self._pane is not None and all(plan.id != self._pane.subject_id for plan in page.plans):
            self._leave_gone_plan()
        self.review.setVisible(page.case.is_open)
        self.call.setVisible(page.case.is_open)
        told = (
            [(meeting.id, meeting.state, meeting.held_on, one.verdict) for meeting, one in met],
            [(plan.id, plan.decided_on, plan.goal_short, plan.next_on) for plan in page.plans],
            [(one.id, one.done_on, one.due_on, one.change, one.memo) for one in reviews],
            [(one.id, one.state, one.who, one.why) for of_review in said.values() for one in of_review],
            alone is not None and alone[1].id,
        )
        if told != self._shown:
            self._shown = told
            self._show_meetings(met)
            self._show_plans(page.plans, alone)
            self._show_reviews(reviews, said)
            for grid in (self.meetings, self.plans, self.reviews):
                show_all(grid)
        self._show_plan_tag()

    def show_record(self, record_id: int | None, blank: str) -> None:
        if any(plan.id == record_id for plan in self._plans):
            self.open_plan(record_id or 0)
            if blank and self._pane is not None:
                self._pane.form.focus_blank(blank)

    def begin_review(self) -> None:
        """Opens 確認を記録する with the keyboard in 変化."""
        self._to_list()
        self.page.verticalScrollBar().setValue(0)
        self.monitoring.begin()

    def open_plan(self, plan_id: int) -> None:
        """Shows the sheet of a plan."""
        if self._pane is None or self._pane.subject_id != plan_id:
            self._drop_pane()
            self._pane = SheetPane(self.desk, PLAN_SHEET, plan_id)
            self._sheet.addWidget(self._pane, 1)
        self._show_plan_tag()
        self.stack.setCurrentIndex(1)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def pane(self) -> SheetPane | None:
        """The plan that is open."""
        return self._pane if self.stack.currentIndex() == 1 else None

    def spot(self) -> tuple[int | None, str]:
        pane = self.pane()
        return (pane.subject_id, pane.form.current_blank()) if pane is not None else (None, "")

    def flush(self) -> bool:
        return self._pane.flush() if self._pane is not None else True

    def print_here(self) -> bool:
        pane = self.pane()
        if pane is None or not self.flush():
            return False
        self.hands.printer.print_sheet(PLAN_SHEET, pane.subject_id)
        return True

    def finish(self) -> bool:
        if self.pane() is not None:
            self._decide()
        elif not self.monitoring.isHidden():
            self.monitoring.record_now()
        else:
            return False
        return True

    # Parts

    def _build(self) -> None:
        met, planned, reviewed = Card("会議"), Card("プラン"), Card("確認（モニタリング）")
        met.corner.addWidget(self.call)
        reviewed.corner.addWidget(self.review)
        for card, grid in ((met, self.meetings), (planned, self.plans), (reviewed, self.reviews)):
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(10)
            grid.setColumnStretch(1, 1)
            card.body.addLayout(grid)
        for part in (self.monitoring, met, planned, reviewed):
            self.page.add(part)
        self.monitoring.hide()
        self.stack.addWidget(self.page)
        self.stack.addWidget(self._plan_page())
        self.column.addWidget(self.stack)
        self.call.clicked.connect(lambda _checked=False: self._call())
        self.review.clicked.connect(lambda _checked=False: self.begin_review())
        self.monitoring.done.connect(lambda: self.review.setFocus(Qt.FocusReason.OtherFocusReason))
        self.back.clicked.connect(lambda _checked=False: self._to_list())
        self.decide.clicked.connect(lambda _checked=False: self._decide())
        self.print.clicked.connect(lambda _checked=False: self.print_here())
        self.by_hand.clicked.connect(lambda _checked=False: self.hands.printer.print_blank(PLAN_SHEET))

    def _plan_page(self) -> QWidget:
        page = QWidget()
        self._sheet = QVBoxLayout(page)
        self._sheet.setContentsMargins(0, 0, 0, 0)
        self._sheet.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 24, 0)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addWidget(self.plan_tag)
        row.addStretch()
        for made in (self.by_hand, self.print, self.decide):
            row.addWidget(made)
        self._sheet.addLayout(row)
        return page

    def _show_meetings(self, met: Sequence[tuple[Meeting, MeetingCase]]) -> None:
        clear(self.meetings)
        if not met:
            self.meetings.addWidget(Words("まだ会議はありません。", Look.QUIET), 0, 0)
        for row, (meeting, meeting_case) in enumerate(met):
            held = meeting.state == MeetingState.HELD
            words = f"{meeting.name}（{meeting.number}）"
            tag = Tag("開催済み", Tone.PLAIN) if held else Tag("これから", Tone.INFO)
            open_it = _inline("開く", f"{short(meeting.held_on)}の{words}を開く")
            open_it.clicked.connect(
                lambda _checked=False, meeting_id=meeting.id: self.desk.go(
                    Place(section="meetings", meeting_id=meeting_id, case_id=self.case_id)
                )
            )
            buttons: list[QWidget] = [open_it]
            if held:
                known = _inline("知っていたこと", f"{words}の日に知っていたことを見る")
                known.clicked.connect(
                    lambda _checked=False, meeting_id=meeting.id: self.desk.go(
                        Place(
                            section="cases",
                            case_id=self.case_id,
                            tab="assessment",
                            record_id=meeting_id,
                            blank="known_on",
                        )
                    )
                )
                buttons.insert(0, known)
            without = held and all(plan.meeting_case_id != meeting_case.id for plan in self._plans)
            if without and not meeting_case.without_plan:
                alone = _inline("役割だけで進める", f"{words}の役割だけで進める")
                alone.clicked.connect(lambda _checked=False, case=meeting_case.id: self._go_on(case))
                buttons.insert(0, alone)
            if without:
                make = _inline("決定からプランを作る", f"{words}の決定からプランを作る")
                make.clicked.connect(lambda _checked=False, case=meeting_case.id: self._make(case))
                buttons.insert(0, make)
            _add_row(self.meetings, row, short(meeting.held_on), words, tag, buttons)

    def _show_plans(self, plans: Sequence[Plan], alone: tuple[Meeting, MeetingCase] | None) -> None:
        clear(self.plans)
        if alone is not None:
            words = f"プランは作らず、{alone[0].name}で決めた役割だけで進めています。"
            look_back = self._evaluating(ROLE_EVALUATION, alone[1].id, f"{alone[0].name}の役割の評価を書く")
            _add_row(self.plans, 0, short(alone[0].held_on), words, Tag("役割だけ", Tone.INFO), [look_back])
        elif not plans:
            words = "まだプランはありません。会議の決定から作ると、打ち直さずに済みます。"
            self.plans.addWidget(Words(words, Look.QUIET, wrap=True), 0, 0, 1, 4)
        for row, plan in enumerate(plans, 1):
            tag = Tag("決定", Tone.GOOD) if plan.decided_on else Tag("作成中", Tone.CARE)
            day = (
                f"{short(plan.decided_on)} 決定"
                if plan.decided_on
                else f"{short(plan.made_on)} 作成"
                if plan.made_on
                else ""
            )
            open_it = _inline("開く", f"プラン{plan.number}を開く")
            open_it.clicked.connect(lambda _checked=False, plan_id=plan.id: self.open_plan(plan_id))
            buttons: list[QWidget] = [open_it]
            if plan.decided_on is not None:
                buttons.append(self._evaluating(EVALUATION, plan.id, f"プラン{plan.number}の評価を書く"))
            if plan is not plans[-1]:
                compare = _inline("前と比べる", f"プラン{plan.number}を前のプランと比べる")
                compare.clicked.connect(lambda _checked=False, plan_id=plan.id: self._compare(plan_id))
                buttons.insert(0, compare)
            goal = "　".join(word for word in (plan.number, plan.goal_short.replace("\n", " ")) if word)
            _add_row(self.plans, row, day, goal, tag, buttons)

    def _evaluating(self, key: str, record_id: int, name: str) -> QPushButton:
        """Opens the evaluation in 書類, where it is begun with its first answer."""
        made = _inline("評価を書く", name)
        place = Place(section="cases", case_id=self.case_id, tab="papers", record_id=record_id, blank=key)
        made.clicked.connect(lambda _checked=False: self.desk.go(place))
        return made

    def _show_reviews(self, reviews: Sequence[Monitoring], said: Mapping[int, Sequence[RoleReview]]) -> None:
        clear(self.reviews)
        if not reviews:
            self.reviews.addWidget(
                Words("プランを決めると、次に確認する日がここに入ります。", Look.QUIET, wrap=True), 0, 0, 1, 4
            )
        today = self.desk.today()
        for row, one in enumerate(reviews):
            if one.done_on is None:
                late = one.due_on < today
                tag = Tag("▲ すぎています", Tone.WRONG) if late else Tag("これから", Tone.INFO)
                _add_row(self.reviews, row, full(one.due_on), "次に確認する日", tag, [])
            else:
                tones = {"better": Tone.GOOD, "same": Tone.PLAIN, "worried": Tone.CARE}
                tag = Tag(CHANGES.label_of(one.change), tones.get(one.change, Tone.PLAIN))
                words = "\n".join(filter(None, (one.memo, *(review_words(role) for role in said.get(one.id, ())))))
                _add_row(self.reviews, row, full(one.done_on), words, tag, [])

    def _show_plan_tag(self) -> None:
        pane = self._pane
        plan = next((one for one in self._plans if pane is not None and one.id == pane.subject_id), None)
        if plan is None:
            return
        decided = plan.decided_on is not None
        words = f"{plan.number}　{f'{short(plan.decided_on)} 決定' if plan.decided_on else '作成中'}"
        self.plan_tag.set_tag(words, Tone.GOOD if decided else Tone.CARE)
        self.decide.setVisible(not decided)

    # Acts

    def _call(self) -> None:
        self.desk.go(Place(section="meetings", case_id=self.case_id, tab="new"))

    def _make(self, meeting_case_id: int) -> None:
        plan = self.desk.try_act(lambda session: make_plan(session, meeting_case_id))
        if plan is not None:
            self.desk.said.emit(
                "success", "会議で決めたことを写して、プランを作りました。足りないところを書き足してください。"
            )
            self.open_plan(plan.id)

    def _compare(self, plan_id: int) -> None:
        self.flush()
        self.hands.printer.print_sheet(COMPARISON, plan_id)

    def _go_on(self, meeting_case_id: int) -> None:
        if self.desk.did(lambda session: go_on_with_roles(session, meeting_case_id)):
            self.desk.said.emit(
                "success", "プランは作らず、会議で決めた役割だけで進めます。次に確認する日も入れました。"
            )

    def _decide(self) -> bool:
        pane = self.pane()
        if pane is None or not self.flush():
            return False
        try:
            self.desk.act(lambda session: decide_plan(session, pane.subject_id))
        except (Refusal, StoreRefusal) as refusal:
            self.desk.said.emit("warning", refusal.words)
            pane.check()
            return False
        missing = len(pane.check())
        then = f"あと{missing}か所を書くと、紙がそろいます。" if missing else "印刷して、その場で渡せます。"
        self.desk.said.emit("success", f"プランを決めました。役割が「やること」に入りました。{then}")
        return True

    def _to_list(self) -> None:
        self.flush()
        self.stack.setCurrentIndex(0)

    def _leave_gone_plan(self) -> None:
        """The making of the plan was taken back."""
        if self._pane is not None:
            self._pane.autosave.stop()
            self.stack.setCurrentIndex(0)
            self._pane.hide()
            self._pane.deleteLater()
            self._pane = None

    def _drop_pane(self) -> None:
        if self._pane is not None:
            self._pane.flush()
            self._pane.hide()
            self._pane.deleteLater()
            self._pane = None


def review_words(one: RoleReview) -> str:
    """A role that was looked at, in one line: 「▲ まだ　山本：止水を待つ（相手が不在）」."""
    mark = {"done": "● ", "not_yet": "▲ "}.get(one.state, "")
    state = f"{mark}{label_of('role_state', one.state)}" if one.state else ""
    more = "、".join(filter(None, (f"した人 {one.who}" if one.who else "", one.why)))
    return "　".join(filter(None, (state, f"{one.role}{f'（{more}）' if more else ''}")))


def _inline(words: str, name: str) -> QPushButton:
    made = button(words, ButtonLook.INLINE)
    made.setAccessibleName(name)
    return made


def _add_row(grid: QGridLayout, row: int, day: str, words: str, tag: Tag, buttons: Sequence[QWidget]) -> None:
    """One record, and what can be done with it on the line below: side by side the page would be wider than its room."""
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(Words(day, Look.SMALL), 2 * row, 0, top)
    grid.addWidget(Words(words, wrap=True), 2 * row, 1)
    grid.addWidget(tag, 2 * row, 2, top)
    line = FlowLayout(across=8, down=6)
    for made in buttons:
        line.addWidget(made)
    grid.addLayout(line, 2 * row + 1, 1, 1, 2)
