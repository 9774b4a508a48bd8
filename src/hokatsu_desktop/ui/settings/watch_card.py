"""The card きょうの目安: after how many days, and from how many cases on, きょう speaks of something."""

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.services.telling_back import MOST_TELL_DAYS, days_to_tell, set_days_to_tell
from hokatsu_desktop.services.today.company import LEAST_MANY, MOST_MANY, many_cases, set_many_cases
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.settings.stored_fields import StoredFields, Values, outside, within
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.number_field import NumberField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = "人をくらべるためのものではありません。打合せの話題にするための目安です。"


class WatchCard(Card):
    """Stores itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("きょうの目安", parent=parent)
        self.fields = StoredFields(desk, _read, _write, self)
        self.tell_days = NumberField(
            "tell_back_days", "つないでくれた人に、結果を伝えるまで", suffix="日", compact=True
        )
        self.many = NumberField("many_cases", "主担当を話題にする件数", suffix="件", compact=True)
        self.fields.add("tell_back_days", self.tell_days, within(1, MOST_TELL_DAYS), outside("日数", 1, MOST_TELL_DAYS))
        self.fields.add("many_cases", self.many, within(LEAST_MANY, MOST_MANY), outside("件数", LEAST_MANY, MOST_MANY))
        grid = TwelfthsLayout(across=16, down=14)
        for field in (self.tell_days, self.many):
            grid.place(field, 12, lambda: px(200), label_for(field.field.accessibleName(), field.field))
        self.body.addLayout(grid)
        self.add(Words(_ABOUT, Look.QUIET, wrap=True))
        self.reread()

    def flush(self) -> bool:
        """Store what is typed at once."""
        return self.fields.flush()

    def reread(self) -> None:
        """Show what is stored now."""
        self.fields.reread()


def _read(session: Session) -> Values:
    return {"tell_back_days": str(days_to_tell(session)), "many_cases": str(many_cases(session))}


def _write(session: Session, values: Values) -> None:
    if "tell_back_days" in values:
        set_days_to_tell(session, int(values["tell_back_days"]))
    if "many_cases" in values:
        set_many_cases(session, int(values["many_cases"]))
