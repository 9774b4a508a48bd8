"""The head of a case: its name and number, where consent and the lead supporter stand, and how far it has come."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Stage
from hokatsu_desktop.services.cases import CasePage, consent_tag
from hokatsu_desktop.ui.cases.tones import tone_of_summary
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.step_bar import Step, StepBar, StepState
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words

_STATES = {"done": StepState.DONE, "now": StepState.NOW, "later": StepState.AHEAD}
_LONGEST = 12
_UNNAMED = "（名前はまだありません）"


def short_name(lead: str) -> str:
    """The person of 「地域包括支援センター　例森 なおき」, cut where it would push the title away."""
    name = lead.rsplit("　", maxsplit=1)[-1]
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


class CaseHeader(QWidget):
    """`back` is shown where the list has no room beside the case."""

    def __init__(self) -> None:
        super().__init__()
        self.back = button("一覧", ButtonLook.QUIET, picture="chevron-left")
        self.back.hide()
        self.throw = button("この下書きを捨てる", ButtonLook.QUIET)
        self.throw.setToolTip("ごみ箱に入ります。30日のあいだは、元に戻せます")
        self.title = ElidedWords("", Look.TITLE)
        self.number = Words(look=Look.QUIET)
        self.ended = Tag("", Tone.PLAIN)
        self.consent = Tag("")
        self.lead = Tag("")
        self.steps = StepBar()
        row = QHBoxLayout()
        row.setSpacing(10)
        for part in (self.back, self.title, self.number):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.throw)
        for tag in (self.ended, self.consent, self.lead):
            row.addWidget(tag)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 4)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.steps)

    def show_page(self, page: CasePage) -> None:
        """Shows the head of this case."""
        case = page.case
        self.throw.setVisible(case.stage == Stage.DRAFT and case.number is None)
        self.title.say(case.title or _UNNAMED)
        self.number.say(case.number or "書きかけ")
        words = consent_tag(page.consent)
        self.consent.setToolTip(page.consent.words)
        self.consent.set_tag(
            words if len(words) <= _LONGEST + 6 else "同意：一部の人のみ", tone_of_summary(page.consent)
        )
        lead = case.lead_supporter
        self.lead.set_tag(f"主担当 {short_name(lead)}" if lead else "主担当 未定", Tone.GOOD if lead else Tone.WRONG)
        self.lead.setToolTip(lead)
        self.lead.setVisible(case.number is not None)
        is_over = case.number is not None and not case.is_open
        self.ended.setVisible(is_over)
        if is_over:
            words = "終結" if case.stage == Stage.CLOSED else "引継ぎ・共有で終わり"
            self.ended.set_tag(f"{short(case.closed_on)} {words}" if case.closed_on else words, Tone.PLAIN)
        self.steps.set_steps([Step(step.title, _STATES[step.state]) for step in page.steps])
