"""世帯: the genogram, the members as a table, and whose consent counts."""

from PySide6.QtCore import Qt

from hokatsu_desktop.models.meeting import why_not_layered
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.households import (
    household_rows,
    left_members,
    member_consents,
    other_cases,
    save_household,
)
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.cases.consent_card import ConsentCard
from hokatsu_desktop.ui.cases.consent_form import ConsentForm
from hokatsu_desktop.ui.cases.consent_printing import ConsentPrinting
from hokatsu_desktop.ui.cases.ecomap_card import EcomapCard
from hokatsu_desktop.ui.cases.genogram_card import GenogramCard
from hokatsu_desktop.ui.cases.kin_cards import LeftCard, OtherCasesCard
from hokatsu_desktop.ui.cases.page import Page, lay_out_now
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.place import TIE
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.words import Look, Words

_COLUMNS = (
    Column(key="name", label="氏名", width=4),
    Column(key="kinship", label="続柄（本人から）", kind=Kind.CHOICE, list="kinship", width=4),
    Column(key="birth", label="生年月日", kind=Kind.DATE, width=4),
    Column(key="age", label="年齢", width=3, shown_only=True),
    Column(key="sex", label="性別", kind=Kind.CHOICE, list="sex", width=3),
    Column(key="lives_together", label="同居", kind=Kind.YES_NO, width=3),
    Column(key="lives_where", label="別居なら、どこに", width=3),
    Column(key="key_person", label="キーパーソン", kind=Kind.YES_NO, width=3),
    Column(key="occupation", label="就労・通学", width=3),
    Column(key="health", label="健康・障害・介護", width=3),
    Column(key="supports", label="だれを支えているか", width=3),
    Column(key="since", label="いつから", kind=Kind.DATE, width=4),
    Column(key="note", label="備考", width=7),
)


class HouseholdTab(CaseTab):
    """Members are typed like rows on paper and stored as they are typed."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__(hands, case_id)
        self.members = RowsField("members", "世帯の人", _COLUMNS, load_list, self.desk.today())
        self.consents = ConsentCard(self.desk, case_id)
        self.form = ConsentForm(self.desk, case_id)
        self.others = OtherCasesCard(self.desk)
        self.left = LeftCard(self.desk, case_id)
        self.page = Page()
        self.autosave = Autosave(self._save, self.desk.now, reason=reason_of, parent=self)
        self.genogram = GenogramCard(self.desk, case_id, self.autosave.flush)
        self.ecomap = EcomapCard(self.desk, case_id, self.autosave.flush)
        self.autosave.failed.connect(lambda error: self.desk.not_stored.emit(reason_of(error)))
        self.members.changed.connect(self.autosave.touch)
        self.members.left.connect(self.autosave.leave)
        self.consents.wanted.connect(self._begin_consent)
        self.form.done.connect(self._consent_done)
        for part in (self.consents, self.form):
            part.sheet_wanted.connect(self._print_consent)
        self.genogram.form.opened.connect(self._show_relative_form)
        self._build()

    def show_page(self, page: CasePage) -> None:
        if self.autosave.state not in (SaveState.WAITING, SaveState.FAILED):
            with self.desk.reading() as session:
                self.members.set_value(household_rows(session, self.case_id))
        with self.desk.reading() as session:
            members = member_consents(session, self.case_id)
            others, left = other_cases(session, self.case_id), left_members(session, self.case_id)
        self.others.show_cases(others)
        self.left.show_members(left)
        self.genogram.reread()
        self.ecomap.reread()
        why_not = why_not_layered(page.consent)
        meeting = f"{why_not}支援会議で話し合えます。" if why_not else "重層的支援会議を開けます。"
        self.consents.show_members(members, page.consent.words, meeting)

    def show_record(self, record_id: int | None, blank: str) -> None:
        if record_id is not None and blank == TIE:
            self.ecomap.go_to(record_id)
            lay_out_now()
            self.page.ensureWidgetVisible(self.ecomap.view, 0, 24)
            focus = self.focusWidget()
            if focus is not None and self.ecomap.isAncestorOf(focus):
                self.page.ensureWidgetVisible(focus, 0, 24)

    def flush(self) -> bool:
        return all([self.autosave.flush(), self.genogram.form.flush()])

    def finish(self) -> bool:
        if self.genogram.finish():
            return True
        if self.form.isHidden():
            return False
        self.form.record_now()
        return True

    def _build(self) -> None:
        table = Card("世帯の人")
        table.add(self.members)
        table.add(Words("Enterで次の欄、Ctrl+Dで上の行と同じ、Ctrl+Deleteで行を消します。", Look.QUIET, wrap=True))
        for card in (self.others, self.genogram, self.form, self.consents, table, self.left, self.ecomap):
            self.page.add(card)
        self.form.hide()
        self.column.addWidget(self.page)

    def _save(self) -> None:
        rows = self.members.value()
        self.desk.act(lambda session: save_household(session, self.case_id, rows))

    def _begin_consent(self, who: object) -> None:
        self.form.begin(who)  # type: ignore[arg-type]  # the card sends a Wanted
        self.page.ensureWidgetVisible(self.form, 0, 24)

    def _print_consent(self, person_id: int) -> None:
        self.flush()
        ConsentPrinting(self.desk, self.hands.printer, self.case_id).print_for(person_id)

    def _show_relative_form(self) -> None:
        lay_out_now()
        self.page.ensureWidgetVisible(self.genogram.form, 0, 24)

    def _consent_done(self) -> None:
        first = next(iter(self.consents.buttons.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
