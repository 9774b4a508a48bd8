"""Asks what an attachment is: its name, whom it is from, when it came."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.sheets.check import UNREADABLE
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.text_field import TextField


@dataclass(frozen=True)
class About:
    """What is known of an attachment besides its content."""

    title: str
    from_whom: str
    received_on: date | None


class AttachmentDialog(Dialog):
    """Nothing in it has to be filled in."""

    def __init__(self, heading: str, act: str, about: About, today: date, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self.title = TextField("title", "別紙の名前")
        self.from_whom = TextField("from_whom", "どこから")
        self.received_on = DateField("received_on", "受け取った日", today)
        self.title.set_value(about.title)
        self.from_whom.set_value(about.from_whom)
        self.received_on.set_value(PartialDate.of(about.received_on).text if about.received_on else "")
        self.body.addLayout(labelled("別紙の名前（例：保健センターの訪問記録）", self.title))
        self.body.addLayout(labelled("どこから（機関の名前）", self.from_whom))
        self.body.addLayout(labelled("受け取った日", self.received_on, self.received_on.field))
        self.go_on = self.add_button(button(act, ButtonLook.PRIMARY))
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(520)

    def about(self) -> About:
        """What was typed; a day that cannot be read counts as none."""
        stored = self.received_on.value()
        day = None if not stored or stored.startswith(UNREADABLE) else PartialDate.from_text(stored).as_date()
        return About(self.title.value(), self.from_whom.value(), day)
