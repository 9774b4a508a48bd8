"""はい or いいえ, or not asked yet."""

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice

YES_NO = ChoiceList(
    key="yes_no", label="はい・いいえ", values=(Choice(key="yes", label="はい"), Choice(key="no", label="いいえ"))
)


class YesNo(ChipChoice):
    """The answer is "yes", "no" or ""; 1 and 2 choose."""

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(key, name, YES_NO, parent)
