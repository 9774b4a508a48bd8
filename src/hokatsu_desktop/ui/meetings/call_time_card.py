"""The last card of the page 会議を開く: who leads and records, and how the minutes are shared out."""

from collections.abc import Sequence
from datetime import time
from functools import partial

from sqlalchemy.orm import Session

from hokatsu_desktop.models import MeetingSeries, Staff
from hokatsu_desktop.services.called_meetings import carriers_of, may_lead
from hokatsu_desktop.services.limits import too_many_words
from hokatsu_desktop.sheets.times import blocks, time_template, too_many_cases
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.meetings.call_choices import proposed_template, templates
from hokatsu_desktop.ui.meetings.minute_words import sum_words
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words


class TimeCard(Card):
    """Who leads and records, and how the minutes are shared out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("進行と時間")
        self._desk = desk
        self._cases: list[int] = []
        self._begin: time | None = None
        self._chosen_by_hand = False
        self._series: MeetingSeries | None = None
        self._carriers: tuple[str, ...] = ()
        self.facilitator = TextField("facilitator", "進行")
        self.recorder = TextField("recorder", "記録")
        self.template_chips = ChipChoice("time_template", "時間の割り振り", templates())
        self.total = Words(look=Look.GOOD, wrap=True)
        self.too_many = Words(look=Look.CARE, wrap=True)
        self._suggestions = FlowLayout(across=8, down=4)
        self._build()
        self.template_chips.changed.connect(self._pressed)

    def clear(self) -> None:
        """Nobody leads yet; the template follows the number of cases."""
        self.facilitator.set_value("")
        self._chosen_by_hand = False
        self._series = None
        self.set_people(())
        self.set_cases(())

    def learn(self, session: Session) -> None:
        """Who is working here records, unless somebody else is written in."""
        staff = session.get(Staff, self._desk.staff_id)
        self.recorder.set_value(staff.name if staff is not None else "")

    def template(self) -> str:
        """The key of the template."""
        return self.template_chips.value() or proposed_template(len(self._cases)).key

    def set_cases(self, case_ids: Sequence[int]) -> None:
        """Proposes a template for so many cases, unless the user has chosen one."""
        self._cases = list(case_ids)
        with self._desk.reading() as session:
            self._carriers = carriers_of(session, self._cases)
        if not self._chosen_by_hand:
            self.template_chips.set_value(proposed_template(len(self._cases)).key)
        self._tell()

    def set_series(self, series: MeetingSeries | None) -> None:
        """The regular meeting whose number of cases counts, if there is one."""
        self._series = series
        self._tell()

    def take(self, facilitator: str, template: str) -> None:
        """Fills in who leads, if that is known, and the template."""
        if facilitator:
            self.facilitator.set_value(facilitator)
        self.template_chips.set_value(template)
        self._pressed()

    def set_begin(self, begin: time | None) -> None:
        """The hour it begins, for the words about its end."""
        self._begin = begin
        self._tell()

    def set_people(self, shown: Sequence[str]) -> None:
        """Offers as leaders those who carry none of the cases."""
        while self._suggestions.count():
            item = self._suggestions.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words in [one for one in shown if may_lead(one.split("　")[-1], self._carriers)][:3]:
            made = button(f"進行：{words}", ButtonLook.INLINE)
            made.setToolTip("このケースを担当していない人です。")
            made.clicked.connect(partial(self._lead, words))
            self._suggestions.addWidget(made)
            made.show()

    def _lead(self, words: str, _checked: bool = False) -> None:
        self.facilitator.set_value(words)

    def _pressed(self) -> None:
        self._chosen_by_hand = bool(self.template_chips.value())
        self._tell()

    def _tell(self) -> None:
        template = time_template(self.template())
        cases = max(1, len(self._cases))
        total = sum(block.minutes for block in blocks(template, cases))
        words, fits = sum_words(total, template.minutes, self._begin)
        self.total.set_look(Look.GOOD if fits else Look.CARE)
        self.total.say(words)
        limit = too_many_words(self._series, len(self._cases)) if self._series is not None else ""
        warning = limit or too_many_cases(template, len(self._cases))
        self.too_many.say(f"▲ {warning}" if warning else "")
        self.too_many.setVisible(bool(warning))

    def _build(self) -> None:
        grid = TwelfthsLayout(across=16, down=14)
        grid.place(self.facilitator, 6, lambda: px(240), label_for("進行", self.facilitator))
        grid.place(self.recorder, 6, lambda: px(240), label_for("記録", self.recorder))
        self.body.addLayout(grid)
        self.add(Words("進行は、できるだけこのケースを担当していない人にお願いします。", Look.QUIET, wrap=True))
        self.body.addLayout(self._suggestions)
        self.body.addLayout(labelled("時間の割り振り", self.template_chips, self.template_chips.first_stop()))
        self.add(self.total)
        self.add(self.too_many)
